"""Verbs that change a draft: each guards against a colleague's change, none touches a published
version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.errors import Conflict, Unprocessable
from survey_app.personas import queries
from survey_app.personas.cards import statement_row
from survey_app.personas.filters import from_kept
from survey_app.personas.material import Material, figures_for
from survey_app.personas.models import Evidence, PersonaVersion, Statement
from survey_app.personas.services import EDITABLE, guard_revision
from survey_app.personas.stating import as_statement, claims_about, is_web_address
from survey_app.personas.stating import quotes_of as quotes_of
from survey_app.synthesis import FIELD_BY_KEY, find_gaps
from survey_app.synthesis.claims import Claim, answer_key, theme_key
from survey_app.synthesis.fields.base import MAX_ANSWERS_CITED
from survey_app.synthesis.respondents import Quote, Respondent


def rename(
    session: Session, version: PersonaVersion, *, name: str, summary: str, seen: int
) -> None:
    """Change the name and the summary of a draft."""
    begin_edit(version, seen)
    if not name.strip():
        raise Unprocessable(_l("Write a name: the challenge, not the job."))
    version.name, version.summary = " ".join(name.split()), summary.strip()
    session.flush()


def edit_statement(
    session: Session,
    version: PersonaVersion,
    statement: Statement,
    *,
    text: str,
    our_answer: str,
    drop_evidence: Sequence[int] = (),
    add_quotes: Iterable[Quote] = (),
    link: str = "",
    seen: int,
) -> None:
    """Reword a statement, say what the team answers to it, drop quotes or add more of them."""
    begin_edit(version, seen)
    if not text.strip():
        raise Unprocessable(_l("Write the statement, or remove it."))
    statement.text, statement.our_answer = " ".join(text.split()), our_answer.strip()
    if by_hand(statement):
        _rest_on(statement, link)
    for piece in list(statement.evidence):
        if piece.id in drop_evidence:
            statement.evidence.remove(piece)
    session.flush()
    cited = {piece.excerpt_id for piece in statement.evidence}
    place = max((piece.position for piece in statement.evidence), default=-1)
    for quote in add_quotes:
        if int(quote.id) not in cited:
            place += 1
            statement.evidence.append(
                Evidence(excerpt_id=int(quote.id), respondent=quote.respondent_id, position=place)
            )
    session.flush()


def by_hand(statement: Statement) -> bool:
    """Whether a person wrote it: no theme, no closed answer, and no quotes."""
    return (
        statement.theme_id is None and statement.question_key is None and not statement.evidence
        and statement.n is None
    )  # fmt: skip


def remove_statement(
    session: Session, version: PersonaVersion, statement: Statement, *, seen: int
) -> None:
    """Take a statement off the sheet."""
    begin_edit(version, seen)
    version.statements.remove(statement)
    session.flush()


def move_statement(
    session: Session, version: PersonaVersion, statement: Statement, *, up: bool, seen: int
) -> None:
    """Move a statement one place up or down within its field; at the end nothing happens."""
    begin_edit(version, seen)
    ordered = list(version.statements)
    field = [one for one in ordered if one.field == statement.field]
    place = field.index(statement) + (-1 if up else 1)
    if 0 <= place < len(field):
        here, there = ordered.index(statement), ordered.index(field[place])
        ordered[here], ordered[there] = ordered[there], ordered[here]
    for position, one in enumerate(ordered):
        one.position = position
    session.flush()
    session.expire(version, ["statements"])


def choose_key_quote(
    session: Session, version: PersonaVersion, excerpt_id: int, *, seen: int
) -> None:
    """Set one of the sheet's own quotes in large type at its head; a second press takes it back."""
    begin_edit(version, seen)
    cited = {
        piece.excerpt_id
        for statement in version.statements
        for piece in statement.evidence
        if piece.stance == "for"
    }
    if excerpt_id not in cited:
        raise Unprocessable(_l("Choose a quote that a statement of this sheet cites."))
    chosen = str(excerpt_id)
    # Pressed again it is taken back, and the machine's choice returns.
    again = version.segment.get("key_quote") == chosen and version.segment.get("key_by_hand")
    version.segment = {
        **version.segment,
        "key_quote": None if again else chosen,
        "key_by_hand": not again,
    }
    session.flush()


def assume(
    session: Session,
    version: PersonaVersion,
    *,
    field: str,
    text: str,
    seen: int,
    link: str = "",
) -> Statement:
    """Fill a field by hand: 'assumed', or 'inferred' where a page is named; never with a number."""
    begin_edit(version, seen)
    if not text.strip():
        raise Unprocessable(_l("Write the statement."))
    if field not in FIELD_BY_KEY:
        raise Unprocessable(_l("Choose a part of the sheet."))
    statement = Statement(
        field=field, text=" ".join(text.split()), basis="assumed", position=_last(version),
        evidence=[],
    )  # fmt: skip
    _rest_on(statement, link)
    version.statements.append(statement)
    session.flush()
    return statement


def _rest_on(statement: Statement, link: str) -> None:
    """Name the page on which a line stands that nobody said or ticked."""
    if link.strip() and not is_web_address(link):
        raise Unprocessable(_l("Write the whole address, beginning with https://"))
    statement.link = link.strip()
    statement.basis = "inferred" if statement.link else "assumed"


def state_theme(
    session: Session, version: PersonaVersion, material: Material, *, theme_id: int, seen: int
) -> Statement:
    """Add a statement that rests on an accepted theme, counted among the persona's people."""
    begin_edit(version, seen)
    theme = next((one for one in material.themes if one.id == str(theme_id)), None)
    if theme is None:
        raise Unprocessable(_l("Choose an accepted theme."))
    (value,) = as_statement(version, material, theme.id)
    statement = statement_row(value, _last(version))
    version.statements.append(statement)
    session.flush()
    return statement


def recount(session: Session, version: PersonaVersion, material: Material, *, seen: int) -> None:
    """Count every line again on the answers of today, and say anew what is not known.

    Who belongs to the persona stays; people who withdrew are gone from it. Where it was made from
    a filter, everybody belongs whom the filter takes today. Those who answered since and belong
    to no persona count as fitting none.
    """
    begin_edit(version, seen)
    present = [person.id for person in material.respondents]
    everyone = version.segment.get("origin") == "everyone"
    members = (
        present if everyone else [one for one in version.segment["members"] if one in set(present)]
    )
    chosen = from_kept(version.segment.get("filter"))
    if chosen is not None:
        members = chosen.members(material.respondents)
    placed = queries.latest_members(session, version.persona.study_id) | set(members)
    # A group chosen by hand stands beside the segments: it says nothing of who fits none.
    alone = everyone or chosen is not None
    outside = [] if alone else [one for one in present if one not in placed]
    version.segment = {
        **version.segment,
        "members": members,
        "fit": {key: version.segment.get("fit", {}).get(key, 1.0) for key in members},
        "n": len(members),
        "n_respondents": len(present),
        "share": len(members) / len(present) if present else 0.0,
        "unclassified": outside,
        "unclassified_share": len(outside) / len(present) if present else 0.0,
        "figures": figures_for(material, members),
    }
    claims = claims_about(version, material)
    people = [person for person in material.respondents if person.id in set(members)]
    for statement in version.statements:
        if statement.basis != "assumed" and not by_hand(statement):
            _count_again(statement, claims)
            _look_up_answers(statement, people)
    version.not_known = [
        asdict(gap)
        for gap in find_gaps(people, material.respondents, material.themes, material.traits)
    ]
    session.flush()


def _count_again(statement: Statement, claims: dict[str, Claim]) -> None:
    if statement.theme_id is not None:
        claim = claims.get(theme_key(str(statement.theme_id)))
    elif statement.question_key is not None:
        claim = claims.get(answer_key(statement.question_key, statement.choice_code or ""))
    else:
        return
    counted = claim if claim is not None and claim.asked else None
    statement.basis = "observed" if counted else "inferred"
    statement.n = counted.n if counted else None
    statement.asked = counted.asked if counted else None
    statement.low = counted.low if counted else None
    statement.high = counted.high if counted else None
    statement.differs = counted.differs if counted else None
    statement.versus = counted.versus if counted else None


def _look_up_answers(statement: Statement, people: Sequence[Respondent]) -> None:
    """Let go of what is no longer so, and cite others who chose the same answer instead."""
    by_id = {person.id: person for person in people}
    for piece in list(statement.evidence):
        withdrawn = piece.excerpt_id is None and piece.question_key is None
        person = by_id.get(piece.respondent)
        changed = piece.question_key is not None and (
            person is None or piece.choice_code not in person.codes(piece.question_key)
        )
        if withdrawn or changed:
            statement.evidence.remove(piece)
    key, code = statement.question_key, statement.choice_code
    if key is None:
        return
    cited = {piece.respondent for piece in statement.evidence if piece.choice_code == code}
    place = max((piece.position for piece in statement.evidence), default=-1)
    for person in people:
        if len(cited) >= MAX_ANSWERS_CITED:
            break
        if person.id not in cited and code in person.codes(key):
            place += 1
            cited.add(person.id)
            statement.evidence.append(
                Evidence(respondent=person.id, question_key=key, choice_code=code, position=place)
            )


def _last(version: PersonaVersion) -> int:
    return max((one.position for one in version.statements), default=-1) + 1


def begin_edit(version: PersonaVersion, seen: int) -> None:
    """Refuse what is published or was changed by a colleague; else count the edit."""
    if version.status not in EDITABLE:
        raise Conflict(_l("A published version never changes. Make a new draft of it."))
    guard_revision(version, seen)
    version.revision += 1
