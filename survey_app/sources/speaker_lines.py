"""Conversations typed as lines: 'Anna: we lose hours', '[00:12] Anna: …', 'Anna Lee  0:12'.

A colon alone makes no speaker ('Quote: …', 'Colors: …'): the pattern has to carry the file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from survey_app.sources.speakers import is_role_word
from survey_app.sources.turns import Draft, Line, Turn, joined, squeezed
from survey_app.sources.vocabulary import words

MAX_NAME_CHARS = 40
MAX_NAME_WORDS = 4
# The share of non-empty paragraphs that begin with a speaker in a typed conversation.
MIN_LABELLED_SHARE = 0.3

# Labels that open a remark, a field of the file's head or a web address, never a person's turn.
NOT_A_SPEAKER = words(
    "quote quotes note notes bug bugs idea ideas pain pains goal goals objection objections "
    "praise insight insights action actions todo summary study date time duration location "
    "session title project http https mailto example background problem problems colors "
    "цитата цитаты заметка заметки примечание баг идея идеи боль боли цель цели возражение "
    "возражения похвала вывод выводы дата время длительность место проект тема итог проблема "
    "引用 原话 备注 笔记 想法 问题 痛点 目标 异议 赞扬 结论 日期 时间 时长 "
    "地点 项目 主题 总结"
)

_CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_NAME = rf"[^\W\d_][^:：\n<>|\t]{{0,{MAX_NAME_CHARS - 1}}}?"
_LABEL = re.compile(
    rf"^(?:[\[(]?(?P<before>{_CLOCK})[\])]?[\s\-–—]*)?"
    rf"(?:\*\*|__)?(?P<name>{_NAME})(?:\*\*|__)?"
    rf"(?:\s*[\[(](?P<after>{_CLOCK})[\])]|\s+(?P<bare>{_CLOCK}))?"
    r"\s*[:：](?:\*\*|__)?(?=\s|$|[^\d/\\])\s*(?P<text>.*)$"
)
_HEADER = re.compile(
    rf"^(?:\*\*|__)?(?P<name>{_NAME})(?:\*\*|__)?"
    rf"(?:\s{{2,}}|\s*[,|·–—-]\s*|\s+)[\[(]?(?P<after>{_CLOCK})[\])]?$"
)
_ONLY_CLOCK = re.compile(rf"^[\[(]?({_CLOCK})[\])]?$")


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    text: str
    seconds: float | None


def read_speaker_lines(lines: list[Line]) -> Draft | None:
    """Read a typed conversation, or return None where the lines are not one.

    Lines without a name go on with the turn above, a blank line making a paragraph; what stands
    before the first name is a turn of nobody. The first heading is the title, a later one the
    `question` of the turns below it.
    """
    labels = [_label(line.text) if line.kind != "heading" else None for line in lines]
    names = _speaker_names([line.text for line in lines], labels)
    if not names:
        return None
    draft = Draft()
    current: _Open | None = None
    clock: float | None = None
    question: str | None = None
    blank = False
    for line, label in zip(lines, labels, strict=True):
        text = squeezed(line.text)
        only_clock = _ONLY_CLOCK.match(text)
        if not text:
            blank = True
        elif line.kind == "heading":
            _close(current, draft)
            current = None
            if draft.turns or draft.title:
                question = text
            else:
                draft.title = text
        elif only_clock:
            clock = seconds(only_clock[1])
        elif label is not None and label.name in names:
            _close(current, draft)
            start = clock if label.seconds is None else label.seconds
            current, clock = _Open(label.name, start, question, [squeezed(label.text)]), None
            blank = False
        else:
            if current is None:
                current = _Open(None, None, question, [])
            current.add(text, new_paragraph=blank or current.speaker is None)
            blank = False
    _close(current, draft)
    return draft


def seconds(clock: str) -> float:
    """Return '1:02:03', '02:03' or '02:03,500' as seconds."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


@dataclass(slots=True)
class _Open:
    speaker: str | None
    start: float | None
    question: str | None
    paragraphs: list[str]

    def add(self, text: str, *, new_paragraph: bool) -> None:
        if new_paragraph and self.paragraphs and self.paragraphs[-1]:
            self.paragraphs.append(text)
        elif self.paragraphs:
            self.paragraphs[-1] = joined(self.paragraphs[-1], text)
        else:
            self.paragraphs = [text]


def _close(current: _Open | None, draft: Draft) -> None:
    if current is not None:
        text = "\n".join(p for p in current.paragraphs if p)
        if text:
            draft.turns.append(Turn(current.speaker, text, current.start, current.question))


def _label(line: str) -> _Label | None:
    line = line.strip()
    if len(line) > 20_000:  # a speaker's name stands in front: no need to look through it all
        head, tail = line[:20_000], line[20_000:]
    else:
        head, tail = line, ""
    match = _LABEL.match(head)
    header = None if match else _HEADER.match(head)
    found = match or header
    if found is None:
        return None
    name = squeezed(found["name"]).strip("*_ ").rstrip(",;-–—")
    if not name or len(name.split()) > MAX_NAME_WORDS or re.search(r"[.!?。！？;]\s", name):
        return None
    groups = found.groupdict()
    clock = groups.get("before") or groups.get("after") or groups.get("bare")
    text = (match["text"] + tail) if match else ""
    return _Label(name, text, seconds(clock) if clock else None)


def _speaker_names(lines: list[str], labels: list[_Label | None]) -> frozenset[str]:
    """Tell which labels are people, or none where the pattern does not carry the file."""
    counts = Counter(
        label.name
        for label in labels
        if label is not None and label.name.casefold() not in NOT_A_SPEAKER
    )
    repeated = {n for n, count in counts.items() if count > 1 or is_role_word(n)}
    n_labelled = sum(counts[n] for n in repeated)
    paragraphs = sum(
        bool(line.strip()) and (i == 0 or not lines[i - 1].strip() or labels[i] is not None)
        for i, line in enumerate(lines)
    )
    if n_labelled < 2 or n_labelled < MIN_LABELLED_SHARE * paragraphs:
        return frozenset()
    # In a conversation, somebody who speaks once is still somebody: 'Maria: I agree.'
    once = {n for n in counts if n not in repeated and _looks_like_a_name(n)}
    return frozenset(repeated | once)


def _looks_like_a_name(label: str) -> bool:
    words = label.split()
    if all("\u4e00" <= c <= "\u9fff" or c == "·" for c in label):
        return 2 <= len(label) <= 4
    return len(words) <= 3 and "," not in label and all(w[:1].isupper() for w in words)
