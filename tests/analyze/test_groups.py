"""Groups by a closed question, where the answers show none of their own."""

from __future__ import annotations

from dataclasses import replace

from survey_app.analyze.groups import with_compared_groups
from survey_app.synthesis import Quote, Respondent, ThemeInfo, Trait, draft_personas

ROLE = Trait("role", "Role", {"a": "agency", "s": "shop", "f": "farm"})
AGE = Trait("age", "Age", {"y": "young", "o": "old"}, sensitive=True)


def study(n: int) -> tuple[list[Respondent], list[ThemeInfo]]:
    """Every second person is an agency; every third of anybody finds the export slow."""
    people = [
        Respondent(
            f"r{i:03d}", frozenset({"slow"} if i % 3 == 0 else ()), frozenset({"pain"}),
            {"role": "a" if i % 2 else "s", "age": "y"}, frozenset({"role", "age"}),
        )
        for i in range(n)
    ]  # fmt: skip
    quotes = tuple(
        Quote(f"q{one.id}", one.id, "slow", f"the export is slow, says {one.id}")
        for one in people if one.voiced
    )  # fmt: skip
    return people, [ThemeInfo("slow", "pain", "exports are slow", quotes)]


def test_the_largest_groups_of_a_question_stand_beside_everyone() -> None:
    people, themes = study(120)
    draft = draft_personas(people, themes, [AGE, ROLE])
    found, question = with_compared_groups(draft, people, themes, [AGE, ROLE], language="en")
    assert question == "Role"
    assert [one.name for one in found.personas] == [
        "Everyone who answered", "Agency: exports are slow", "Shop: exports are slow",
    ]  # fmt: skip
    agency = found.personas[1]
    assert (agency.n, agency.origin, agency.stability_word) == (60, "by_hand", None)
    pain = next(one for one in agency.statements if one.theme_id == "slow")
    # agencies are the odd numbers below 120, those of them divisible by three are 20
    assert (pain.n, pain.asked) == (20, 60)
    assert not any(one.trait_key == "role" for one in agency.statements)


def test_few_people_are_not_cut_into_groups() -> None:
    people, themes = study(40)
    draft = draft_personas(people, themes, [ROLE])
    found, question = with_compared_groups(draft, people, themes, [ROLE], language="ru")
    assert question == ""
    assert [one.name for one in found.personas] == ["Все, кто ответил"]


def test_segments_that_the_answers_show_are_left_alone() -> None:
    people, themes = study(120)
    draft = draft_personas(people, themes, [ROLE])
    segment = replace(draft.personas[0], origin="segment")
    draft = replace(draft, personas=(segment,))
    assert with_compared_groups(draft, people, themes, [ROLE], language="en") == (draft, "")
