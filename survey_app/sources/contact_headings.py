"""What the columns of a list of contacts are called in English, Russian and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable

FIELDS = ("name", "first_name", "last_name", "email", "company", "language", "phone")

HEADINGS: dict[str, frozenset[str]] = {
    field: frozenset(phrase.strip() for phrase in phrases.split(","))
    for field, phrases in {
        "name": "name, full name, your name, contact, contact name, contact person, person, "
        "customer name, имя и фамилия, фио, ф и о, имя фамилия, контакт, контактное лицо, "
        "姓名, 名字, 联系人, 称呼, 客户姓名",
        "first_name": "first name, firstname, given name, forename, имя, имя отчество, 名",
        "last_name": "last name, lastname, surname, family name, фамилия, 姓, 姓氏",
        "email": "email, e mail, mail, email address, e mail address, work email, "
        "почта, эл почта, электронная почта, адрес почты, адрес электронной почты, имейл, "
        "емейл, эл адрес, 邮箱, 电子邮箱, 邮箱地址, 电子邮件, 邮件, 邮件地址, 电邮",
        "company": "company, company name, organisation, organization, firm, employer, account, "
        "компания, организация, фирма, название компании, работодатель, "
        "公司, 公司名称, 企业, 单位, 机构, 组织",
        "language": "language, lang, locale, preferred language, язык, язык общения, "
        "语言, 语种, 首选语言",
        "phone": "phone, phone number, telephone, tel, mobile, mobile phone, cell, "
        "телефон, номер телефона, мобильный, мобильный телефон, тел, "
        "电话, 手机, 手机号, 手机号码, 电话号码, 联系电话",
    }.items()
}

# How people write a language in a list; the values are the languages of the interface.
LANGUAGE_NAMES = {
    "en": "en", "english": "en", "английский": "en", "англ": "en", "英语": "en",
    "英文": "en", "ru": "ru", "russian": "ru", "русский": "ru", "рус": "ru",
    "俄语": "ru", "俄文": "ru", "zh": "zh", "cn": "zh", "zho": "zh", "chinese": "zh",
    "mandarin": "zh", "китайский": "zh", "中文": "zh", "汉语": "zh", "普通话": "zh",
    "简体中文": "zh",
}  # fmt: skip


def field_of(heading: str) -> str | None:
    """Return the field that a heading names ('E-mail' → email), or None."""
    phrase = re.sub(r"[\W_]+", " ", heading).casefold().strip()
    return next((field for field, phrases in HEADINGS.items() if phrase in phrases), None)


def map_headings(headings: Iterable[str]) -> dict[str, str]:
    """Return field → heading for the headings that are known; the first of two alike counts.

    A lone 'Имя' or 'First name' column is taken for the whole name.
    """
    mapping: dict[str, str] = {}
    for heading in headings:
        field = field_of(heading)
        if field is not None:
            mapping.setdefault(field, heading)
    return mapping


def language_of(text: str) -> str | None:
    """Return en, ru or zh for 'English', 'ru-RU', '中文' …; None for one that is not known."""
    word = text.strip().casefold()
    return LANGUAGE_NAMES.get(word) or LANGUAGE_NAMES.get(re.split(r"[-_ ]", word)[0])
