"""The story of a persona, in first or third person: put together from its lines, never invented.

Every sentence but the first stands on one line of the sheet and carries its number. In the first
person nothing speaks but people's own words; a line without a quote is left out. The sentences are
built so that any theme's name fits in without being bent, in English, Russian and Chinese.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .fields import FIELD_BY_KEY

PERSONS = ("third", "first")
ORDER = (
    "who", "demographics", "company", "mind", "pains", "goals", "objections", "praise",
    "decision_role", "buying", "learning",
)  # fmt: skip
"""Who they are, what is in their way, what they want, what holds them back, what helps."""
MOST = 2
"""Sentences a field; a story is read aloud."""
SHARED_BY = 0.5
"""An answer below this share is not told of a person who stands for all of them."""


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the sheet as a story needs it: `quote` is word for word, '' where there is none.

    `question` and `choice` are those of a closed answer, '' elsewhere. `n` of `asked` said it.
    """

    number: int
    field: str
    text: str
    n: int | None = None
    asked: int | None = None
    quote: str = ""
    language: str = ""
    question: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`before`, then what somebody said (in `language`), then `after`; `number` is the line's.

    `said` is '' where nothing is quoted; the first sentence stands on no line (None).
    """

    before: str
    said: str = ""
    after: str = ""
    language: str = ""
    number: int | None = None

    @property
    def text(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.said}{self.after}"


def tell(
    points: Sequence[Point],
    *,
    person: str,
    language: str,
    n: int,
    n_respondents: int,
    name: str = "",
) -> tuple[Sentence, ...]:
    """Tell the story of `n` of `n_respondents` people; nothing where no line has evidence.

    `person` is first or third; `name` a given name, '' for none.
    """
    words = _WORDS[language]
    told: list[Sentence] = []
    uses: Counter[str] = Counter()
    for point in sorted(points, key=lambda one: (_place(one.field), one.number)):
        heading = _heading(point.field)
        if uses[heading] >= MOST or heading not in ORDER:
            continue
        sentence = (_first if person == "first" else _third)(point, words, uses[heading])
        if sentence is not None:
            uses[heading] += 1
            told.append(sentence)
    if not told:
        return ()
    opening = words[f"{person}_{'named' if name else 'opening'}"]
    filled = opening.format(n=n, total=n_respondents, name=name)
    return (Sentence(filled), *told)


def _third(point: Point, words: Mapping[str, str], used: int) -> Sentence | None:
    if point.question:
        if point.n is None or not point.asked or point.n / point.asked < SHARED_BY:
            return None
        counted = words["answer"].format(
            question=point.question, choice=point.choice, n=point.n, asked=point.asked
        )
        return Sentence(counted, number=point.number)
    lead = words.get(f"they_{_kind(point.field)}")
    if lead is None:
        return None
    count = (
        words["count"].format(n=point.n, asked=point.asked)
        if point.n is not None and point.asked
        else words["volunteered"]
    )
    named = (words["again"] if used else lead).format(text=point.text, count=count)
    if point.quote and not used:
        return Sentence(
            named + words["one_says"], point.quote, words["close"], point.language, point.number
        )
    return Sentence(named, number=point.number)


def _first(point: Point, words: Mapping[str, str], used: int) -> Sentence | None:
    if point.question:
        if point.n is None or not point.asked or point.n / point.asked < SHARED_BY:
            return None
        said = words["i_answer"].format(question=point.question, choice=point.choice)
        return Sentence(said, number=point.number)
    lead = words.get(f"i_{_kind(point.field)}")
    if lead is None or not point.quote:
        return None
    before = words["i_again"] if used else lead
    return Sentence(before, point.quote, words["close"], point.language, point.number)


def _kind(field: str) -> str:
    return (FIELD_BY_KEY[field].kind or "") if field in FIELD_BY_KEY else ""


def _heading(field: str) -> str:
    return FIELD_BY_KEY[field].heading if field in FIELD_BY_KEY else field


def _place(field: str) -> int:
    heading = _heading(field)
    return ORDER.index(heading) if heading in ORDER else len(ORDER)


_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "third_opening": "{n} of the {total} people who answered are like this.",
        "third_named": "{name} stands for {n} of the {total} people who answered.",
        "first_opening": "One voice, put together from the words of {n} people.",
        "first_named": "Call me {name}: one voice, put together from the words of {n} people.",
        "answer": "Asked “{question}”, {n} of {asked} say “{choice}”.",
        "they_pain": "What gets in their way: “{text}” ({count}).",
        "they_goal": "What they want: “{text}” ({count}).",
        "they_objection": "What makes them hesitate: “{text}” ({count}).",
        "they_praise": "What they value in us: “{text}” ({count}).",
        "again": "And then: “{text}” ({count}).",
        "count": "{n} of {asked} asked",
        "volunteered": "brought up unasked",
        "one_says": " In somebody’s own words: “",
        "close": "”",
        "i_answer": "Asked “{question}”, I say “{choice}”.",
        "i_pain": "What gets in my way: “",
        "i_goal": "What I want: “",
        "i_objection": "What makes me hesitate: “",
        "i_praise": "What I value: “",
        "i_again": "And: “",
    },
    "ru": {
        "third_opening": "Таких людей среди ответивших {n} из {total}.",
        "third_named": "{name} — собирательный образ: таких среди ответивших {n} из {total}.",
        "first_opening": "Один голос, собранный из слов разных людей (всего {n}).",
        "first_named": "Зовите меня {name}. Это один голос, собранный из слов разных людей "
        "(всего {n}).",
        "answer": "Вопрос «{question}»: ответ «{choice}» у {n} из {asked}.",
        "they_pain": "Что мешает: «{text}» ({count}).",
        "they_goal": "Чего хотят: «{text}» ({count}).",
        "they_objection": "Что заставляет сомневаться: «{text}» ({count}).",
        "they_praise": "Что в нас ценят: «{text}» ({count}).",
        "again": "И ещё: «{text}» ({count}).",
        "count": "{n} из {asked}, кого спросили",
        "volunteered": "сказали сами, без вопроса",
        "one_says": " Словами одного из них: «",
        "close": "»",
        "i_answer": "На вопрос «{question}» отвечаю: «{choice}».",
        "i_pain": "Что мне мешает: «",
        "i_goal": "Чего я хочу: «",
        "i_objection": "Что заставляет сомневаться: «",
        "i_praise": "Что я ценю: «",
        "i_again": "И ещё: «",
    },
    "zh": {
        "third_opening": "{total} 位受访者中有 {n} 位是这样的。",
        "third_named": "{name}代表 {total} 位受访者中的 {n} 位。",
        "first_opening": "这是由 {n} 个人的原话汇成的一个声音。",
        "first_named": "叫我{name}吧。这是由 {n} 个人的原话汇成的一个声音。",
        "answer": "被问到“{question}”时，{asked} 人中有 {n} 人回答“{choice}”。",
        "they_pain": "妨碍他们的是：“{text}”（{count}）。",
        "they_goal": "他们想要的是：“{text}”（{count}）。",
        "they_objection": "让他们犹豫的是：“{text}”（{count}）。",
        "they_praise": "他们看重我们的是：“{text}”（{count}）。",
        "again": "还有：“{text}”（{count}）。",
        "count": "问过的 {asked} 人中有 {n} 人",
        "volunteered": "主动提起",
        "one_says": "用其中一人的话说：“",
        "close": "”",
        "i_answer": "问我“{question}”，我的回答是“{choice}”。",
        "i_pain": "妨碍我的是：“",
        "i_goal": "我想要的是：“",
        "i_objection": "让我犹豫的是：“",
        "i_praise": "我看重的是：“",
        "i_again": "还有：“",
    },
}
