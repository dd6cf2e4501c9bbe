"""A draft of the synthesis as a bundle: numbers of evidence, answers together, words in place."""

from __future__ import annotations

from survey_app.exports.bundle import Bundle, Quote
from survey_app.exports.from_draft import Setting, bundle_from_draft
from survey_app.synthesis import Draft, Evidence, NotKnown, PersonaDraft, Respondent, Statement
from survey_app.synthesis.shown import sentence_case
from tests.builders_exports import MADE_AT


def said(person: str, words: str, stance: str = "for") -> Evidence:
    return Evidence(
        person, words, "against" if stance == "against" else "for", quote_id=f"{person}-q"
    )


def ticked(person: str) -> Evidence:
    return Evidence(person, "Agency", trait_key="industry", code="agency")


def bundle_of(*statements: Statement, people: tuple[Respondent, ...] = ()) -> Bundle:
    persona = PersonaDraft(
        id="persona-1", name="Exports take too long", summary="", share=0.5, n=10, stability=0.8,
        stability_word="solid", members=(), fit={}, statements=statements,
        not_known=(NotKnown("kind_never_asked", {"kind": "goal"}),), unclassified_share=0.1,
        key_quote=said("1", "it took forty minutes"),
    )  # fmt: skip
    draft = Draft((persona,), (), ("19", "20"), 20, {"seed": 0})
    setting = Setting(
        study="Study", organisation="", language="en", made_at=MADE_AT,
        describe=lambda piece: Quote(0, piece.text, f"R-{piece.respondent_id}"),
        person_label=lambda person: f"R-{person}", respondents=people,
    )  # fmt: skip
    return bundle_from_draft(draft, setting)


def test_an_excerpt_has_one_number_wherever_it_is_cited() -> None:
    shared = said("1", "it took forty minutes")
    sheet = bundle_of(
        Statement("pains", "exports take long", n=2, asked=3, evidence=(shared, said("2", "slow"))),
        Statement("goals", "faster exports", n=1, asked=3, evidence=(shared,)),
    ).personas[0]
    goals, pains = sheet.sections  # the order of the sheet, not of the draft
    assert (goals.key, pains.key) == ("goals", "pains")
    assert goals.lines[0].evidence == (1,)
    assert pains.lines[0].evidence == (1, 2)
    assert sheet.key_quote is not None
    assert sheet.key_quote.number == 1
    assert [quote.source for quote in sheet.quotes] == ["R-1", "R-2"]


def test_those_who_ticked_the_same_answer_share_one_number() -> None:
    people = tuple(ticked(str(n)) for n in range(1, 11))
    line = next(
        bundle_of(Statement("who", "Industry: Agency", n=12, asked=20, evidence=people))
        .personas[0]
        .lines
    )
    assert line.evidence == (1,)
    quote = bundle_of(Statement("who", "x", n=12, asked=20, evidence=people)).personas[0].quotes[0]
    assert quote.is_answer
    # eight are named, so four of the twelve remain
    assert quote.source == "ticked by 12: R-1, R-2, R-3, R-4, R-5, R-6, R-7, R-8 and 4 more"


def test_what_speaks_against_a_line_stands_apart() -> None:
    sheet = bundle_of(
        Statement(
            "pains",
            "slow",
            n=1,
            asked=2,
            evidence=(said("1", "slow"), said("2", "fast", "against")),
        )
    ).personas[0]
    line = next(sheet.lines)
    assert (line.evidence, line.against) == ((1,), (2,))
    assert sheet.quote(2).against
    assert sheet.has_counter_evidence


def test_gaps_and_shares_are_put_into_words() -> None:
    bundle = bundle_of()
    assert bundle.personas[0].not_known == ("Never asked: goals.",)
    assert bundle.unclassified_share == 0.1  # 2 of 20
    assert bundle.personas[0].stability.startswith("Solid")


def test_a_line_begins_with_a_capital_unless_its_word_has_its_own() -> None:
    assert sentence_case("exports take long") == "Exports take long"
    assert sentence_case("iPad is slow") == "iPad is slow"
    assert sentence_case("") == ""


def test_a_draft_brings_its_boards_filled_from_the_same_evidence() -> None:
    both = (said("1", "slow and dear"), said("2", "slow"), said("3", "it hurts"))
    sheet = bundle_of(
        Statement("pains", "exports take long", n=3, asked=4, evidence=both),
        Statement("who", "Industry: Agency", n=2, asked=4, evidence=(ticked("1"), ticked("2"))),
        Statement("praise", "kind people", n=2, asked=4, evidence=(said("4", "k"), said("5", "k"))),
        Statement("goals", "a belief", basis="assumed"),
    ).personas[0]
    boards = {board.key: board for board in sheet.boards}
    [line] = next(cell for cell in boards["gains"].cells if cell.key == "pains").lines
    assert (line.text, line.n, line.asked) == ("Exports take long", 3, 4)
    assert line.evidence == (1, 2, 3)  # the numbers of the sheet
    use = next(cell for cell in boards["journey"].cells if cell.key == "use")
    assert use.feeling == -1.0  # three quotes of trouble, none of praise
    texts = [line.text for board in sheet.boards for cell in board.cells for line in cell.lines]
    assert "A belief" not in texts  # what nobody said stands on no board


def test_a_draft_says_how_many_its_card_fits_where_people_are_given() -> None:
    lines = [
        Statement("pains", f"slow {key}", n=2, asked=2, theme_id=key, evidence=(said("1", "s"),))
        for key in "abc"
    ]
    people = tuple(
        Respondent(str(n), voiced=frozenset("a" if n < 4 else "")) for n in range(9)
    )  # fmt: skip
    # Three lines bind and a person may miss two: the four who voiced one of them fit.
    assert bundle_of(*lines, people=people).personas[0].fits == (4, 9)
    assert bundle_of(*lines).personas[0].fits is None
    # Two lines that may both be missed fit everybody, which says nothing.
    assert bundle_of(*lines[:2], people=people).personas[0].fits is None


def test_a_draft_has_no_face_until_somebody_turns_it_on() -> None:
    assert bundle_of().personas[0].portrait == ""
