import json
import random
import subprocess
import sys
from dataclasses import asdict

import pytest

from survey_app.synthesis import (
    KINDS,
    Quote,
    Respondent,
    ThemeInfo,
    assemble,
    draft_by_hand,
    draft_personas,
)
from survey_app.synthesis.segments import Segmentation
from tests.synthesis.builders import EXPORTS, SIZE, person, quote, study
from tests.synthesis.planted import NAMES, planted, shuffled


def test_every_planted_segment_becomes_a_persona_named_by_its_own_theme():
    study_, truth = planted(120)
    draft = draft_personas(*study_)
    assert len(draft.personas) == 3
    owners = set()
    for one in draft.personas:
        segments = [truth[member] for member in one.members]
        own = max(set(segments), key=segments.count)
        owners.add(own)
        assert one.name in {NAMES["pain"][own], NAMES["goal"][own]}
        assert one.stability_word == "solid"
    assert owners == {0, 1, 2}


def test_everybody_is_in_one_persona_or_among_the_unclassified():
    (people, themes, traits), _ = planted(90)
    draft = draft_personas(people, themes, traits)
    placed = [member for one in draft.personas for member in one.members]
    assert sorted([*placed, *draft.unclassified]) == sorted(one.id for one in people)
    for one in draft.personas:
        assert one.share == one.n / 90 == len(one.members) / 90
        assert one.unclassified_share == len(draft.unclassified) / 90
        assert set(one.fit) == set(one.members)
        assert all(0 <= fit <= 1 for fit in one.fit.values())


def test_what_differs_is_on_the_persona_and_what_does_not_is_true_of_everyone():
    draft = draft_personas(*planted(120)[0])
    everyone = {(one.theme_id, one.trait_key, one.code) for one in draft.everyone}
    assert everyone
    assert all(one.differs is False for one in draft.everyone)
    for one in draft.personas:
        assert any(line.differs for line in one.statements)
        keys = {(line.theme_id, line.trait_key, line.code) for line in one.statements}
        assert not keys & everyone


@pytest.mark.parametrize("n", [40, 60])
def test_an_identical_run_gives_an_identical_draft(n):
    study_, _ = planted(n)
    assert draft_personas(*study_, seed=5) == draft_personas(*study_, seed=5)


@pytest.mark.parametrize("n", [12, 40, 60])
def test_shuffling_respondents_themes_and_quotes_changes_nothing(n):
    (people, themes, traits), _ = planted(n)
    chance = random.Random(1)
    mixed_people = chance.sample(people, n)
    mixed_themes = [
        ThemeInfo(one.id, one.kind, one.name, tuple(chance.sample(one.quotes, len(one.quotes))))
        for one in chance.sample(themes, len(themes))
    ]
    assert draft_personas(mixed_people, mixed_themes, traits) == draft_personas(
        people, themes, traits
    )


def test_the_fingerprint_changes_with_one_character():
    people, themes, traits = study()
    same = draft_personas(people, themes, traits).engine["fingerprint"]
    renamed = [ThemeInfo(EXPORTS, "pain", "Exports take too lonh", themes[0].quotes)]
    assert draft_personas(people, themes, traits).engine["fingerprint"] == same
    assert draft_personas(people, renamed, traits).engine["fingerprint"] != same


@pytest.mark.parametrize("n", [30, 80])
def test_shuffled_answers_give_no_publishable_segment(n):
    for seed in range(5):
        draft = draft_personas(*shuffled(planted(n)[0], seed))
        assert all(one.stability_word not in {"solid", "likely"} for one in draft.personas)


def _talkers(n, seed):
    """Half of the people voice any theme with 60 %, half with 15 %: no opinion, only volume."""
    chance = random.Random(seed)
    themes = [(f"t{i:02d}", KINDS[i % 4]) for i in range(12)]
    quotes = {theme: [] for theme, _ in themes}
    people = []
    for number in range(n):
        level = 0.6 if chance.random() < 0.5 else 0.15
        one = f"r{number:03d}"
        voiced = frozenset(theme for theme, _ in themes if chance.random() < level)
        for theme in sorted(voiced):
            quotes[theme].append(Quote(f"{theme}{one}", one, theme, "words"))
        people.append(Respondent(one, voiced, frozenset(KINDS)))
    return people, [ThemeInfo(t, kind, t, tuple(quotes[t])) for t, kind in themes], ()


def test_people_who_merely_say_more_are_no_persona():
    for seed in range(3):
        draft = draft_personas(*_talkers(80, seed))
        assert [one.origin for one in draft.personas] == ["everyone"]
        assert [note.code for note in draft.notes] == ["no_segments", "only_volume"]


def test_a_louder_and_a_quieter_group_are_dissolved_if_a_search_ever_gives_them():
    people, themes, traits = _talkers(80, 1)
    order = sorted(people, key=lambda one: one.id)
    groups = tuple(int(len(one.voiced) < 5) for one in order)  # 60 % and 15 % of 12: 7 and 2
    found = Segmentation(
        tuple(one.id for one in order), groups, (1.0,) * 80, (0.9, 0.9), "given", {}
    )
    study = assemble.Study(tuple(order), tuple(themes), traits, "en")
    assert assemble.groups_with_something_to_say(study, found) == ([], 2)


def test_under_twenty_people_there_is_one_persona_and_a_note():
    draft = draft_personas(*planted(19, own=1.0, other=0.0)[0])
    (one,) = draft.personas
    assert (one.origin, one.n, one.stability, one.stability_word) == ("everyone", 19, None, None)
    assert draft.unclassified == ()
    assert draft.everyone == ()
    assert [(note.code, dict(note.params)) for note in draft.notes] == [
        ("too_few_to_segment", {"n": 19, "need": 20})
    ]


def test_nobody_gives_no_persona():
    draft = draft_personas([], [], [])
    assert (draft.personas, draft.unclassified, draft.n_respondents) == ((), (), 0)


def test_one_respondent_gives_one_persona_without_statements():
    draft = draft_personas(
        [person(0, [EXPORTS])], [ThemeInfo(EXPORTS, "pain", "E", (quote(0),))], ()
    )
    (one,) = draft.personas
    assert (one.n, one.statements, one.name) == (1, (), "Everyone who answered")


def test_zero_themes_leave_the_closed_answers():
    people = [person(i, size="s") for i in range(25)]
    (one,) = draft_personas(people, [], [SIZE]).personas
    assert [line.text for line in one.statements] == ["Company size: 1-10"]
    assert {gap.code for gap in one.not_known} == {"kind_no_theme", "group_empty"}


@pytest.mark.parametrize("n", [30, 80])
def test_when_all_give_the_same_answers_there_is_one_persona(n):
    people = [person(i, [EXPORTS], size="s") for i in range(n)]
    themes = [ThemeInfo(EXPORTS, "pain", "Exports take too long", tuple(map(quote, range(n))))]
    draft = draft_personas(people, themes, [SIZE])
    (one,) = draft.personas
    assert (one.origin, one.name) == ("everyone", "Exports take too long")
    assert [note.code for note in draft.notes] == ["no_segments"]
    assert one.statements[0].n == one.statements[0].asked == n


def test_progress_rises_from_nothing_to_all():
    seen = []
    draft_personas(*planted(60)[0], progress=seen.append)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)


def test_two_people_with_one_id_are_refused():
    with pytest.raises(ValueError, match="respondent id 'p00'"):
        draft_personas([person(0), person(0)], [], [])


def test_a_persona_by_hand_is_held_against_all_others():
    people, themes, traits = study(n=20, n_voicing=6)
    one = draft_by_hand(people, themes, traits, [f"p0{i}" for i in range(10)], name="Early users")
    assert (one.name, one.n, one.share, one.origin) == ("Early users", 10, 0.5, "by_hand")
    assert one.stability is None
    pain = next(line for line in one.statements if line.theme_id == EXPORTS)
    assert (pain.n, pain.asked, pain.versus) == (6, 10, 0.0)


def test_a_persona_by_hand_takes_only_respondents():
    with pytest.raises(ValueError, match="'stranger'"):
        draft_by_hand(*study(), ["p00", "stranger"])


def test_a_draft_can_be_stored_as_json():
    draft = draft_personas(*planted(40)[0])
    stored = json.loads(json.dumps(asdict(draft)))
    assert [one["name"] for one in stored["personas"]] == [one.name for one in draft.personas]


def test_the_library_loads_without_the_numeric_packages():
    code = (
        "import sys, survey_app.synthesis; "
        "print({'numpy', 'scipy', 'sklearn', 'flask', 'sqlalchemy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
