"""Reads calls that were written out by hand into note blocks with tags."""

from dataclasses import dataclass

from survey_app.demo.study import DemoNoteBlock, DemoNoteLine

TAG_OF_SIGN = {"p": "pain", "g": "goal", "o": "objection", "+": "praise", "q": "quote"}
FREE_NOTES = "free"


@dataclass(frozen=True, slots=True)
class Call:
    """One call as typed: who was called, how it went, and the notes in their short signs.

    `title` and `survey_concerns` are filled for people who answered the survey as well: what
    they put as their position, and what they complained of and hoped for there too.
    """

    key: str
    name: str
    email: str
    company: str
    industry: str
    gender: str
    language: str
    audience: str
    mode: str
    minutes: int
    outcome: str
    title: str
    survey_concerns: str
    notes: str

    @property
    def answered_survey(self) -> bool:
        """True where the person also filled in the questionnaire."""
        return bool(self.survey_concerns)


def read_notes(typed: str) -> tuple[tuple[DemoNoteBlock, ...], str]:
    """Turn typed notes into a block for each question, in order, and the free notes.

    Raises ValueError where a line stands before the first `# key`.
    """
    blocks: list[DemoNoteBlock] = []
    free: list[str] = []
    heading: tuple[str, str] | None = None
    lines: list[DemoNoteLine] = []

    def close() -> None:
        if heading is None or heading[0] == FREE_NOTES:
            return
        key, said = heading
        state = "answered" if lines else (said or "asked")
        blocks.append(DemoNoteBlock(question_key=key, state=state, lines=tuple(lines)))

    for line in typed.strip().splitlines():
        if line.startswith("# "):
            close()
            key, _, said = line[2:].partition(" ")
            heading, lines = (key, said), []
        elif heading is None:
            raise ValueError(f"note before the first question: {line!r}")
        elif heading[0] == FREE_NOTES:
            free.append(line)
        else:
            lines.append(_read_line(line))
    close()
    return tuple(blocks), "\n".join(free)


def _read_line(line: str) -> DemoNoteLine:
    sign, _, rest = line.partition(" ")
    if sign in TAG_OF_SIGN and rest:
        return DemoNoteLine(text=rest, tag=TAG_OF_SIGN[sign])
    return DemoNoteLine(text=line)
