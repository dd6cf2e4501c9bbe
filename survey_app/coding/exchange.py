"""Bringing in what another coding tool wrote: codes become themes, texts talks, codings quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.coding import services
from survey_app.collect.models import Passage
from survey_app.interviews import imports
from survey_app.interviews.models import Interview
from survey_app.sources import RefiProject, Transcript, Turn
from survey_app.sources.refi import RefiCode, RefiText
from survey_app.sources.speaker_lines import NOT_A_SPEAKER
from survey_app.sources.speakers import guess_speakers, is_role_word
from survey_app.studies.models import Study
from survey_app.themes import services as themes
from survey_app.themes.arranging import MAX_TEXT_CHARS
from survey_app.themes.models import KINDS, Theme

VISIBLE = ("suggested", "accepted")
_SPEAKER = re.compile(r"^([^\W\d_][^:：\n]{0,39}?)[:：]\s+")


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """How much came in; `n_known` themes stood here already, `n_unread` sources stay behind."""

    n_themes: int
    n_known: int
    n_texts: int
    n_quotes: int
    n_unread: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of a text: its words from `start` on, and who says them ('' where it is not said)."""

    start: int
    text: str
    speaker: str


def bring_in(
    session: Session, study: Study, project: RefiProject, *, kind: str, user: User
) -> BroughtIn:
    """Make themes, talks and quotes of a project; a theme of the same name and kind is reused.

    `kind` is for codes that do not say theirs by a group named 'pain', 'goal', 'objection' or
    'praise'. The talks are new ones, unless the very same text came in before.
    """
    by_guid, n_new = _themes(session, study, project.codes, kind, user)
    n_quotes = 0
    for text in project.texts:
        n_quotes += _text(session, study, text, by_guid, user)
    return BroughtIn(n_new, len(by_guid) - n_new, len(project.texts), n_quotes, project.n_unread)


def paragraphs(text: str) -> list[Paragraph]:
    """Cut a text at blank lines, or at every line where there are none; find who speaks."""
    cut = r"\r?\n(?:[ \t]*\r?\n)+" if re.search(r"\n[ \t]*\r?\n", text) else r"\r?\n"
    found, at = [], 0
    for gap in [*re.finditer(cut, text), None]:
        end = gap.start() if gap else len(text)
        words = text[at:end]
        start = at + len(words) - len(words.lstrip())
        if words.strip():
            found.append(Paragraph(start, words.strip(), ""))
        at = gap.end() if gap else end
    labels = [label[1] for one in found if (label := _SPEAKER.match(one.text))]
    is_talk = len(labels) > 1 and len(labels) >= len(found) / 2
    names = {
        name
        for name in labels
        if name.casefold() not in NOT_A_SPEAKER
        and (is_talk or labels.count(name) > 1 or is_role_word(name))
    }
    return [_spoken(one, names) for one in found]


def _spoken(one: Paragraph, names: set[str]) -> Paragraph:
    label = _SPEAKER.match(one.text)
    if label is None or label[1] not in names:
        return one
    return Paragraph(one.start + label.end(), one.text[label.end() :], label[1])


def _themes(
    session: Session, study: Study, codes: Sequence[RefiCode], default: str, user: User
) -> tuple[dict[str, Theme], int]:
    known = {
        (one.kind, one.name.casefold()): one
        for one in session.scalars(
            select(Theme)
            .where(Theme.study_id == study.id, Theme.status.in_(VISIBLE))
            .order_by(Theme.id.desc())
        )
    }
    found: dict[str, Theme] = {}
    n_new = 0
    for code in codes:
        over = found.get(code.parent or "")
        said = [name for name in code.sets if name in KINDS]
        kind = said[0] if said else over.kind if over is not None else default
        name = (code.name or "?")[: themes.MAX_NAME_CHARS]
        theme = known.get((kind, name.casefold()))
        if theme is None:
            theme = themes.create(session, study, kind=kind, name=name, user=user)
            known[kind, name.casefold()] = theme
            n_new += 1
            if code.description:
                about = code.description[:MAX_TEXT_CHARS]
                themes.define(session, theme, definition=about, user=user)
            if over is not None and over.kind == kind:
                themes.nest(session, theme, under=over, user=user)
        found[code.guid] = theme
    return found, n_new


def _text(
    session: Session, study: Study, one: RefiText, by_guid: Mapping[str, Theme], user: User
) -> int:
    parts = paragraphs(one.text)
    if not parts:
        return 0
    passages = _same_talk(session, study, parts) or _new_talk(session, study, one, parts, user)
    n_quotes = 0
    for selection in one.selections:
        for part, passage in zip(parts, passages, strict=True):
            start = max(selection.start, part.start) - part.start
            end = min(selection.end, part.start + len(part.text)) - part.start
            # What is stored is in NFC, which may be shorter.
            start, end = (len(_nfc(part.text[: max(0, place)])) for place in (start, end))
            if start >= end or not passage.text[start:end].strip() or passage.by_interviewer:
                continue
            for theme in {by_guid[code].id: by_guid[code] for code in selection.codes
                          if code in by_guid}.values():  # fmt: skip
                services.code(session, passage, start=start, end=end, theme=theme, user=user)
                n_quotes += 1
    return n_quotes


def _new_talk(
    session: Session, study: Study, one: RefiText, parts: Sequence[Paragraph], user: User
) -> list[Passage]:
    turns = tuple(Turn(part.speaker or None, part.text) for part in parts)
    transcript = Transcript(one.name or "?", turns, "refi", guess_speakers(turns))
    talk = imports.import_transcript(session, study, transcript, interviewer=user)
    return list(_passages(session, talk.id))


def _same_talk(session: Session, study: Study, parts: Sequence[Paragraph]) -> list[Passage] | None:
    """Return the passages of a talk that came in earlier with the very same words."""
    wanted = [_nfc(part.text) for part in parts]
    first = session.scalars(
        select(Passage.interview_id)
        .join(Interview, Interview.id == Passage.interview_id)
        .where(Passage.study_id == study.id, Interview.mode == "import", Passage.text == wanted[0])
    )
    for talk_id in first:
        passages = _passages(session, talk_id) if talk_id is not None else []
        if [one.text for one in passages] == wanted:
            return list(passages)
    return None


def _passages(session: Session, talk_id: int) -> Sequence[Passage]:
    return session.scalars(
        select(Passage)
        .where(Passage.interview_id == talk_id)
        .order_by(Passage.position, Passage.id)
    ).all()


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
