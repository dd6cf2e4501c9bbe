"""Advice on what to call a persona, and given names to choose from.

A persona is named by its challenge. A given name beside it is off by default and helps to talk
about it, as long as it is nobody's: not a respondent's, not a colleague's, and no job title.
"""

import hashlib
from collections.abc import Collection, Mapping


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


JOBS = _set(
    """
    accountant administrator analyst assistant boss buyer ceo cfo chief cmo consultant cto
    designer developer director engineer entrepreneur executive founder manager marketer
    owner president secretary specialist supervisor teacher vp
    администратор аналитик бухгалтер владелец дизайнер директор инженер консультант маркетолог
    менеджер начальник основатель предприниматель программист продавец руководитель секретарь
    специалист учитель
    """
)
CHINESE_JOBS = ("经理", "总监", "老板", "主管", "会计", "工程师", "设计师", "专员", "助理")
HARSH = _set(
    """
    annoying clueless dumb greedy grumpy idiot lazy loser miser nasty rude silly sloppy stingy
    stubborn stupid toxic ugly whiner
    вредный глупый грубый дурак жадный злой капризный ленивый мерзкий наглый нытик скряга
    скупой тупой упрямый хам
    """
)
CHINESE_HARSH = ("笨", "蠢", "懒", "贪", "抠门", "讨厌", "无赖", "难缠", "奇葩")
NAMES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("Alma", "Arlo"), ("Bea", "Ben"), ("Clara", "Colin"), ("Dora", "Dean"), ("Edith", "Elias"),
        ("Flora", "Felix"), ("Greta", "Grant"), ("Hazel", "Hugo"), ("Ines", "Ivor"),
        ("June", "Jonas"), ("Lena", "Leo"), ("Maud", "Miles"), ("Nora", "Noel"),
        ("Pia", "Perry"), ("Ruth", "Rufus"), ("Stella", "Simon"), ("Tess", "Tobias"),
        ("Vera", "Victor"), ("Willa", "Walter"), ("Zoe", "Zach"),
    ),
    "ru": (
        ("Алла", "Антон"), ("Белла", "Борис"), ("Вера", "Виктор"), ("Галина", "Глеб"),
        ("Дарья", "Денис"), ("Ева", "Егор"), ("Жанна", "Захар"), ("Зоя", "Илья"),
        ("Инна", "Кирилл"), ("Кира", "Леонид"), ("Лидия", "Макар"), ("Майя", "Никита"),
        ("Нина", "Павел"), ("Полина", "Роман"), ("Рита", "Семён"), ("Софья", "Тимур"),
        ("Тамара", "Фёдор"), ("Ульяна", "Юрий"), ("Элла", "Яков"), ("Яна", "Аркадий"),
    ),
    "zh": (
        ("安宁", "安远"), ("晓晴", "晓峰"), ("佳怡", "佳明"), ("雨桐", "雨泽"), ("思齐", "思远"),
        ("静文", "文博"), ("若兰", "若川"), ("书瑶", "书恒"), ("心怡", "一鸣"), ("慧敏", "立新"),
        ("春晓", "春生"), ("秋月", "秋实"), ("海棠", "海洋"), ("云舒", "云帆"), ("子衿", "子谦"),
        ("可欣", "可为"), ("嘉禾", "嘉树"), ("月华", "明轩"), ("知夏", "知行"), ("向晚", "向阳"),
    ),
}  # fmt: skip
"""Pairs of a woman's and a man's name that mean nothing else; none is anybody's in particular."""
PROPOSED = 6


def advise(name: str, *, challenges: Collection[str] = ()) -> tuple[str, ...]:
    """What to look at in a persona's name, as codes; nothing where it is fine.

    `job_title`, `harsh` (bad associations), `person` (one or two words in capitals and nothing
    that is a challenge), `letters` (all words begin alike, and it is no challenge of theirs).
    """
    words = _words(name)
    found = []
    # 'Waits for the director' names a challenge of theirs; 'Marketing director' a job.
    ours = {word for one in challenges for word in _words(one)} - JOBS
    speaks = bool(ours.intersection(words))
    job = JOBS.intersection(words) or any(title in name for title in CHINESE_JOBS)
    if job and not (speaks and len(words) > 2) and name not in challenges:
        found.append("job_title")
    if is_harsh(name):
        found.append("harsh")
    given = {one.casefold() for pairs in NAMES.values() for pair in pairs for one in pair}
    if not speaks and 0 < len(words) <= 2 and given.intersection(words):
        found.append("person")
    if not speaks and len(words) > 1 and len({word[0] for word in words}) == 1:
        found.append("letters")
    return tuple(found)


def is_harsh(text: str) -> bool:
    """Whether it judges what kind of people they are instead of what does not fit."""
    return bool(HARSH.intersection(_words(text))) or any(one in text for one in CHINESE_HARSH)


def propose(language: str, taken: Collection[str], seed: str) -> tuple[tuple[str, str], ...]:
    """Six pairs of given names (a woman's, a man's) of which none is in `taken`.

    `taken` are names of respondents, contacts and colleagues; any word of theirs counts. The same
    seed gives the same names. Raises KeyError for a language that has none.
    """
    used = {word for one in taken for word in _words(one)}
    free = [
        pair
        for pair in NAMES[language]
        if not used.intersection(name.casefold() for name in pair)
        and not any(name in one for name in pair for one in taken if language == "zh")
    ]
    free.sort(key=lambda pair: hashlib.sha256(f"{seed}/{pair[0]}".encode()).digest())
    return tuple(free[:PROPOSED])


def is_taken(name: str, taken: Collection[str]) -> bool:
    """Whether somebody of the study bears this given name."""
    return bool(set(_words(name)) & {word for one in taken for word in _words(one)})


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text.casefold()).split()
