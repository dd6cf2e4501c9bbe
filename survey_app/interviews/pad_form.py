"""What the pad sends, read and stored. Names of its own begin with '_': no question key does.

`_notes-<key>` a box of new lines · `_line-<id>`, `_tag-<id>`, `_was-<id>` a stored line ·
`_state-<key>` asked, skipped or nothing · `_debrief`, `_outcome`, `_consent`, `_minutes`,
`_seconds` details · `_revision` and `_nonce` of the page view · all else are closed answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from survey_app.collect.passages import sha256
from survey_app.errors import Unprocessable
from survey_app.interviews import queries, services
from survey_app.interviews.lines import TypedLine, known_tags, read_line, read_lines
from survey_app.interviews.models import Interview
from survey_app.interviews.script import asking_keys, language_of
from survey_app.questionnaire import Questionnaire, visible
from survey_app.questionnaire.answers import answer_text
from survey_app.questionnaire.types.base import cleaned

MAX_CLIENT_ID_CHARS = 64
MAX_NEW_LINES = 2000
FREE = "_free"


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that could not be taken: under which question ('' free), as typed, and why."""

    question_key: str
    text: str
    why: str


@dataclass(slots=True)
class SentPad:
    """A pad as it was sent, and which of its lines could not be taken."""

    form: MultiDict[str, str]
    revision: int
    new_lines: list[tuple[str | None, str, TypedLine]] = field(default_factory=list)
    old_lines: list[dict[str, Any]] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    @property
    def retyped(self) -> dict[str, str]:
        """The refused lines by question, to stand in their boxes again."""
        found: dict[str, str] = {}
        for one in self.refused:
            found[one.question_key] = f"{found.get(one.question_key, '')}{one.text}\n"
        return found


def read(session: Session, interview: Interview, form: MultiDict[str, str]) -> SentPad:
    """Sort what was sent. What is not there is left alone; names that mean nothing are ignored."""
    sent = SentPad(form, revision=_number(form.get("_revision", "")) or 0)
    nonce = form.get("_nonce", "")[:MAX_CLIENT_ID_CHARS]
    for name in form:
        kind, _dash, rest = name.partition("-")
        if kind == "_notes":
            key = None if rest == FREE else rest
            for place, line in enumerate(read_lines(form[name])[:MAX_NEW_LINES]):
                sent.new_lines.append((key, f"{nonce}-{rest}-{place}", line))
        elif kind == "_line" and (number := _number(rest)) is not None:
            was = form.get(f"_was-{rest}")
            as_stored = sha256(cleaned(form[name])) == was
            typed = TypedLine(form[name]) if as_stored else read_line(form[name])
            tags = known_tags((*form.getlist(f"_tag-{rest}"), *typed.tags))
            sent.old_lines.append({"note_id": number, "text": typed.text, "tags": tags, "was": was})
        elif kind == "_state" and form[name] in (*services.STATES, ""):
            sent.states[rest] = form[name]
    sent.details = _details(form)
    return sent


def store(session: Session, interview: Interview, sent: SentPad) -> dict[str, str]:
    """Store a sent pad. Returns, by key, the stored words of what was changed elsewhere.

    Lines are stored each by itself, so that a clash over a tick loses no note.
    """
    for line in sent.old_lines:
        known = queries.note(session, interview, note_id=line["note_id"])
        if known is not None:
            _save_line(sent, session, interview, known.question_key, line)
    for key, client_id, typed in sent.new_lines:
        line = {"client_id": client_id, "text": typed.text, "tags": typed.tags}
        _save_line(sent, session, interview, key, line)
    seen = sent.revision
    fresh = seen == interview.revision
    changed = services.save_answers(session, interview, sent.form, revision=seen)
    # The details were seen at the same moment: ticks stored a line above are no clash with them.
    seen = interview.revision if fresh else seen
    changed += services.save_details(session, interview, sent.details, revision=seen)
    script = services.script_of(session, interview)
    asking = asking_keys(script) if script else set()
    for key in asking & set(sent.states):
        services.mark(session, interview, key, sent.states[key])
    return {key: _in_words(interview, script, key) for key in changed}


def shown_keys(session: Session, interview: Interview) -> list[str]:
    """Tell the pad's script which questions are shown now: ruled in, or noted under anyway."""
    script = services.script_of(session, interview)
    if script is None:
        return []
    noted = {note.question_key for note in queries.notes(session, interview)}
    return sorted(key for key in visible(script, interview.answers) | noted if key)


def read_sent_line(data: Any) -> dict[str, Any] | None:
    """Read one line as the pad's script sends it; None when it is not one."""
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        return None
    note_id, client_id = data.get("id"), data.get("client_id", "")
    tags, key, was = data.get("tags", []), data.get("question_key"), data.get("was")
    if not isinstance(client_id, str) or len(client_id) > MAX_CLIENT_ID_CHARS:
        return None
    if note_id is None and not client_id:
        return None
    if note_id is not None and (not isinstance(note_id, int) or isinstance(note_id, bool)):
        return None
    if not isinstance(tags, list) or not (key is None or isinstance(key, str)):
        return None
    if not (was is None or isinstance(was, str)):
        return None
    return {
        "note_id": note_id,
        "client_id": client_id,
        "question_key": key or None,
        "text": data["text"],
        "tags": known_tags(tags),
        "was": was,
        "noted_at": _moment(data.get("noted_at")),
    }


def _details(form: MultiDict[str, str]) -> dict[str, Any]:
    details: dict[str, Any] = {}
    if "_debrief" in form:
        details["debrief"] = form["_debrief"]
    if "_outcome" in form:
        details["outcome"] = form["_outcome"]
    if "_consent" in form:  # a hidden empty value goes before the box, so that it can be unticked
        details["notes_consent"] = "yes" in form.getlist("_consent")
    seconds = _number(form.get("_seconds", ""))
    minutes = _number(form.get("_minutes", ""))
    if seconds is not None:
        details["duration_seconds"] = min(seconds, services.MAX_CALL_SECONDS)
    elif minutes is not None:
        details["duration_seconds"] = min(minutes * 60, services.MAX_CALL_SECONDS)
    return details


def _in_words(interview: Interview, script: Questionnaire | None, key: str) -> str:
    if key == "debrief":
        return interview.debrief
    assert script is not None
    language = language_of(script, interview.language)
    return answer_text(script.question(key), interview.answers, language)


def _save_line(
    sent: SentPad,
    session: Session,
    interview: Interview,
    key: str | None,
    line: dict[str, Any],
) -> None:
    try:
        services.save_line(session, interview, question_key=key, **line)
    except Unprocessable as error:
        sent.refused.append(Refused(key or "", line["text"], str(error)))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
