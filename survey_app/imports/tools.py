"""Which program wrote a table of answers, told by its headings, and what its own columns hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from survey_app.sources import Table

FACTS = ("email", "started", "completed", "language", "respondent")
"""What a column may tell about a response besides its answers."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program: headings that give it away, and what its own columns mean ('' is left out)."""

    name: str
    signs: tuple[frozenset[str], ...]
    facts: dict[str, str]

    def fits(self, headings: Sequence[str]) -> bool:
        """Whether any set of its headings is there as a whole."""
        here = {heading.strip().lower() for heading in headings}
        return any(sign <= here for sign in self.signs)


def _signs(*sets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(part.strip() for part in one.split("|")) for one in sets)


TOOLS = (
    Tool(
        "Portrait",
        _signs("_respondent|_version|_status"),
        {"_respondent": "respondent", "_version": "", "_status": "", "_channel": "", "_wave": "",
         "_language": "language", "_started": "started", "_completed": "completed", "_name": "",
         "_email": "email", "_company": ""},
    ),
    Tool(
        "SurveyMonkey",
        _signs("respondent id|collector id", "respondent id|start date|end date"),
        {"respondent id": "respondent", "collector id": "", "start date": "started",
         "end date": "completed", "ip address": "", "email address": "email", "first name": "",
         "last name": "", "custom data 1": ""},
    ),
    Tool(
        "Typeform",
        _signs("#|network id", "network id|submit date (utc)", "#|submit date (utc)"),
        {"#": "respondent", "network id": "", "start date (utc)": "started",
         "submit date (utc)": "completed", "response type": "", "stage date (utc)": "",
         "ending": "", "tags": "", "score": ""},
    ),
    Tool(
        "LimeSurvey",
        _signs("lastpage|startlanguage", "last page|start language", "id|submitdate|seed",
               "response id|date submitted|last page"),
        {"id": "respondent", "response id": "respondent", "submitdate": "completed",
         "date submitted": "completed", "lastpage": "", "last page": "", "seed": "",
         "startlanguage": "language", "start language": "language", "startdate": "started",
         "date started": "started", "datestamp": "", "date last action": "", "ipaddr": "",
         "ip address": "", "refurl": "", "referrer url": "", "token": "", "access code": ""},
    ),
    Tool(
        "Google Forms",
        _signs("timestamp", "отметка времени", "时间戳记", "时间戳"),
        {"timestamp": "completed", "отметка времени": "completed", "时间戳记": "completed",
         "时间戳": "completed", "email address": "email", "username": "email",
         "адрес электронной почты": "email", "имя пользователя": "email",
         "电子邮件地址": "email", "用户名": "email", "score": "", "баллы": ""},
    ),
)  # fmt: skip
"""The most telling first: a timestamp alone could be anybody's."""


def recognise(table: Table) -> Tool | None:
    """Tell which program wrote a table; None when its headings do not say."""
    return next((tool for tool in TOOLS if tool.fits(table.columns)), None)


def with_whole_headings(table: Table, tool: Tool | None) -> Table:
    """SurveyMonkey writes headings in two rows: make one of them, 'Question – choice'."""
    if tool is None or tool.name != "SurveyMonkey" or not table.rows:
        return table
    below = table.rows[0]
    known = [column for column in table.columns if column.strip().lower() in tool.facts]
    if any(below[column] for column in known) or not any(below.values()):
        return table
    names: dict[str, str] = {}
    above = ""
    for column in table.columns:
        above = above if column.startswith("#") and column[1:].isdigit() else column
        part = below[column]
        plain = part.lower() in ("", "response", "open-ended response")
        name = above if plain else f"{above} – {part}"
        while name in names.values():
            name += " "
        names[column] = name
    rows = [{names[column]: row[column] for column in table.columns} for row in table.rows[1:]]
    return replace(table, columns=tuple(names.values()), rows=rows, lines=table.lines[1:])
