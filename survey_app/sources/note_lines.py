"""Pages of notes: one observation a bullet or line, headings as the context of what follows."""

from __future__ import annotations

import re

from survey_app.sources.speaker_lines import read_speaker_lines
from survey_app.sources.turns import Draft, Line, Turn, joined, squeezed
from survey_app.sources.vocabulary import words

# A paragraph whose lines are this long was broken by an editor, not by its writer.
WRAPPED_MIN_CHARS = 50
WRAPPED_MAX_CHARS = 100
MAX_LABEL_CHARS = 80

# What the head of a file says about itself.
ABOUT_LABELS = words(
    "study project date time session interview interviewer moderator participant respondent "
    "customer company location place duration length recorded recording language id code mode "
    "note-taker notetaker observer "
    "исследование проект дата время сессия интервью интервьюер модератор участник респондент "
    "клиент компания место длительность запись язык код наблюдатель "
    "研究 项目 日期 时间 场次 访谈 访谈者 采访者 主持人 参与者 受访者 客户 公司 地点 "
    "时长 录音 语言 编号 记录人"
)

_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*)$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{3,})\s*$")
_RULE = re.compile(r"^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_BULLET = re.compile(
    r"^\s*(?:[-*+•‣◦▪●○■□·–—]\s+|[•‣◦▪●○■□]|\(?\d{1,3}[.)]\s+|\(?[a-zа-я]\)\s+|\d{1,3}、\s*)"
    r"(?:\[[ xX]\]\s+)?(?P<text>.*)$"
)
_BOLD = re.compile(r"^(?:\*\*|__)(?P<text>[^*_]+)(?:\*\*|__)[:：]?$")
_LABELLED = re.compile(
    rf"^(?P<label>[^\W\d_][^:：.!?]{{0,{MAX_LABEL_CHARS - 1}}})[:：]\s+(?P<text>\S.*)$"
)
_ENDS_SENTENCE = re.compile(r"[.!?:;…。！？；：]['\"”’»)\]]*$")
_CODE_FENCE = re.compile(r"^\s*(?:```|~~~)")


def read_lines(lines: list[str], *, markdown: bool) -> Draft:
    """Read typed text: a conversation where names carry it, otherwise notes."""
    marked = _marked(lines) if markdown else [Line(line) for line in lines]
    return read_marked(marked)


def read_marked(lines: list[Line]) -> Draft:
    """Read lines whose headings and bullets are known, as a conversation or as notes."""
    conversation = read_speaker_lines(lines)
    return conversation if conversation is not None else read_notes(lines)


def read_notes(lines: list[Line]) -> Draft:
    """Read notes: each bullet and each line a turn, joined with the lines that go on with it.

    The first heading is the title, later ones the `question` of the turns below them, and so is
    a bold line. What stands before the first bullet or heading as 'Date: …' is told in `about`.
    """
    draft = Draft()
    question: str | None = None
    in_head = True
    for block in _blocks(lines):
        if block.kind == "heading":
            if not draft.title and not draft.turns:
                draft.title = block.text
            else:
                question = block.text
                in_head = False
            continue
        if block.kind == "bullet":
            in_head = False
        labelled = _LABELLED.match(block.text) if in_head else None
        if labelled and labelled["label"].casefold().strip() in ABOUT_LABELS:
            draft.about.append((labelled["label"].strip(), labelled["text"]))
        elif labelled and len(labelled["label"].split()) > 2:
            # 'Background and what they use it for: Downloads, mostly' asks before it answers.
            draft.turns.append(Turn(None, labelled["text"], None, labelled["label"].strip()))
        elif block.text:
            draft.turns.append(Turn(None, block.text, None, question))
    return draft


def _marked(lines: list[str]) -> list[Line]:
    """Tell Markdown's headings from its text."""
    result: list[Line] = []
    for line in lines:
        heading = _HEADING.match(line)
        underlined = _UNDERLINE.match(line) and result and result[-1].kind == "text"
        if heading:
            result.append(Line(_unmarked(heading[1].rstrip("# ")), "heading"))
        elif underlined and result[-1].text.strip() and not _BULLET.match(result[-1].text):
            result[-1] = Line(_unmarked(result[-1].text), "heading")
        elif _RULE.match(line) or _CODE_FENCE.match(line):
            result.append(Line(""))
        else:
            result.append(Line(line.removeprefix("> ")))
    return result


def _blocks(lines: list[Line]) -> list[Line]:
    """Join the lines that belong together; a blank line ends what stands above it."""
    wrapped = _wrapped(lines)
    blocks: list[Line] = []
    fresh = True  # nothing above that a line could go on with
    last_chars = 0
    for i, line in enumerate(lines):
        text = squeezed(line.text)
        bold = _BOLD.match(text)
        bullet = _BULLET.match(line.text) if line.kind == "text" else None
        if not text:
            fresh = True
            continue
        if line.kind == "heading" or (bold and line.kind == "text"):
            blocks.append(Line(bold["text"].strip() if bold else text, "heading"))
            fresh = True
        elif bullet or line.kind == "bullet":
            blocks.append(Line(squeezed(bullet["text"]) if bullet else text, "bullet"))
            fresh = False
        elif not fresh and (i in wrapped or _goes_on(blocks[-1], line.text, last_chars)):
            blocks[-1] = Line(joined(blocks[-1].text, text), blocks[-1].kind)
        else:
            blocks.append(Line(text))
            fresh = False
        last_chars = len(text)
    return [Line(_unmarked(block.text), block.kind) for block in blocks if block.text]


def _goes_on(above: Line, line: str, last_chars: int) -> bool:
    """Tell whether a line is the rest of the one above: indented below a bullet, or cut short."""
    if above.kind == "bullet":
        return True
    begins_low = line.strip()[:1].islower()
    return begins_low and last_chars >= WRAPPED_MIN_CHARS and not _ENDS_SENTENCE.search(above.text)


def _wrapped(lines: list[Line]) -> set[int]:
    """Return the numbers of lines that an editor broke off a paragraph of even line length."""
    result: set[int] = set()
    start = 0
    for i in range(len(lines) + 1):
        ends = i == len(lines) or not lines[i].text.strip() or lines[i].kind != "text"
        if ends or _BULLET.match(lines[i].text):
            lengths = [len(line.text.rstrip()) for line in lines[start:i]]
            if len(lengths) >= 3:
                longest, shortest = max(lengths), min(lengths[:-1])
                even = WRAPPED_MIN_CHARS <= longest <= WRAPPED_MAX_CHARS
                if even and shortest >= 0.7 * longest:
                    result.update(range(start + 1, i))
            start = i + 1 if ends else i
    return result


def _unmarked(text: str) -> str:
    """Drop Markdown's marks of emphasis, which nobody said."""
    text = re.sub(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*", r"\1", text)
    text = re.sub(r"(?<!\w)__(?=\S)([^_]+)(?<=\S)__(?!\w)", r"\1", text)
    return re.sub(r"(?<![\w*])[*](?=[^\s*])([^*]+?)(?<=\S)[*](?![\w*])", r"\1", text).strip()
