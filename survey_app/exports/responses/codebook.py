"""What every column and code means, as rows of a table in all languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey_app.exports.responses.layout import Column

HEADINGS = ("column", "question", "type", "kind", "versions", "text_en", "text_ru", "text_zh",
            "code", "code_en", "code_ru", "code_zh", "spss_value")  # fmt: skip
LANGUAGES = ("en", "ru", "zh")


def rows(columns: Sequence[Column]) -> Iterator[list[str]]:
    """One row a column, and one more for each code."""
    yield list(HEADINGS)
    for column in columns:
        about = [
            column.name, column.key, column.type, column.kind,
            " ".join(str(number) for number in sorted(set(column.versions))),
            *(column.text.get(language, "") for language in LANGUAGES),
        ]  # fmt: skip
        yield [*about, "", "", "", "", ""]
        for value, (code, text) in enumerate(column.codes.items(), start=1):
            spss = code if column.kind == "truth" else str(value)
            yield [*about, code, *(text.get(language, "") for language in LANGUAGES), spss]
