"""What a column's heading says: its words, its number in a series, the question behind it."""

from __future__ import annotations

import re

from survey_app.sources.vocabulary import words

# One to four words in a heading that tell what kind of thing stands below it.
KNOWN_HEADINGS: dict[str, frozenset[str]] = {
    role: frozenset(phrase.strip() for phrase in phrases.split(","))
    for role, phrases in {
        "id": "id, respondent, respondent id, response id, participant, participant id, user id, "
        "record id, case, case id, code, token, number, no, nr, n, uuid, key, row, index, "
        "респондент, участник, код, номер, номер анкеты, номер ответа, ид, "
        "编号, 序号, 受访者, 受访者编号, 答卷编号, 用户编号, 参与者",
        "email": "email, e mail, mail, email address, e mail address, почта, эл почта, "
        "электронная почта, имейл, адрес почты, емейл, 邮箱, 电子邮件, 电子邮箱, 邮件, 邮件地址",
        "name": "name, full name, first name, last name, surname, your name, contact, "
        "contact name, имя, фамилия, отчество, фио, имя и фамилия, ваше имя, контакт, "
        "姓名, 名字, 称呼, 联系人, 您的姓名",
        "phone": "phone, phone number, telephone, mobile, tel, телефон, номер телефона, "
        "мобильный, 电话, 手机, 手机号, 联系电话, 电话号码",
        "technical": "status, response status, progress, finished, complete, completed, ip, "
        "ip address, user agent, browser, referer, referrer, seed, start language, "
        "startlanguage, lastpage, last page, submitdate, startdate, datestamp, duration, "
        "duration seconds, collector id, timestamp, start time, end time, completion time, "
        "recorded date, channel, consent, link, url, distribution channel, utm source, "
        "статус, состояние, согласие, отметка времени, длительность, время начала, "
        "время окончания, 状态, 进度, 提交时间, 开始时间, 结束时间, 所用时间, 来源, 同意, 来自ip",
    }.items()
}

# Words that name a trait of people or companies: such columns cut respondents into segments.
TRAIT_WORDS = words(
    "role position profession occupation industry sector branch field company country "
    "region city location age gender sex education level seniority experience size segment plan "
    "tier team department audience employees turnover revenue income language market type "
    "job title specialty customer "
    "роль должность профессия отрасль сфера сектор страна регион город возраст пол "
    "образование уровень стаж опыт размер сегмент тариф отдел аудитория сотрудники сотрудников "
    "оборот доход язык рынок тип компания компании"
)
TRAIT_WORDS_ZH = (
    "角色", "职位", "职业", "职务", "岗位", "行业", "领域", "公司", "国家", "地区", "城市", "年龄",
    "性别", "学历", "教育", "级别", "年限", "经验", "规模", "部门", "收入", "营业额", "语言",
    "市场", "类型", "人数",
)  # fmt: skip
MAX_TRAIT_WORDS = 4

WRITE_IN_WORDS = frozenset({"other", "другое", "прочее", "其他", "其它"})

_NUMBERED = re.compile(
    r"^(?P<stem>.*?[^\W\d_][\w\s?？.:：()（）,'’-]*?)"
    r"(?:[\s_.:：#-]*(?:\[|\(|（)(?:SQ)?0*(?P<inside>\d{1,2})(?:\]|\)|）)|[\s_.:：#-]*?0*(?P<plain>\d{1,2}))$"
)
# 'q1' and 'q2' are two questions; 'pains_1' and 'pains_2' are one asked twice.
_NO_STEM = words(
    "q question v var variable col column field item page x вопрос в столбец п 问题 题 列"
)
_CODE = re.compile(
    r"^(?:[A-Za-zА-Яа-я]{0,8}\d{1,3}(?:[._]\d{1,3})*|\d{1,3})\s*[.):：、\]]\s*(?=\D)"
)
_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_EXTRA = re.compile(r"[\s_]*\[[^\]]{0,80}\]$")


def words_of(heading: str) -> list[str]:
    """Return the words of a heading, small, without marks: 'Years_in-role' → years, in, role."""
    text = heading if " " in heading else _CAMEL.sub(" ", heading)
    return re.sub(r"[\W_]+", " ", text).casefold().split()


def known_kind(heading: str) -> str | None:
    """Tell whether a heading plainly says id, email, name, phone or technical; else None."""
    phrase = " ".join(words_of(heading))
    for kind, phrases in KNOWN_HEADINGS.items():
        if phrase in phrases:
            return kind
    return None


def is_trait(heading: str) -> bool:
    """Tell whether a heading names a trait to cut respondents by, such as role or industry.

    Only short headings count: 'What in your role annoys you?' does not ask for a role.
    """
    words = words_of(numbered(heading)[0])
    if len(words) <= MAX_TRAIT_WORDS and TRAIT_WORDS.intersection(words):
        return True
    return len(heading) <= 8 and any(word in heading for word in TRAIT_WORDS_ZH)


def write_in_of(heading: str, others: frozenset[str]) -> str | None:
    """Return the column to which this one holds the 'other' answers ('how_run_other'), or None."""
    words = words_of(heading)
    if len(words) < 2 or words[-1] not in WRITE_IN_WORDS:
        return None
    stem = words[:-1]
    return next((o for o in sorted(others) if o != heading and words_of(o) == stem), None)


def numbered(heading: str) -> tuple[str, int | None]:
    """Part a heading from its number: 'pains_2' or 'pains [SQ002]' → ('pains', 2)."""
    match = _NUMBERED.match(heading) if len(heading) <= 500 else None
    if match is None:
        return heading, None
    stem = match["stem"].strip(" _.:：#-")
    if len(words_of(stem)) == 0 or stem.casefold() in _NO_STEM:
        return heading, None
    return stem, int(match["inside"] or match["plain"])


def question_of(heading: str) -> str:
    """Return a heading as a person would read it: 'difficult_aspects_1' → 'Difficult aspects'."""
    stem = _EXTRA.sub("", numbered(heading)[0]) or heading
    stem = _CODE.sub("", stem) or stem
    if " " not in stem:
        text = re.sub(r"[_\-.]+", " ", _CAMEL.sub(" ", stem)).strip() or stem
        if not stem.isupper():
            text = " ".join(w if w.isupper() and len(w) > 1 else w.lower() for w in text.split())
    else:
        text = stem
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]
