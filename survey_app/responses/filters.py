"""Which responses a researcher wants to see, as it stands in the page's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, time, timedelta

from survey_app.collect.models import CHANNELS

STATUSES = ("started", "completed", "late")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is set narrows the list; the empty values let everything through."""

    status: str = ""
    wave: int = 0
    version: int = 0
    channel: str = ""
    language: str = ""
    question: str = ""
    choice: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    trial: int = 0

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Filters:
        """Read the address of a page; what makes no sense there is left out.

        The form sends the question and the choice as one, 'key:code'.
        """
        question, _colon, choice = args.get("answer", "").partition(":")
        return cls(
            status=_one_of(args.get("status"), STATUSES),
            wave=_number(args.get("wave")),
            version=_number(args.get("version")),
            channel=_one_of(args.get("channel"), CHANNELS),
            language=_one_of(args.get("language"), ("en", "ru", "zh")),
            question=(question or args.get("question", "")).strip()[:100],
            choice=(choice or args.get("choice", "")).strip()[:100],
            since=_day(args.get("since")),
            until=_day(args.get("until")),
            words=args.get("words", "").strip()[:200],
            trial=1 if args.get("trial") == "1" else 0,
        )

    @property
    def narrow(self) -> bool:
        """Tell whether anything but the words and the state is set."""
        return any(
            getattr(self, one.name)
            for one in fields(self)
            if one.name not in ("status", "words", "trial")
        )

    @property
    def first_moment(self) -> datetime | None:
        """The beginning of the first day (UTC), or None."""
        return _start_of(self.since)

    @property
    def end_moment(self) -> datetime | None:
        """The end of the last day (UTC), not included, or None."""
        start = _start_of(self.until)
        return start + timedelta(days=1) if start else None

    def in_address(self, **changed: object) -> dict[str, object]:
        """Give the parts of the address, with some of them changed; empty ones are left out."""
        return {name: value for name, value in (asdict(self) | changed).items() if value}


def _one_of(value: str | None, known: tuple[str, ...]) -> str:
    return value if value in known else ""


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0


def _day(value: str | None) -> str:
    try:
        return date.fromisoformat(value or "").isoformat()
    except ValueError:
        return ""


def _start_of(day: str) -> datetime | None:
    return datetime.combine(date.fromisoformat(day), time(), UTC) if day else None
