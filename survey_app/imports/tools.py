"""Which program wrote a table of answers, told by its headings, and what its own columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

TIMES = ("question time: ", "group time: ")
FACTS = ("email", "started", "completed", "language", "respondent")
"""What a column may tell about a response besides its answers."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program: headings that give it away, and what its own columns mean ('' is left out).

    ``blanks`` are cells that it writes, in small letters, where nothing was answered.
    """

    name: str
    signs: tuple[frozenset[str], ...]
    facts: dict[str, str]
    blanks: frozenset[str] = frozenset()
    left_out: str = ""
    """A pattern of headings, in small letters, of columns that hold no answers."""
    has_codes: bool = False
    """Whether headings may be a code and words in one: 'submitdate. Date submitted'."""

    def fits(self, headings: Sequence[str]) -> bool:
        """Whether any set of its headings is there as a whole."""
        here = {name for heading in headings for name in self._names(heading)}
        return any(sign <= here for sign in self.signs)

    def fact(self, heading: str) -> str | None:
        """What one of its own columns holds; None for a question's."""
        for name in self._names(heading):
            if self.left_out and re.fullmatch(self.left_out, name):
                return ""
            if name in self.facts:
                return self.facts[name]
        return None

    def _names(self, heading: str) -> list[str]:
        """A heading as it is compared, and its code where it has one with words behind it."""
        name = _plain(heading)
        code, mark, words = name.partition(". ")
        # Of words that a code stands before, only those of times say that nobody answered.
        coded = self.has_codes and mark and " " not in code
        return [name, code, *([words] if words.startswith(TIMES) else [])] if coded else [name]


def _signs(*sets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(part.strip() for part in one.split("|")) for one in sets)


def _plain(heading: str) -> str:
    """A heading as tools' names are compared: 'StartDate', 'start_date', 'Start Date' alike."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading.strip())
    return " ".join(spaced.casefold().split())


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
        _signs("respondent id|collector id", "respondent_id|collector_id",
               "respondent id|start date|end date"),
        {"respondent id": "respondent", "respondent_id": "respondent", "collector id": "",
         "collector_id": "", "start date": "started", "end date": "completed",
         "date created": "started", "date_created": "started", "date modified": "completed",
         "date_modified": "completed", "ip address": "", "ip_address": "",
         "email address": "email", "email_address": "email", "first name": "", "first_name": "",
         "last name": "", "last_name": ""},
        left_out=r"custom[ _](data|value|variable)?[ _]?\d*",
    ),
    Tool(
        "Typeform",
        _signs("#|network id", "network id|submit date (utc)", "#|submit date (utc)",
               "start date (utc)|submit date (utc)"),
        {"#": "respondent", "network id": "", "start date (utc)": "started",
         "submit date (utc)": "completed", "response type": "", "stage date (utc)": "",
         "ending": "", "tags": "", "score": "", "winning_outcome_id": ""},
    ),
    Tool(
        "LimeSurvey",
        _signs("lastpage|startlanguage", "last page|start language", "id|submitdate|seed",
               "response id|date submitted|last page", "id|submitdate|lastpage"),
        {"id": "respondent", "response id": "respondent", "submitdate": "completed",
         "date submitted": "completed", "lastpage": "", "last page": "", "seed": "",
         "startlanguage": "language", "start language": "language", "startdate": "started",
         "date started": "started", "datestamp": "", "date last action": "", "ipaddr": "",
         "ip address": "", "refurl": "", "referrer url": "", "token": "", "access code": "",
         "email address": "email", "first name": "", "last name": ""},
        blanks=frozenset({"n/a"}),
        # Times that it kept for each page and question.
        left_out=r"interviewtime|group ?time\d*|([a-z]+\d+)+time|(total|group|question) time:.*"
                 r"|.*\[comment\].*|attribute_\d+",
        has_codes=True,
    ),
    Tool(
        "Google Forms",
        _signs("timestamp", "отметка времени", "时间戳记", "时间戳"),
        {"timestamp": "completed", "отметка времени": "completed", "时间戳记": "completed",
         "时间戳": "completed", "email address": "email", "username": "email",
         "адрес электронной почты": "email", "имя пользователя": "email",
         "电子邮件地址": "email", "电子邮箱地址": "email", "用户名": "email", "score": "",
         "баллы": "", "分数": "", "total score": ""},
        left_out=r".* \[(score|feedback)\]",
    ),
)  # fmt: skip
"""The most telling first: a timestamp alone could be anybody's."""


def recognise(columns: Sequence[str]) -> Tool | None:
    """Tell which program wrote a table; None when its headings do not say."""
    return next((tool for tool in TOOLS if tool.fits(columns)), None)


def named(name: str) -> Tool | None:
    """The tool of a name that `recognise` gave; None for another."""
    return next((tool for tool in TOOLS if tool.name == name), None)


def whole_headings(
    columns: Sequence[str], below: Sequence[str]
) -> tuple[list[str], Tool | None] | None:
    """Headings that take two rows as one, and who wrote them; None where they take one.

    SurveyMonkey writes the choice under the question: 'Question – choice'. Portrait's workbooks
    have the words in the first row and the names in the second: the names are the headings.
    """
    if TOOLS[0].fits(below):
        return list(below), TOOLS[0]
    tool = recognise(columns)
    if tool is None or tool.name != "SurveyMonkey":
        return None
    pairs = list(zip(columns, below, strict=False))
    if any(cell for name, cell in pairs if tool.fact(name) is not None) or not any(below):
        return None
    names: list[str] = []
    above = ""
    for column, part in pairs:
        unnamed = column.startswith("#") and column[1:].isdigit()
        above = above if unnamed else column
        plain = part.lower() in ("", "response", "open-ended response")
        name, number = above if plain else f"{above} – {part}", 2
        while name in names:
            name, number = f"{above} – {part} ({number})", number + 1
        names.append(name)
    return names, tool
