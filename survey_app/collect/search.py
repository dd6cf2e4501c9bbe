"""Full-text search over passages: words by their beginning, Chinese by runs of characters.

Words are folded here, so that both databases find the same: SQLite through FTS5, PostgreSQL
through tsvector. A job follows the passages, since a respondent shall not wait for an index;
what is not indexed yet is found a minute later, and what is gone is gone at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, text, update
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, PassageWords

MOST_AT_ONCE = 2_000
MOST_WORDS = 12


def folded_words(written: str) -> list[str]:
    """Cut a text into folded words; a run of Chinese is one word, as nobody parts it with spaces.

    'Экспорт CSV 导出慢' gives ['экспорт', 'csv', '导出慢'].
    """
    folded = unicodedata.normalize("NFKC", written).casefold()
    words: list[str] = []
    for kind, run in groupby(folded, _kind):
        if kind:
            words.append("".join(run))
    return words


def matching(session: Session, query: str) -> ColumnElement[bool] | None:
    """Return the condition that a passage has all the words of a query; None if it names none."""
    words = folded_words(query)[:MOST_WORDS]
    if not words:
        return None
    if session.get_bind().dialect.name == "sqlite":
        found = "SELECT rowid FROM passage_fts WHERE passage_fts MATCH :words"
        sought = " ".join(_in_fts5(word) for word in words)
    else:
        found = (
            "SELECT passage_id FROM passage_words "
            "WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :words)"
        )
        sought = " & ".join(_in_tsquery(word) for word in words)
    chosen = text(found).bindparams(bindparam("words", sought)).columns(PassageWords.passage_id)
    return Passage.indexed & Passage.id.in_(chosen)


def index_passages(session: Session, most: int = MOST_AT_ONCE) -> int:
    """Index the passages that are new or changed, the oldest first. Returns how many it did."""
    rows = session.execute(
        select(Passage.id, Passage.study_id, Passage.text)
        .where(~Passage.indexed)
        .order_by(Passage.id)
        .limit(most)
    ).all()
    if not rows:
        return 0
    ids = [row.id for row in rows]
    session.execute(delete(PassageWords).where(PassageWords.passage_id.in_(ids)))
    session.execute(
        insert(PassageWords),
        [
            {"passage_id": key, "study_id": study, "words": " ".join(_parted(written))}
            for key, study, written in rows
        ],
    )
    session.execute(update(Passage).where(Passage.id.in_(ids)).values(indexed=True))
    return len(ids)


def around(written: str, query: str, width: int = 60) -> tuple[str, str, str]:
    """Cut a text around the first word that a query finds: before, the word, after.

    Without a hit the beginning of the text stands in the first part.
    """
    folded = "".join(_fold_one(char) for char in written)  # as long as the text: places hold
    places = [place for word in folded_words(query) if (place := folded.find(word)) >= 0]
    if not places:
        return (_shortened(written, 2 * width), "", "")
    start = min(places)
    word = max((w for w in folded_words(query) if folded.startswith(w, start)), key=len)
    end = start + len(word)
    left = written[max(0, start - width) : start]
    right = written[end : end + width]
    return (
        ("…" if start > width else "") + left,
        written[start:end],
        right + ("…" if end + width < len(written) else ""),
    )


def _parted(written: str) -> Iterator[str]:
    for word in folded_words(written):
        if _is_chinese(word[0]):
            yield from word
        else:
            yield word


def _in_fts5(word: str) -> str:
    return f'"{" ".join(word)}"' if _is_chinese(word[0]) else f'"{word}"*'


def _in_tsquery(word: str) -> str:
    if _is_chinese(word[0]):
        return "(" + " <-> ".join(f"'{char}'" for char in word) + ")"
    return f"'{word}':*"


def _kind(char: str) -> str:
    if _is_chinese(char):
        return "chinese"
    return "word" if char.isalnum() or unicodedata.category(char).startswith("M") else ""


def _is_chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def _fold_one(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).casefold()
    return folded if len(folded) == 1 else char


def _shortened(written: str, most: int) -> str:
    return written if len(written) <= most else written[: most - 1].rstrip() + "…"
