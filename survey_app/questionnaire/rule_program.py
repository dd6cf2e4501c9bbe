"""The rules of one questionnaire, read once: what to ask about each question, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from survey_app.questionnaire.model import Choice, Question, Questionnaire, Text
from survey_app.questionnaire.rule_syntax import Node, RuleError, names_in, parse_rule
from survey_app.questionnaire.types import rule_kind

MAX_PROGRAMS = 64


@dataclass(frozen=True, slots=True)
class Ruled:
    """A choice or row that may be hidden: by its rule or with its parent."""

    code: str
    rule: Node | None
    parent: str


@dataclass(frozen=True, slots=True)
class Step:
    """What to do about one question: its rules, its parts, what can be computed after it.

    ``named`` says that some rule or computed value speaks of the answer; ``bare`` that there is
    nothing to decide.
    """

    key: str
    question: Question
    kind: str | None
    rule: Node | None
    named: bool
    must_choose: bool
    choices: tuple[Ruled, ...]
    items: tuple[Ruled, ...]
    parts: tuple[Step, ...]
    computed: tuple[tuple[str, Node], ...]
    bare: bool

    @property
    def has_rules(self) -> bool:
        """Whether the question, its parts or anything it offers may be hidden."""
        own = self.rule is not None or bool(self.choices or self.items)
        return own or any(part.has_rules for part in self.parts)


@dataclass(frozen=True, slots=True)
class Page:
    """A section: its rule and the steps of its questions."""

    key: str
    rule: Node | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """All rules of a questionnaire. ``plain`` says that there are none.

    ``personal`` are the keys of questions that not everybody meets alike: they quote an answer,
    hide choices or shuffle them; ``shuffles`` says that some do the last.
    """

    pages: tuple[Page, ...]
    constants: tuple[tuple[str, Node], ...]
    plain: bool
    all_keys: frozenset[str]
    all_sections: tuple[str, ...]
    by_key: Mapping[str, Question]
    checks: Mapping[str, tuple[Node | None, ...]]
    personal: frozenset[str]
    shuffles: bool


_programs: dict[int, tuple[Questionnaire, Program]] = {}


def program(questionnaire: Questionnaire) -> Program:
    """Read the rules of a questionnaire, the first time that it is asked about.

    A published version is one value for as long as the process lives, so that its rules are read
    once; the value is kept here too, so that its id cannot come to mean another.
    """
    known = _programs.get(id(questionnaire))
    if known is not None and known[0] is questionnaire:
        return known[1]
    made = _read(questionnaire)
    while len(_programs) >= MAX_PROGRAMS:
        _programs.pop(list(_programs)[0], None)  # noqa: RUF015  (one step under threads)
    _programs[id(questionnaire)] = (questionnaire, made)
    return made


def read_rule(text: str) -> Node | None:
    """Read a rule; None for no rule and for one that cannot be read."""
    if not text:
        return None
    try:
        return parse_rule(text)
    except RuleError:
        return None


def quotes(question: Question) -> bool:
    """Whether any wording of a question quotes an answer."""
    scale = question.scale
    return has_pipe(
        *(question.text, question.help, question.purpose, question.unit),
        *(question.required_text, question.interviewer_text),
        *(choice.text for choice in (*question.choices, *question.items)),
        *(check.text for check in question.checks),
        *((scale.low_text, scale.high_text) if scale else ()),
    ) or any("{{" in line for lines in question.probes.values() for line in lines)


def has_pipe(*texts: Text) -> bool:
    """Whether one of the wordings quotes an answer in some language."""
    return any("{{" in said for text in texts for said in text.values())


def _read(questionnaire: Questionnaire) -> Program:
    questions = list(questionnaire.iter_all())
    order = {question.key: place for place, question in enumerate(questions)}
    after = _computed_after(questionnaire, order)
    checks = {
        question.key: tuple(read_rule(check.rule) for check in question.checks)
        for question in questions
        if question.checks
    }
    named = _named(questionnaire, checks)

    def step(question: Question) -> Step:
        rule = read_rule(question.show_if)
        choices, items = _ruled(question.choices), _ruled(question.items)
        parts = tuple(step(part) for part in question.parts)
        computed = after.get(order[question.key], ())
        is_named = question.key in named
        return Step(
            key=question.key,
            question=question,
            kind=rule_kind(question.type),
            rule=rule,
            named=is_named,
            must_choose=question.type not in ("number", "money") or question.ask in ("", "range"),
            choices=choices,
            items=items,
            parts=parts,
            computed=computed,
            bare=not (rule or is_named or choices or items or parts or computed),
        )

    pages = tuple(
        Page(section.key, read_rule(section.show_if), tuple(step(q) for q in section.questions))
        for section in questionnaire.sections
    )
    ruled = any(page.rule is not None or any(one.has_rules for one in page.steps) for page in pages)
    return Program(
        pages=pages,
        constants=after.get(-1, ()),
        plain=not ruled and not checks and not questionnaire.computed,
        all_keys=frozenset(order),
        all_sections=tuple(section.key for section in questionnaire.sections if section.questions),
        by_key={question.key: question for question in questions},
        checks=checks,
        personal=frozenset(q.key for q in questions if _is_personal(q)),
        shuffles=any(q.random_order for q in questions),
    )


def _is_personal(question: Question) -> bool:
    ruled = any(choice.show_if for choice in (*question.choices, *question.items))
    return ruled or question.random_order or quotes(question)


def _ruled(choices: tuple[Choice, ...]) -> tuple[Ruled, ...]:
    """The choices that may be hidden, each after its parent; empty when all are always there."""
    if not any(choice.show_if for choice in choices):
        return ()
    by_code = {choice.code: choice for choice in choices}
    return tuple(
        Ruled(choice.code, read_rule(choice.show_if), choice.parent)
        for choice in sorted(choices, key=lambda choice: _depth(choice, by_code))
    )


def _depth(choice: Choice, by_code: Mapping[str, Choice]) -> int:
    depth = 0
    while choice.parent in by_code and depth <= len(by_code):
        choice, depth = by_code[choice.parent], depth + 1
    return depth


def _computed_after(
    questionnaire: Questionnaire, order: Mapping[str, int]
) -> dict[int, tuple[tuple[str, Node], ...]]:
    """Tell after which question each value can be computed; -1 is before the first.

    A value may build on those listed above it. What names a question that is not there, or a
    value further down, comes to nothing.
    """
    found: dict[int, list[tuple[str, Node]]] = {}
    places: dict[str, int] = {}
    for one in questionnaire.computed:
        node = read_rule(one.value)
        if node is None or one.key in places or one.key in order:
            continue
        at = max((places.get(name, order.get(name, -1)) for name in names_in(node)), default=-1)
        places[one.key] = at
        found.setdefault(at, []).append((one.key, node))
    return {at: tuple(entries) for at, entries in found.items()}


def _named(questionnaire: Questionnaire, checks: Mapping[str, Iterable[Node | None]]) -> set[str]:
    """All question keys that some rule, check or computed value speaks of."""
    texts = [one.value for one in questionnaire.computed]
    for section in questionnaire.sections:
        texts.append(section.show_if)
    for question in questionnaire.iter_all():
        texts.append(question.show_if)
        texts += [choice.show_if for choice in (*question.choices, *question.items)]
    nodes = [read_rule(text) for text in texts if text]
    nodes += [node for own in checks.values() for node in own]
    return {name for node in nodes if node is not None for name in names_in(node)}
