"""Belief against data: confirmed, contradicted, open, or nobody was asked."""

import pytest

from survey_app.synthesis.beliefs import Link, hold
from survey_app.synthesis.respondents import Quote, Respondent, ThemeInfo, Trait


def people(n, n_saying, kind="pain", theme="t", **traits):
    return [
        Respondent(
            f"r{i}", frozenset([theme] if i < n_saying else []), frozenset([kind]), traits,
            frozenset(traits),
        )
        for i in range(n)
    ]  # fmt: skip


def theme(n_quotes, name="Exports take too long", kind="pain", key="t", text="the export crawls"):
    quotes = tuple(Quote(f"{key}{i}", f"r{i}", key, text) for i in range(n_quotes))
    return ThemeInfo(key, kind, name, quotes)


@pytest.mark.parametrize(
    ("asked", "said", "verdict"),
    [
        (10, 3, "confirmed"),  # three people, as rule R1 asks in a study under 30
        (10, 2, "open"),
        (16, 0, "contradicted"),  # Wilson 0 of 16: upper end 3.84 / (16 + 3.84) = 0.194 < 0.2
        (15, 0, "open"),  # 3.84 / (15 + 3.84) = 0.204
    ],
)
def test_a_belief_is_held_against_the_theme_that_shares_its_words(asked, said, verdict):
    held = hold("Slow exports annoy them", "pains", people(asked, said), 20, [theme(said)], ())
    assert (held.verdict, held.n, held.asked) == (verdict, said, asked)
    assert held.found == "Exports take too long"
    assert len([one for one in held.evidence if one.stance == "for"]) == min(said, 3)


def test_more_voices_against_than_for_contradict_a_belief():
    praise = theme(2, "Quick work", "praise", "p", "exports are quick and easy")
    members = people(8, 1)
    held = hold("Exports are slow", "pains", members, 20, [theme(1), praise], ())
    assert held.verdict == "contradicted"
    assert {one.respondent_id for one in held.evidence if one.stance == "against"} == {"r0", "r1"}


def test_where_nobody_was_asked_nothing_is_said_of_it():
    assert hold("They love horses", "dreams", people(9, 4), 20, [theme(4)], ()).verdict == (
        "not_asked"
    )
    unasked = [Respondent(f"r{i}") for i in range(9)]
    assert hold("Slow exports", "pains", unasked, 20, [theme(0)], ()).verdict == "not_asked"


def test_asked_for_such_things_and_never_heard_of_it_stays_open():
    held = hold("They lack parking", "pains", people(9, 4), 20, [theme(4)], ())
    assert (held.verdict, held.n, held.asked, held.found) == ("open", 0, 9, "")


@pytest.mark.parametrize(
    ("ticked", "verdict"),
    [
        (9, "confirmed"),  # 9 of 10: Wilson 0.60-0.98, all above a half
        (6, "open"),  # 6 of 10: 0.31-0.83
        (1, "contradicted"),  # 1 of 10: 0.02-0.40, all below a half
    ],
)
def test_a_closed_answer_decides_by_the_half(ticked, verdict):
    size = Trait("size", "Company", {"solo": "Works alone", "many": "An office"})
    members = [
        Respondent(f"r{i}", traits={"size": "solo" if i < ticked else "many"},
                   asked_traits=frozenset({"size"}))
        for i in range(10)
    ]  # fmt: skip
    held = hold("Everybody works alone", "who", members, 20, (), [size])
    assert (held.verdict, held.n, held.asked) == (verdict, ticked, 10)
    assert held.found == "Company: Works alone"


def test_what_is_sensitive_is_not_told_of_a_few():
    age = Trait("age", "Age", {"y": "under thirty", "o": "older"}, sensitive=True)
    members = [
        Respondent(f"r{i}", traits={"age": "y"}, asked_traits=frozenset({"age"})) for i in range(4)
    ]
    held = hold("They are under thirty", "demographics", members, 20, (), [age])
    assert (held.verdict, held.found, held.n) == ("not_asked", "", 0)


def test_what_a_person_linked_is_held_against_and_the_words_are_not_asked():
    other = theme(4, "Meetings eat the day", key="m", text="a call before lunch")
    members = people(10, 4, theme="m")
    by_words = hold("Slow exports annoy them", "pains", members, 20, [theme(0), other], ())
    assert (by_words.found, by_words.linked) == ("Exports take too long", False)
    held = hold("Slow exports annoy them", "pains", members, 20, [theme(0), other], (), Link("m"))
    # Four of ten say it: more than the three people that rule R1 asks for.
    assert (held.verdict, held.found, held.n, held.linked) == (
        "confirmed", "Meetings eat the day", 4, True,
    )  # fmt: skip


def test_a_link_to_nothing_stays_open_and_one_that_is_gone_leaves_the_proposal():
    members = people(9, 4)
    nothing = hold("Slow exports", "pains", members, 20, [theme(4)], (), Link())
    assert (nothing.verdict, nothing.found, nothing.linked) == ("open", "", True)
    for gone in (Link("deleted"), Link(trait="size", code="s")):
        held = hold("Slow exports", "pains", members, 20, [theme(4)], (), gone)
        assert (held.found, held.linked) == ("Exports take too long", False)


def test_a_link_to_an_answer_counts_who_ticked_it():
    size = Trait("size", "Company size", {"s": "1-10", "l": "over 50"})
    members = people(9, 0, size="s")
    held = hold("They are small", "who", members, 20, [], [size], Link(trait="size", code="s"))
    # 9 of 9: Wilson from 9 / (9 + 3.84) = 0.70, above one half.
    assert (held.verdict, held.found, held.linked) == ("confirmed", "Company size: 1-10", True)
