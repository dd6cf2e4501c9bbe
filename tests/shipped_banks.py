"""The bank files that ship, read with nothing but a TOML reader, for tests that look into them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BANKS = Path(__file__).parents[1] / "question_banks"
LANGUAGES = ("en", "ru", "zh")
SHIPPED = sorted(path.stem for path in BANKS.glob("*.toml"))

Bank = dict[str, Any]
Item = dict[str, Any]

every_bank = pytest.mark.parametrize("name", SHIPPED)


def read(name: str) -> Bank:
    with (BANKS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def questions(bank: Bank) -> list[Item]:
    return [question for section in bank["sections"] for question in section["questions"]]


def items(bank: Bank) -> list[Item]:
    """Questions and the parts of groups, in the order in which they are asked."""
    return [item for question in questions(bank) for item in (question, *question.get("parts", []))]


def item(bank: Bank, key: str) -> Item:
    return next(found for found in items(bank) if found["key"] == key)


def codes(of: Item) -> list[str]:
    return [choice["code"] for choice in of.get("choices", [])]


def wordings(node: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table by language in a bank, with the place where it stands."""
    if isinstance(node, list):
        for number, child in enumerate(node):
            yield from wordings(child, f"{place}[{number}]")
    elif isinstance(node, dict):
        if set(node) & set(LANGUAGES):
            yield place, node
        else:
            for key, child in node.items():
                yield from wordings(child, f"{place}.{key}")


def sentences(bank: Bank, language: str) -> Iterator[tuple[str, str]]:
    """Every sentence of one language; a list of probes is taken apart."""
    for place, wording in wordings(bank, bank["id"]):
        said = wording[language]
        for text in said if isinstance(said, list) else [said]:
            yield place, text
