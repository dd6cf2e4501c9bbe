"""What was read and how, in English, Russian and Chinese; the terminal gets the English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WORDS: dict[str, dict[str, str]] = {
    "table": {"en": "{name}: {rows} rows, {columns} columns",
              "ru": "{name}: строк {rows}, столбцов {columns}",
              "zh": "{name}：{rows} 行，{columns} 列"},
    "respondent": {"en": "respondent: {column}", "ru": "респондент: {column}",
                   "zh": "受访者：{column}"},
    "row_each": {"en": "respondent: each row is one", "ru": "респондент: каждая строка — один",
                 "zh": "受访者：每行一位"},
    "question": {"en": "open answers “{question}” ({columns}): {kinds}",
                 "ru": "открытые ответы «{question}» ({columns}): {kinds}",
                 "zh": "开放回答“{question}”（{columns}）：{kinds}"},
    "question_open": {"en": "open answers “{question}” ({columns}): asks for nothing in particular",
                      "ru": "открытые ответы «{question}» ({columns}): ни о чём определённом",
                      "zh": "开放回答“{question}”（{columns}）：没有特定指向"},
    "all_kinds": {
        "en": "no heading asks for pains, goals, objections or praise, so everyone who answered "
              "counts as asked for all of them",
        "ru": "ни один заголовок не спрашивает о болях, целях, возражениях или похвале, поэтому "
              "каждый ответивший считается спрошенным обо всём",
        "zh": "没有标题询问痛点、目标、异议或称赞，因此每位回答者都算作被问及全部"},
    "segments": {"en": "segments: {columns}", "ru": "сегменты: {columns}", "zh": "细分：{columns}"},
    "no_segments": {"en": "segments: none", "ru": "сегменты: нет", "zh": "细分：无"},
    "left_out": {"en": "left out: {columns}", "ru": "не использованы: {columns}",
                 "zh": "未使用：{columns}"},
    "files": {"en": "files of notes and transcripts: {files}, passages: {passages}",
              "ru": "файлов с заметками и расшифровками: {files}, отрывков: {passages}",
              "zh": "笔记和访谈记录文件：{files} 个，段落：{passages} 个"},
    "interviewers": {"en": "interviewers, left out (turns: {turns}): {names}",
                     "ru": "интервьюеры, их слова пропущены (реплик: {turns}): {names}",
                     "zh": "访谈者，其发言已略去（{turns} 段）：{names}"},
    "file_each": {"en": "each file is one person, and a talk counts as asking for every kind",
                  "ru": "каждый файл — один человек; в разговоре спрашивали обо всём",
                  "zh": "每个文件为一人；访谈视为问及所有类别"},
    "pain": {"en": "pains", "ru": "боли", "zh": "痛点"},
    "goal": {"en": "goals", "ru": "цели", "zh": "目标"},
    "objection": {"en": "objections", "ru": "возражения", "zh": "异议"},
    "praise": {"en": "praise", "ru": "похвала", "zh": "称赞"},
}  # fmt: skip
MAX_LISTED = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about what was read: a code and its facts. Lists are listed, `kinds` translated."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """The fact as a line of text."""
        params = dict(self.params)
        for key, value in params.items():
            if key == "kinds" and isinstance(value, tuple):
                value = tuple(WORDS[kind][language] for kind in value if kind in WORDS)
            if isinstance(value, tuple):
                params[key] = listed(value)
        return WORDS[self.code][language].format(**params)


def listed(names: tuple[str, ...]) -> str:
    """Names with commas between, the last of many counted."""
    shown = ", ".join(names[:MAX_LISTED])
    return f"{shown} … (+{len(names) - MAX_LISTED})" if len(names) > MAX_LISTED else shown
