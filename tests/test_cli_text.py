"""The commands that need no database: their contracts, and one line for bad input."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey_app.cli import main

SLOW = ("exports take far too long", "the export is slow again", "waiting for exports is slow")
MUTE = ("nobody answers on Fridays", "support never answers me", "no answer from support")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def table(folder: Path, rows: list[list[str]], name: str = "rows.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def survey(folder: Path, n: int = 24) -> Path:
    chance = random.Random(7)
    rows = [["id", "What annoys you?", "role"]]
    for i in range(n):
        said = (
            f"{chance.choice(SLOW)}, {chance.choice(MUTE)}, truly" if i % 2 else chance.choice(SLOW)
        )
        rows.append([str(i), f"{said} ({i})", "agency" if i % 3 else "shop"])
    return table(folder, rows, "answers.csv")


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def told_in_one_line(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Error: ")
    return result.stderr


def test_signals_writes_a_line_a_row_with_spans_that_quote(tmp_path: Path) -> None:
    texts = {
        "a": "The export is slow. I wish it were faster!",
        "b": "",
        "c": "Поддержка не отвечает.",
    }
    path = table(tmp_path, [["id", "text"], *([key, text] for key, text in texts.items())])
    out = tmp_path / "out.jsonl"
    result = run("signals", "--input", path, "--id-column", "id", "--text-column", "text",
                 "--output", out)  # fmt: skip
    assert result.exit_code == 0, result.output
    rows = lines_of(out)
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert [list(row) for row in rows] == [["id", "language", "signals", "labels", "excerpts"]] * 3
    assert set(rows[0]["signals"]) == {"pain", "goal", "objection", "praise"}  # type: ignore[call-overload]
    assert rows[2]["language"] == "ru"
    for row in rows:
        for one in row["excerpts"]:  # type: ignore[attr-defined]
            assert texts[str(row["id"])][one["start"] : one["end"]] == one["quote"]
            assert {"start", "end", "quote", "labels", "cues"} <= set(one)


def test_what_a_column_says_is_asked_for_counts(tmp_path: Path) -> None:
    path = table(tmp_path, [["id", "text", "asks"], ["1", "the colours", "praise|goal"],
                            ["2", "the colours", "pain"]])  # fmt: skip
    out = tmp_path / "out.jsonl"
    run("signals", "--input", path, "--id-column", "id", "--text-column", "text",
        "--elicits-column", "asks", "--output", out)  # fmt: skip
    first, second = (row["signals"] for row in lines_of(out))
    assert first["praise"] > second["praise"]  # type: ignore[index]
    assert second["pain"] > first["pain"]  # type: ignore[index]


def test_split_writes_sentences_by_offset(tmp_path: Path) -> None:
    path = table(tmp_path, [["id", "text"], ["1", "It is slow. It crashes."], ["2", ""]])
    out = tmp_path / "spans.jsonl"
    result = run("split", "--input", path, "--id-column", "id", "--text-column", "text",
                 "--output", out)  # fmt: skip
    assert result.exit_code == 0, result.output
    # 'It is slow.' has 11 characters, the second sentence begins after a space
    assert lines_of(out) == [
        {"id": "1", "sentences": [[0, 11], [12, 23]]},
        {"id": "2", "sentences": []},
    ]


def test_themes_writes_the_agreed_keys_and_every_row(tmp_path: Path) -> None:
    path = survey(tmp_path)
    out = tmp_path / "themes.json"
    result = run("themes", "--input", path, "--id-column", "id", "--text-column",
                 "What annoys you?", "--output", out)  # fmt: skip
    assert result.exit_code == 0, result.output
    data = json.loads(out.read_text(encoding="utf-8"))
    assert list(data) == ["themes", "assignments", "engine"]
    assert set(data["assignments"]) == {str(i) for i in range(24)}
    assert data["themes"]
    for theme in data["themes"]:
        assert list(theme) == ["id", "name", "names", "kind", "keyphrases", "n_respondents",
                               "confidence", "members", "description", "parts"]  # fmt: skip
        assert set(theme["members"][0]) == {"id", "start", "end", "quote", "score"}


def test_analyze_writes_four_files_whose_quotes_stand_in_the_answers(tmp_path: Path) -> None:
    path, out = survey(tmp_path), tmp_path / "report"
    result = run("analyze", path, "--output", out)
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in out.iterdir()) == [
        "personas.json", "report.html", "report.pdf", "themes.json",
    ]  # fmt: skip
    with path.open(encoding="utf-8", newline="") as stream:
        answers = {f"{row['id']}:What annoys you?": row for row in csv.DictReader(stream)}
    themes = json.loads((out / "themes.json").read_text(encoding="utf-8"))
    assert themes["themes"]
    for theme in themes["themes"]:
        for member in theme["members"]:
            text = answers[member["id"]]["What annoys you?"]
            assert text[member["start"] : member["end"]] == member["quote"]
    personas = json.loads((out / "personas.json").read_text(encoding="utf-8"))
    assert personas["n_respondents"] == 24
    assert "open answers “What annoys you?”" in result.stderr


def test_analyze_again_gives_the_same_themes(tmp_path: Path) -> None:
    path = survey(tmp_path)
    for name in ("one", "two"):
        assert run("analyze", path, "--output", tmp_path / name).exit_code == 0
    files = [(tmp_path / name / "themes.json").read_bytes() for name in ("one", "two")]
    assert files[0] == files[1]


def test_three_answers_give_an_honest_report(tmp_path: Path) -> None:
    path = table(tmp_path, [["id", "What annoys you?"], ["1", "The export is slow"],
                            ["2", "It takes very long"], ["3", "It crashes a lot"]])  # fmt: skip
    result = run("analyze", path, "--output", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert "3 people answered; groups are looked for from 20 on." in result.stdout


def test_one_respondent_gives_an_honest_report(tmp_path: Path) -> None:
    path = table(tmp_path, [["id", "pains"], ["1", "The export is slow and it crashes"]])
    assert run("analyze", path, "--output", tmp_path / "report").exit_code == 0


def test_a_folder_of_notes_is_analysed(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for n in range(4):
        (notes / f"p{n}.md").write_text(
            f"# P{n}\n\n- did not find the filter at first\n- likes the map a lot\n",
            encoding="utf-8",
        )
    result = run("analyze", notes, "--output", tmp_path / "report")
    assert result.exit_code == 0, result.output
    themes = json.loads((tmp_path / "report" / "themes.json").read_text(encoding="utf-8"))
    assert set(themes["assignments"]) == {f"p{n}.md" for n in range(4)}


GERMAN = "Der Export dauert jedes Mal viel zu lange und niemand im Support antwortet uns darauf"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,pains\n", "no rows"),
        (b"", "empty"),
        (b"id,pains\n1,\x81\x8d\xff slow\n", "UTF-8"),
        (("id,pains\n" + "".join(f"{n},{GERMAN} {n}\n" for n in range(9))).encode(), "language"),
    ],
    ids=["no rows", "empty", "unknown bytes", "German"],
)
def test_a_table_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    assert message in told_in_one_line(run("analyze", path, "--output", tmp_path / "report"))
    assert not (tmp_path / "report").exists()


def test_wrong_paths_and_columns_are_told_in_one_line(tmp_path: Path) -> None:
    path, out = survey(tmp_path), tmp_path / "report"
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture.png").write_bytes(b"x")
    assert "no such file" in told_in_one_line(
        run("analyze", tmp_path / "none.csv", "--output", out)
    )
    assert "no notes" in told_in_one_line(run("analyze", tmp_path / "empty", "--output", out))
    assert "cannot be read" in told_in_one_line(
        run("analyze", tmp_path / "picture.png", "--output", out)
    )
    for option in ("--text-columns", "--respondent-column", "--segment-columns"):
        assert "no column 'gains'" in told_in_one_line(
            run("analyze", path, "--output", out, option, "gains")
        )
    assert "--output" in told_in_one_line(run("analyze", path))
    assert "is a file" in told_in_one_line(run("analyze", path, "--output", path))


@pytest.mark.parametrize("command", ["signals", "themes", "split"])
def test_bad_input_of_the_row_commands_is_told_in_one_line(tmp_path: Path, command: str) -> None:
    path, out = survey(tmp_path), tmp_path / "out"
    options = ["--id-column", "id", "--output", out]
    assert "no column 'nope'" in told_in_one_line(
        run(command, "--input", path, "--text-column", "nope", *options)
    )
    assert "cannot be opened" in told_in_one_line(
        run(command, "--input", tmp_path / "none.csv", "--text-column", "x", *options)
    )
    latin = tmp_path / "latin.csv"
    latin.write_bytes("id,text\n1,café\n".encode("latin-1"))
    assert "UTF-8" in told_in_one_line(
        run(command, "--input", latin, "--text-column", "text", *options)
    )
    assert "--text-column" in told_in_one_line(run(command, "--input", path, *options))


def test_two_rows_with_one_id_are_told(tmp_path: Path) -> None:
    path = table(tmp_path, [["id", "text"], ["1", "slow"], ["1", "ugly"]])
    assert "'1'" in told_in_one_line(
        run("themes", "--input", path, "--id-column", "id", "--text-column", "text",
            "--output", tmp_path / "out")
    )  # fmt: skip
