"""Catalogues: whole, compiled, with the same placeholders; every template can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask

PACKAGE = Path(__file__).parents[2] / "survey_app"
TRANSLATIONS = PACKAGE / "web" / "translations"
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def strings(message: Message) -> tuple[str, ...]:
    told = message.string
    return tuple(told) if isinstance(told, list | tuple) else (told,)


@pytest.fixture(scope="module")
def wanted() -> set[str]:
    found = extract_from_dir(PACKAGE, METHODS, keywords=KEYWORDS)
    return {one[2][0] if isinstance(one[2], tuple) else one[2] for one in found}


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_every_message_is_translated(language: str, wanted: set[str]) -> None:
    done = {ids(one)[0] for one in catalogue(language) if one.id and all(strings(one))}
    assert len(wanted) > 900
    assert sorted(wanted - done) == []


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_translations_keep_their_placeholders_and_are_not_guesses(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        allowed = {name for one in ids(message) for name in PLACEHOLDER.findall(one)}
        for one in strings(message):
            used = set(PLACEHOLDER.findall(one))
            assert used <= allowed, message.id
            assert used == allowed or len(ids(message)) > 1, message.id


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        compiled = {ids(one)[0]: strings(one) for one in read_mo(file) if one.id}
    written = {ids(one)[0]: strings(one) for one in catalogue(language) if one.id}
    assert compiled == written


def test_every_template_can_be_read(migrated_app: Flask) -> None:
    """One that cannot would be left out of the catalogues without a word."""
    names = migrated_app.jinja_env.list_templates(extensions=["html", "txt"])
    assert len(names) > 80
    for name in names:
        migrated_app.jinja_env.get_template(name)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Stay signed in"), ("ru", "Не выходить"), ("zh", "保持登录")]
)
def test_the_sign_in_page_speaks_the_visitors_language(
    app: Flask, language: str, word: str
) -> None:
    page = app.test_client().get("/account/sign-in", headers={"Accept-Language": language})
    assert word in page.text
