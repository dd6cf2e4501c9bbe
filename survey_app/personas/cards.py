"""Between tables and values: a stored version as a `PersonaDraft`, and a draft as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace

from survey_app.personas.models import Evidence, PersonaVersion, Statement
from survey_app.synthesis import sheet
from survey_app.synthesis.wording import LANGUAGES, summary

# What a version keeps of a statement that is true of everyone; its quotes stand beside it.
EVERYONE_KEEPS = (
    "text", "field", "basis", "n", "asked", "low", "high", "theme_id", "trait_key", "code",
)  # fmt: skip


def card_of(version: PersonaVersion, labels: dict[tuple[str, str], str]) -> sheet.PersonaDraft:
    """Return a stored version as the value that the trust rules and the exports read.

    `labels` gives the wording of closed answers by (question key, code).
    """
    return replace(
        outline_of(version),
        statements=tuple(_statement(row, labels) for row in version.statements),
    )


def outline_of(version: PersonaVersion) -> sheet.PersonaDraft:
    """Return a version without its statements: enough for a card, and no query."""
    segment = version.segment
    return sheet.PersonaDraft(
        id=str(version.persona_id),
        name=version.name,
        summary=version.summary,
        share=segment["share"],
        n=segment["n"],
        stability=segment["stability"],
        stability_word=segment["stability_word"],
        members=tuple(segment["members"]),
        fit=dict(segment["fit"]),
        statements=(),
        not_known=tuple(sheet.NotKnown(gap["code"], gap["params"]) for gap in version.not_known),
        unclassified_share=segment["unclassified_share"],
        origin=segment["origin"],
        name_theme_id=segment["name_theme_id"],
    )


def summary_of(version: PersonaVersion, language: str) -> str:
    """Return the summary in the reader's language, unless a person has written it.

    The machine's names nothing but counts and lines, so that it can be said in any language.
    """
    statements = [_counted(row) for row in version.statements]
    n, total = version.segment["n"], version.segment["n_respondents"]
    worded = {one: summary(statements, n, total, one) for one in LANGUAGES}
    return worded[language] if version.summary in worded.values() else version.summary


def segment_of(draft: sheet.PersonaDraft, whole: sheet.Draft) -> dict[str, object]:
    """Return what a version keeps of its segment, as JSON."""
    return {
        "members": list(draft.members),
        "fit": dict(draft.fit),
        "share": draft.share,
        "n": draft.n,
        "n_respondents": whole.n_respondents,
        "unclassified": list(whole.unclassified),
        "unclassified_share": draft.unclassified_share,
        "stability": draft.stability,
        "stability_word": draft.stability_word,
        "origin": draft.origin,
        "name_theme_id": draft.name_theme_id,
        "key_quote": draft.key_quote.quote_id if draft.key_quote else None,
        "everyone": [
            {
                **{name: getattr(one, name) for name in EVERYONE_KEEPS},
                "evidence": [
                    [int(piece.quote_id), piece.stance] for piece in one.evidence if piece.quote_id
                ],
            }
            for one in whole.everyone
        ],
        "notes": [asdict(note) for note in whole.notes],
    }


def rows_of(draft: sheet.PersonaDraft) -> list[Statement]:
    """Return a draft's statements with their evidence as new rows."""
    return [statement_row(one, place) for place, one in enumerate(draft.statements)]


def statement_row(one: sheet.Statement, position: int) -> Statement:
    """Return one statement with its evidence as new rows."""
    return Statement(
        theme_id=int(one.theme_id) if one.theme_id else None,
        field=one.field,
        position=position,
        text=one.text,
        basis=one.basis,
        n=one.n,
        asked=one.asked,
        low=one.low,
        high=one.high,
        question_key=one.trait_key,
        choice_code=one.code,
        differs=one.differs,
        versus=one.versus,
        link=one.link,
        evidence=[
            Evidence(
                excerpt_id=int(piece.quote_id) if piece.quote_id else None,
                respondent=piece.respondent_id,
                question_key=piece.trait_key,
                choice_code=piece.code,
                stance=piece.stance,
                position=place,
            )
            for place, piece in enumerate(_once(one.evidence))
        ],
    )


def _once(evidence: Iterable[sheet.Evidence]) -> list[sheet.Evidence]:
    """Each piece of evidence once: what stands in two themes must not speak twice, and what
    speaks for a statement does not speak against it as well."""
    seen: dict[str, sheet.Evidence] = {}
    for piece in sorted(evidence, key=lambda piece: piece.stance == "against"):
        seen.setdefault(piece.key, piece)
    return list(seen.values())


def _statement(row: Statement, labels: dict[tuple[str, str], str]) -> sheet.Statement:
    return replace(
        _counted(row),
        evidence=tuple(
            sheet.Evidence(
                respondent_id=piece.respondent,
                text=piece.excerpt.quote
                if piece.excerpt is not None
                else labels.get((piece.question_key or "", piece.choice_code or ""), ""),
                stance=piece.stance,  # type: ignore[arg-type]
                quote_id=str(piece.excerpt_id) if piece.excerpt_id is not None else None,
                trait_key=piece.question_key,
                code=piece.choice_code,
            )
            for piece in row.evidence
            if piece.excerpt_id is not None or piece.question_key is not None
        ),
    )


def _counted(row: Statement) -> sheet.Statement:
    """A row without its evidence: what it says and how it was counted."""
    return sheet.Statement(
        field=row.field,
        text=row.text,
        basis=row.basis,  # type: ignore[arg-type]  # a CHECK constraint holds it
        n=row.n,
        asked=row.asked,
        low=row.low,
        high=row.high,
        theme_id=str(row.theme_id) if row.theme_id is not None else None,
        differs=row.differs,
        versus=row.versus,
        trait_key=row.question_key,
        code=row.choice_code,
        link=row.link or "",
    )
