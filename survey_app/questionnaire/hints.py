"""Quiet advice on wording, in three languages: never an obstacle, often a false alarm.

What is looked for follows the usual advice of survey methodology (Bradburn, Sudman & Wansink,
'Asking Questions', 2004): one thing at a time, no leading, few words, no jargon, no negatives,
no absolutes. Each finding names the words that gave it away, so that a reader can judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.questionnaire.model import Question, Questionnaire

MAX_WORDS = {"en": 24, "ru": 20}
MAX_CHINESE_CHARS = 45


@dataclass(frozen=True, slots=True)
class Hint:
    """One piece of advice: what kind (a key of ADVICE), in which language, and the words."""

    code: str
    language: str
    words: str


ADVICE: dict[str, dict[str, str]] = {
    "two_things": {
        "en": "This may ask two things at once. If the answers could differ, ask twice.",
        "ru": "Похоже, здесь два вопроса в одном. Если ответы могут разойтись, задайте два.",
        "zh": "这里可能一次问了两件事。如果答案会不同，请拆成两题。",
    },
    "several_questions": {
        "en": "There is more than one question here. People answer the last one.",
        "ru": "Здесь несколько вопросов подряд. Обычно отвечают только на последний.",
        "zh": "这里有不止一个问题，人们往往只回答最后一个。",
    },
    "leading": {
        "en": "This tells people what to answer. Ask it without taking sides.",
        "ru": "Вопрос подсказывает ответ. Спросите нейтрально.",
        "zh": "这样问会引导答案，请用中立的说法。",
    },
    "jargon": {
        "en": "Would a customer say this word? Use theirs.",
        "ru": "Скажет ли так сам клиент? Возьмите его слова.",
        "zh": "客户自己会这么说吗？请用他们的话。",
    },
    "long": {
        "en": "This is long for a phone. Move what explains it into the help beneath.",
        "ru": "Для телефона длинновато. Пояснение лучше вынести в подсказку под вопросом.",
        "zh": "对手机屏幕来说偏长，可以把解释放到题目下方的说明里。",
    },
    "negative": {
        "en": "A 'not' in a question is easily overlooked. Can you ask it the other way round?",
        "ru": "Отрицание в вопросе легко пропустить. Можно ли спросить без «не»?",
        "zh": "题目里的否定词容易被看漏，能换成正面的问法吗？",
    },
    "absolute": {
        "en": "With such a word hardly anybody can agree fully. A frequency is easier to answer.",
        "ru": "С таким словом почти никто не согласится вполне. Спросите лучше, как часто.",
        "zh": "用了这样绝对的词，很少有人能完全同意，问“多久一次”更容易回答。",
    },
}
"""What each kind of hint says, by language of the interface."""

_ASKERS = (
    r"(?:what|who|which|where|when|why|how|do|does|did|are|is|was|were|can|could|would|have|has)"
)
_SIGNS: dict[str, dict[str, str]] = {
    "en": {
        "two_things": r"\band/or\b|\b\w+(?:ly|ed|ing|ful|able|ive|ient|y) (?:and|or) "
        r"\w+(?:ly|ed|ing|ful|able|ive|ient|y)\b(?=[^?]*\?)|\b(?:and|or) (?!why not)(?:also )?"
        + _ASKERS
        + r"\b[^?]*\?|\blike (?:and|or) (?:dis)?like\b",
        "leading": r"\b(?:don't you|wouldn't you|isn't it|aren't you|surely|obviously|of course"
        r"|clearly|as (?:you|everyone|we all) knows?|do you agree|would you agree"
        r"|how much do you (?:love|enjoy|like)"
        r"|how (?:great|good|easy|helpful|useful) (?:is|was))\b",
        "jargon": r"\b(?:leverag\w+|synerg\w+|onboarding|churn|touch ?points?|value proposition"
        r"|stakeholders?|pain points?|KPIs?|ROI|funnel|CAC|LTV|ICP|B2B|SaaS|UX|GTM|MQLs?"
        r"|best[- ]in[- ]class|paradigm|ecosystem|omnichannel|use cases?|verticals?"
        r"|go-to-market|utili[sz]e)\b",
        "negative": r"\b(?:not|never|no longer|cannot|\w+n't|without)\b(?=[^?]*\?)",
        "absolute": r"\b(?:always|never|every time|everyone|nobody|all of|none of|completely)\b",
    },
    "ru": {
        "two_things": r"\bи/или\b|\w+(?:[гклнртхчш]о|ый|ая|ое|ые|ой|ть|ться) (?:и|или) "
        r"\w+(?:[гклнртхчш]о|ый|ая|ое|ые|ой|ть|ться)\b(?=[^?]*\?)"
        r"|(?<=[\w,] )(?:и|или|а) (?!почему нет)"
        r"(?:что|кто|как|где|когда|почему|зачем|какой|какая|какие|сколько)\b[^?]*\?",
        "leading": r"\b(?:не правда ли|согласитесь|разве|неужели|конечно|очевидно|как известно"
        r"|согласны ли вы|насколько вам (?:нравится|понравил\w+)|правда ведь)\b",
        "jargon": r"\b(?:онбординг\w*|пейн\w*|болев\w+ точ\w+|стейкхолдер\w*|тачпоинт\w*|кейс\w*"
        r"|фидбек\w*|фидбэк\w*|юзер\w*|лид(?:ы|ов|ам|ами)|воронк\w+|конверси\w+|ЛПР|KPI|ROI|B2B"
        r"|SaaS|UX|чёрн|churn|синерги\w+|имплементаци\w+|функционал\w*|таргет\w*)\b",
        "negative": r"\b(?:не|нет|нельзя|никогда|без)\b(?=[^?]*\?)",
        "absolute": r"\b(?:всегда|никогда|все без исключения|никто|каждый раз|полностью"
        r"|абсолютно)\b",
    },
    "zh": {
        "two_things": r"和/或|以及[^？]*？|并且[^？]*？"
        r"|(?<=[^，。？])(?:还有|或者)(?:什么|谁|怎么|哪|为什么)",
        "leading": r"难道|您是否同意|你是否同意|当然|显然|众所周知|不是吗|对吧|有多喜欢|有多满意",
        "jargon": r"赋能|抓手|闭环|触点|痛点|转化漏斗|漏斗|利益相关者|价值主张|颗粒度|对齐|生态"
        r"|KPI|ROI|B2B|SaaS|UX|用户画像|链路|打法|中台",
        "negative": r"(\w)不(?!\1|断|同|少|过|满|便|良|足|安|错)[^？]*？"
        r"|(?:从不|无法|未曾)[^？]*？",
        "absolute": r"总是|从不|从来不|所有人|每个人|没有人|完全|绝对|每次都",
    },
}
_PATTERNS = {
    language: {code: re.compile(sign, re.IGNORECASE) for code, sign in signs.items()}
    for language, signs in _SIGNS.items()
}
_SENTENCES = re.compile(r"[?？]")


def hints(text: str, language: str) -> list[Hint]:
    """List the advice on one wording of a question; an unknown language has none."""
    return list(_hints(text, language))


def hints_on(question: Question, languages: tuple[str, ...]) -> list[Hint]:
    """List the advice on a question's text in all languages, as it stands."""
    return [
        hint for language in languages for hint in _hints(question.text.get(language, ""), language)
    ]


def n_hints(questionnaire: Questionnaire) -> dict[str, int]:
    """Count the advice on each question or part that has any, by key."""
    counted = {
        question.key: len(hints_on(question, questionnaire.languages))
        for question in questionnaire.iter_all()
    }
    return {key: count for key, count in counted.items() if count}


def _hints(text: str, language: str) -> Iterator[Hint]:
    patterns = _PATTERNS.get(language)
    if patterns is None or not text.strip():
        return
    if len(_SENTENCES.findall(text)) > 1:
        yield Hint("several_questions", language, text.strip().splitlines()[-1][-60:])
    for code, pattern in patterns.items():
        found = pattern.search(text)
        if found and not (code == "negative" and _is_absolute(found.group(), patterns)):
            yield Hint(code, language, found.group().split("?")[0].split("？")[0].strip()[:60])
    if _is_long(text, language):
        yield Hint("long", language, str(_length(text, language)))


def _is_absolute(words: str, patterns: dict[str, re.Pattern[str]]) -> bool:
    """'Never' is an absolute before it is a negative: one hint is enough."""
    return patterns["absolute"].match(words) is not None


def _length(text: str, language: str) -> int:
    if language == "zh":
        return sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    return len(re.findall(r"\w[\w'’-]*", text))


def _is_long(text: str, language: str) -> bool:
    most = MAX_CHINESE_CHARS if language == "zh" else MAX_WORDS[language]
    return _length(text, language) > most
