import pytest

from survey_app.synthesis import Evidence, Statement, Trait
from survey_app.synthesis.boards import BOARD_BY_KEY, BOARDS, clashes, feelings, fill
from tests.synthesis.builders import statement


def _line(field, *people, against=0, **changes):
    evidence = tuple(Evidence(one, "words", quote_id=f"{field}{one}") for one in people)
    evidence += tuple(Evidence(f"x{i}", "no", "against", quote_id=f"n{i}") for i in range(against))
    return Statement(field, changes.pop("text", field), evidence=evidence, **changes)


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.key)
def test_every_board_has_words_in_three_languages_and_fills_empty(board):
    for label in (board.label, board.about, *(cell.label for cell in board.cells)):
        assert set(label) == {"en", "ru", "zh"}
        assert all(label.values())
    assert len(set(board.cell_keys)) == len(board.cells)
    assert fill(board, ()) == dict.fromkeys(board.cell_keys, ())


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.key)
def test_a_board_shows_only_lines_with_evidence(board):
    bare = [Statement(one, "text") for one in ("pains", "goals", "praise", "learning")]
    assumed = statement(basis="assumed")
    assert not any(fill(board, [*bare, assumed]).values())


def test_a_closed_answer_stands_where_its_question_belongs():
    learn = Statement(
        "learning", "Blogs", trait_key="src", code="b",
        evidence=(Evidence("p1", "Blogs", trait_key="src", code="b"),),
    )  # fmt: skip
    trait = Trait("src", "Where do you read?", {"b": "Blogs"}, elicits=("info_source",))
    cells = fill(BOARD_BY_KEY["empathy"], [learn, _line("pains", "p1")], (), [trait])
    assert (cells["hears"], cells["pains"]) == ((0,), (1,))


def test_a_wish_and_a_need_of_the_same_two_people_clash():
    lines = (
        _line("goals", "p1", "p2", "p3", text="Quit for good"),
        _line("objections", "p2", "p3", text="It calms me"),
        _line("objections", "p1", text="Too dear"),
        _line("objections", "p1", text="To quit frightens me"),
    )
    cells = fill(BOARD_BY_KEY["compass"], lines)
    assert (cells["wish"], cells["need"]) == ((0,), (1, 2, 3))
    # Two people voice wish and need 1; one person voices need 2; need 3 shares the word 'quit'.
    assert clashes(lines, cells["wish"], cells["need"]) == ((0, 1, 2), (0, 3, 1))


def test_the_feeling_curve_is_praise_less_trouble_over_both():
    lines = (
        _line("pains", "p1", "p2", "p3", against=1),
        _line("praise", "p1", "p2", "p3"),
        _line("objections", "p1", "p2"),
    )
    cells = fill(BOARD_BY_KEY["journey"], lines)
    found = {one.stage: one for one in feelings(lines, cells)}
    # use: three pains and one quote against them: (1 - 3) / 4. stay: praise only.
    assert (found["use"].value, found["use"].n) == (-0.5, 4)
    assert found["stay"].value == 1.0
    assert found["choose"].value is None  # two voices draw no point
