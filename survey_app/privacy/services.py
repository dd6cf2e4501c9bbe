"""Verbs of privacy: erase people, forget contacts, erase what a period has run out for.

Everything happens in one transaction: either a person is gone from every table, or from none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import User, Workspace
from survey_app.collect.models import Response
from survey_app.customers import services as customers
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.interviews.models import Interview, TranscriptUpload
from survey_app.outreach import services as outreach
from survey_app.outreach.models import Invitation, Mail
from survey_app.privacy import files, queries
from survey_app.privacy.models import Erasure
from survey_app.privacy.queries import Held, in_parts
from survey_app.privacy.scrubbing import Scrubber, folded
from survey_app.privacy.themes import (
    scrub_decisions,
    scrub_themes,
    themes_citing,
    tidy_themes,
)
from survey_app.privacy.withdrawal import rename_respondents, scrub_around, scrub_personas
from survey_app.studies.models import AccessLog, Study
from survey_app.themes.voices import voice_key

TIDY = "privacy.tidy"


@dataclass(slots=True)
class Erased:
    """What an erasure did; `files` are to be deleted once the transaction is committed."""

    record: Erasure
    files: list[files.Doomed] = field(default_factory=list)


def erase(
    session: Session,
    held: Held,
    *,
    reason: str,
    user: User | None = None,
    never_write_again: bool = True,
) -> Erased:
    """Erase people: contacts, answers, talks, quotes, mails, and their words wherever they stand.

    Published personas keep their numbers; what rested on these people is counted as withdrawn.
    Of an address only its hash is left, so that no later list brings the person back unasked.
    """
    study = held.study
    record = Erasure(
        study_id=study.id,
        reason=reason,
        user_id=user.id if user else None,
        oldest_at=held.oldest_at,
    )
    session.add(record)
    session.flush()
    _overwrite_on_disk(session)
    passages = queries.passages_of(session, held)
    erased_texts = [*(one.text for one in passages), *_other_texts(held)]
    names = _names(held.contacts)
    excerpts = queries.excerpts_of(session, held)
    cited = themes_citing(session, study, excerpts)
    mails = queries.mails_of(session, study, held.contacts)
    doomed = files.of(session, held)
    renamed, lost = _keys_after(session, held, record)
    n_evidence = rename_respondents(
        session, study, renamed, dead_excerpts=excerpts, lost_answers=lost
    )
    record.counts = {
        "contacts": len(held.contacts),
        "responses": len(held.responses),
        "interviews": len(held.interviews),
        "passages": len(passages),
        "quotes": len(excerpts),
        "mails": len(mails),
        "evidence": n_evidence,
        "files": len(doomed),
    }
    if never_write_again:
        workspace = session.get_one(Workspace, study.workspace_id)
        for contact in held.contacts:
            if contact.email:
                customers.forget_address(session, workspace, contact.email)
    _close_links(session, held)
    _delete(session, held, mails)
    deleted = tidy_themes(session, study, cited)
    _scrub(session, study, Scrubber(erased_texts, names=names, others_said=_others(session, study)),
           excerpts=excerpts, themes=deleted)  # fmt: skip
    record.finished_at = now()
    session.flush()
    jobs.enqueue(session, TIDY, study_id=study.id, user_id=user.id if user else None)
    return Erased(record, doomed)


def forget_contacts(
    session: Session,
    study: Study,
    contacts: Sequence[Contact],
    *,
    reason: str = "staff",
    user: User | None = None,
) -> Erased:
    """Delete contacts and keep their answers and talks without a name.

    Personas that counted a person go on counting, by the response or talk that stays.
    """
    held = [queries.of_contact(session, study, contact) for contact in contacts]
    record = Erasure(
        study_id=study.id,
        reason=reason,
        user_id=user.id if user else None,
        oldest_at=min((one.oldest_at for one in held if one.oldest_at), default=None),
    )
    session.add(record)
    session.flush()
    _overwrite_on_disk(session)
    mails = queries.mails_of(session, study, contacts)
    doomed = files.of(session, Held(study, list(contacts)))
    renamed = {
        f"c{one.contacts[0].id}": _key_that_stays(one) or f"w{record.id}-{place}"
        for place, one in enumerate(held, 1)
    }
    rename_respondents(session, study, renamed)
    for one in held:
        for interview in one.interviews:
            interview.title = interview.label
    record.counts = {"contacts": len(contacts), "mails": len(mails)}
    names = _names(contacts)
    _delete(session, Held(study, list(contacts)), mails)
    _scrub(session, study, Scrubber((), names=names), excerpts=(), themes=())
    record.finished_at = now()
    session.flush()
    jobs.enqueue(session, TIDY, study_id=study.id, user_id=user.id if user else None)
    return Erased(record, doomed)


def _key_that_stays(held: Held) -> str | None:
    """Return the respondent key that answers or talks have once nobody knows whose they are."""
    for response in sorted(held.responses, key=lambda one: (one.trial, one.id)):
        return voice_key(contact_id=None, response_id=response.id, interview_id=None)
    for interview in held.interviews:
        return voice_key(contact_id=None, response_id=None, interview_id=interview.id)
    return None


def _keys_after(
    session: Session, held: Held, record: Erasure
) -> tuple[dict[str, str], dict[str, Collection[str]]]:
    """Say what respondent keys become, and which closed answers go of those who stay."""
    going = {f"c{one.id}" for one in held.contacts}
    gone_r = {one.id for one in held.responses}
    gone_i = {one.id for one in held.interviews}
    lost: dict[str, Collection[str]] = {}
    rows: list[Response | Interview] = [*held.responses, *held.interviews]
    for row in rows:
        is_response = isinstance(row, Response)
        key = voice_key(
            contact_id=row.contact_id,
            response_id=row.id if is_response else None,
            interview_id=None if is_response else row.id,
        )
        if row.contact_id is None or key in going:
            going.add(key)
            continue
        stays: list[Response | Interview] = [
            *session.scalars(
                select(Response).where(
                    Response.contact_id == row.contact_id, Response.id.not_in(gone_r)
                )
            ),
            *session.scalars(
                select(Interview).where(
                    Interview.contact_id == row.contact_id, Interview.id.not_in(gone_i)
                )
            ),
        ]
        if not stays:
            going.add(key)
        else:
            kept = {name for one in stays for name in one.answers}
            lost[key] = set(lost.get(key, ())) | (set(row.answers) - kept)
    return {key: f"w{record.id}-{place}" for place, key in enumerate(sorted(going), 1)}, lost


def _close_links(session: Session, held: Held) -> None:
    """Let nobody be reminded of answers that they had erased, nor answer again by the old link."""
    for response in held.responses:
        if response.invitation_id is not None:
            outreach.revoke(session, session.get_one(Invitation, response.invitation_id))


def _delete(session: Session, held: Held, mails: Sequence[Mail]) -> None:
    for mail in mails:
        session.delete(mail)
    session.flush()
    for what, rows in (
        ("response", held.responses), ("interview", held.interviews), ("contact", held.contacts)
    ):  # fmt: skip
        names = {"contact", "dossier"} if what == "contact" else {what}
        _unname(session, held.study, names, [one.id for one in rows])
    for model, rows in (
        (Response, held.responses), (Interview, held.interviews), (Contact, held.contacts)
    ):  # fmt: skip
        # By statement, so that the database takes along whatever hangs on them, in every room.
        for some in in_parts([one.id for one in rows]):
            session.execute(
                delete(model).where(model.id.in_(some)).execution_options(synchronize_session=False)
            )
    session.flush()
    session.expire_all()


def _unname(session: Session, study: Study, what: Collection[str], ids: Sequence[int]) -> None:
    """Let the access log forget which person somebody looked at; that somebody looked, it keeps."""
    for some in in_parts(ids):
        session.execute(
            update(AccessLog)
            .where(
                AccessLog.study_id == study.id,
                AccessLog.what.in_(what),
                AccessLog.object_id.in_(some),
            )
            .values(object_id=None)
            .execution_options(synchronize_session=False)
        )


def _scrub(
    session: Session,
    study: Study,
    scrubber: Scrubber,
    *,
    excerpts: Collection[int],
    themes: Collection[int],
) -> None:
    scrub_themes(session, study, scrubber)
    scrub_decisions(session, study, scrubber, excerpts=excerpts, themes=themes)
    scrub_personas(session, study, scrubber)
    scrub_around(session, study, scrubber)
    uploads = select(TranscriptUpload).where(TranscriptUpload.study_id == study.id)
    for upload in session.scalars(uploads):
        cleaned = scrubber.document(upload.transcript)
        if cleaned != upload.transcript:
            upload.transcript = cleaned
    session.flush()


def _others(session: Session, study: Study) -> Any:
    """Return whether somebody who stays said some words; the texts are read once, if asked."""
    texts: list[str] = []

    def said(run: str) -> bool:
        if not texts:
            stay = queries.texts_that_stay(session, study)
            texts.append("\n".join(f" {folded(text)} " for text in stay) or "\n")
        return f" {run} " in texts[0]

    return said


def _names(contacts: Sequence[Contact]) -> list[str]:
    """What names a person for certain: more than one word, or an address, or a number."""
    found = []
    for one in contacts:
        name = " ".join((one.name or "").split())
        is_han = len(name) > 1 and all("\u3400" <= c <= "\u9fff" for c in name)
        if " " in name or is_han:
            found.append(name)
        # Colleagues seldom write all of a long name: any two parts of it name the person too.
        parts = [part for part in re.findall(r"[^\W\d_]+", name) if len(part) > 1]
        found += [f"{first} {last}" for first, last in permutations(parts, 2)]
        found += [text for text in (one.email, one.phone) if text]
    return found


def _other_texts(held: Held) -> list[str]:
    texts: list[str] = [one.debrief for one in held.interviews if one.debrief]
    rows: list[Response | Interview] = [*held.responses, *held.interviews]
    for row in rows:
        texts += [text for text in _strings(row.answers) if " " in text or not text.isascii()]
    return texts


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return []


def _overwrite_on_disk(session: Session) -> None:
    """Let SQLite write zeros over what it deletes, where it would only mark the place as free."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
