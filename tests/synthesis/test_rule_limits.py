"""Rules that no single statement breaks, each at its limit: R8, R9, R11 and R12."""

import numpy as np
import pytest

from survey_app.synthesis import drafts
from survey_app.synthesis.claims import compare, shared_keys, theme_key
from survey_app.synthesis.respondents import Respondent, ThemeInfo
from survey_app.synthesis.segments import MIN_MEMBERS, Segmentation, _Found, _tidy
from survey_app.synthesis.wording import counter_text
from tests.synthesis.builders import cited, person, persona, quote, statement


@pytest.mark.parametrize(("agreement", "told"), [(0.5, False), (0.4999, True), (None, False)])
def test_r8_a_second_method_that_agrees_by_less_than_half_is_told(agreement, told):
    people = tuple(person(n) for n in range(20))
    found = Segmentation(
        tuple(one.id for one in people), (0,) * 20, (1.0,) * 20, (0.9,), "given", {}, "other",
        agreement,
    )  # fmt: skip
    study = drafts._study(people, (), (), "en")
    codes = [note.code for note in drafts._notes(study, found, (persona(statement()),), 0, 0)]
    assert ("methods_disagree" in codes) is told
    assert drafts._engine(study, found, 0)["agreement"] == agreement


# Fisher's exact test, 10 against 10. 8 and 2: (45 x 45 + 10 x 10 + 1) / C(20, 10) = 2126 / 184756,
# twice that is 0.023. 8 and 3: (45 x 120 + 10 x 45 + 1 x 10) / C(20, 11) = 5860 / 167960, twice
# that is 0.0698. Newcombe's interval leaves zero out for both, so that the p-value decides.
@pytest.mark.parametrize(("n_rest", "differs"), [(2, True), (3, False)])
def test_r9_what_may_be_chance_is_true_of_everyone(n_rest, differs):
    theme = ThemeInfo("t", "pain", "T")
    said = [n < 8 for n in range(10)] + [n < n_rest for n in range(10)]
    people = [
        Respondent(f"p{n:02d}", frozenset(["t"] if one else []), frozenset(["pain"]))
        for n, one in enumerate(said)
    ]
    claims = compare([people[:10]], people, [theme], ())
    assert claims[0][theme_key("t")].differs is differs
    assert (theme_key("t") in shared_keys(claims)) is not differs


def test_r11_where_nothing_speaks_against_it_that_is_said_with_the_number_looked_at():
    quiet = persona(statement(), statement())
    assert counter_text(quiet, "en") == "No counter-evidence found in 2 statements."
    against = cited(quote(4), stance="against")
    one = persona(statement(evidence=(*statement().evidence, against)), statement())
    assert counter_text(one, "en") == "Counter-evidence stands beside 1 of 2 statements."


def test_r12_whoever_fits_no_segment_stays_on_the_list_and_four_are_no_segment():
    # Groups of six, five and four; one of the six is an outlier, so that five are left of it.
    groups = np.array([0] * 6 + [1] * 5 + [2] * 4)
    outside = np.array([True] + [False] * 14)
    tidy = _tidy(_Found(groups, np.ones(15), outside, 3))
    assert MIN_MEMBERS == 5
    assert tidy.tolist() == [-1] + [0] * 5 + [1] * 5 + [-1] * 4
    outside[1] = True  # four are left of the first group: one segment alone is none
    assert _tidy(_Found(groups, np.ones(15), outside, 3)) is None
