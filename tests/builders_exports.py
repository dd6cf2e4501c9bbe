"""Builders of what leaves the house: a bundle with all its parts, and its hostile twin."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from survey_app.exports.boards import BoardCell, BoardClash, BoardLine, BoardSheet
from survey_app.exports.bundle import (
    Bundle,
    Figure,
    Line,
    Quote,
    Relation,
    Section,
    Sheet,
    StorySentence,
    ThemeSheet,
)

MADE_AT = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)


def a_quote(number: int = 1, text: str = "I start the export before lunch", **values: Any) -> Quote:
    return Quote(number, text, **{"source": "R-17 · agency · “What annoys you?”", **values})


def a_line(text: str = "Exports take too long", **values: Any) -> Line:
    counted: dict[str, Any] = {"n": 7, "asked": 12, "low": 0.32, "high": 0.81, "evidence": (1, 2)}
    return Line(text, **{**counted, **values})


def a_board(text: str = "Exports take too long", **values: Any) -> BoardSheet:
    """A journey of three stages: one good, one bad, and one of which nobody spoke."""
    known: dict[str, Any] = {
        "key": "journey",
        "label": "Journey",
        "about": "What happens and how it feels.",
        "rows": (3,),
        "cells": (
            BoardCell("start", "Begins", "", (BoardLine(text, 7, 12, (1, 2), clash=True),), 0.5),
            BoardCell("use", "Works with it", "", (
                BoardLine("Agency", 3, 12, (4,), question="Which industry?"),
                BoardLine("We could call them", assumed=True),
            ), -0.25),
            BoardCell("stay", "Stays", "Who recommends us."),
        ),
        "clashes": (BoardClash("All at once", text, 3),),
    }  # fmt: skip
    return BoardSheet(**{**known, **values})


def a_figure(**values: Any) -> Figure:
    known: dict[str, Any] = {
        "key": "age", "label": "Age", "value": "41", "median": "41", "lower": "35",
        "upper": "52", "low": "20", "high": "63", "n": 9, "asked": 12,
    }  # fmt: skip
    return Figure(**{**known, **values})


def a_sheet(**values: Any) -> Sheet:
    quotes = (
        a_quote(1, after=" and pray."),
        a_quote(2, "it took forty minutes", before="Last week "),
        a_quote(3, "the export is quick now", against=True),
        a_quote(4, "Agency", is_answer=True, source="ticked by 3: R-1, R-2, R-5"),
    )
    sections = (
        Section("pains", "Pains", "pain", (a_line(our_answer="We made it faster", against=(3,)),)),
        Section("who", "Who they are", "", (a_line("Industry: Agency", evidence=(4,)),)),
        Section("goals", "Goals", "goal", (Line("Wants to grow", basis="assumed"),)),
    )
    known: dict[str, Any] = {
        "key": "persona-1",
        "name": "Exports take too long",
        "summary": "12 of 40 respondents (30 %).",
        "n": 12,
        "n_respondents": 40,
        "share": 0.3,
        "unclassified_share": 0.1,
        "stability": "Solid: the same group came out when other people were drawn.",
        "stability_word": "solid",
        "fits": (9, 40),
        "key_quote": quotes[0],
        "sections": sections,
        "quotes": quotes,
        "not_known": ("Never asked: objections.",),
        "portrait": "a seed",
        "version": 2,
        "status": "published",
        "published_on": date(2026, 10, 11),
        "reviewed_by": "the research team",
        "boards": (a_board(),),
        "given_name": "Marta",
        "figures": (a_figure(),),
        "story": (
            StorySentence("Marta stands for 12 of the 40 people who answered."),
            StorySentence("What gets in their way: long exports.", (1, 2)),
        ),
        "relations": (Relation("Works in this company", ("Small workshops", "Export houses")),),
    }
    return Sheet(**{**known, **values})


def a_bundle(**values: Any) -> Bundle:
    known: dict[str, Any] = {
        "study": "Autumn study",
        "organisation": "Northlight Optics",
        "language": "en",
        "made_at": MADE_AT,
        "personas": (a_sheet(),),
        "n_respondents": 40,
        "unclassified_share": 0.1,
        "everyone": (
            Section("pains", "Pains", "pain", (a_line("Nobody answers", evidence=(1,)),)),
        ),
        "everyone_quotes": (a_quote(1, "nobody answers on Fridays"),),
        "themes": (ThemeSheet("t-1", "Exports take too long", "pain", 7, 12, (a_quote(),)),),
        "notes": ("4 of 40 people fit no persona.",),
        "sources": ("responses.csv: 40 rows",),
        "engine": {"seed": 0},
    }
    return Bundle(**{**known, **values})


def an_empty_bundle(language: str = "en") -> Bundle:
    return Bundle("", "", language, MADE_AT, (), 0)


def a_bundle_saying(text: str) -> Bundle:
    """A bundle in which one and the same text stands wherever text can stand."""
    quotes = (Quote(1, text, text, text, text), Quote(2, text, text, against=True))
    line = a_line(text, our_answer=text, evidence=(1,), against=(2,))
    sections = (Section("pains", text, "pain", (line,)),)
    sheet = a_sheet(
        name=text, summary=text, stability=text, reviewed_by=text, override_reason=text,
        not_known=(text,), portrait=text, quotes=quotes, key_quote=quotes[0], sections=sections,
        boards=(a_board(text, label=text, about=text, cells=(
            BoardCell("start", text, text, (BoardLine(text, 1, 2, (1,)),), 1.0),
            BoardCell("use", text, text, (BoardLine(text, assumed=True),), -1.0),
        )),),
        given_name=text, story=(StorySentence(text, (1,)),), relations=(Relation(text, (text,)),),
        figures=(Figure(text, text, text, text, text, "1", text, "2", 1, 2, by_hand=True),),
    )  # fmt: skip
    return replace(
        a_bundle(),
        study=text, organisation=text, personas=(sheet,), everyone=sections,
        everyone_quotes=quotes, notes=(text,), sources=(text,),
        themes=(ThemeSheet(text, text, "pain", 3, 4, quotes),),
    )  # fmt: skip
