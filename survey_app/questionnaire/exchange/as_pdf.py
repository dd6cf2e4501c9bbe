"""A form to print and fill in by hand, A4, tagged. It can only be taken out."""

from __future__ import annotations

import json
import re
from pathlib import Path

from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.exchange.losses import Loss
from survey_app.questionnaire.exchange.paper.blocks import Paper
from survey_app.questionnaire.exchange.results import Brought, Taken
from survey_app.questionnaire.model import Questionnaire

NAME = "pdf"
LABEL = {"en": "PDF to print and fill in", "ru": "PDF для печати и заполнения",
         "zh": "PDF（打印填写）"}  # fmt: skip
EXTENSION = "pdf"
MEDIA_TYPE = "application/pdf"
READS = False

TEMPLATE = Path(__file__).with_name("form.typ")
FONTS = Path(__file__).parents[2] / "web" / "static" / "fonts"
BODY_FONT = "Literata"
CJK_FONTS = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun",
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
)  # fmt: skip
_CJK = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def read(data: bytes, name: str, language: str = "") -> Brought:
    """Refuse: what was written by hand is typed in by an interviewer."""
    raise ExchangeError("QX009", format="PDF", known="TOML, XLSForm, SurveyJS")


def write(questionnaire: Questionnaire, language: str = "") -> Taken:
    """Set the form in one language (default: the questionnaire's first). Raises ExchangeError."""
    import typst

    paper = _paper(questionnaire, language)
    page = json.dumps(paper.page(), ensure_ascii=False)
    page = page.encode("utf-8", "replace").decode("utf-8")  # typst takes UTF-8 only
    families = [BODY_FONT]
    if _CJK.search(page):
        found = set(typst.Fonts(font_paths=[str(FONTS)]).families())
        chinese = next((family for family in CJK_FONTS if family in found), None)
        if chinese is None:
            raise ExchangeError("QX010")
        families.append(chinese)
    pdf = typst.compile(
        str(TEMPLATE),
        font_paths=[str(FONTS)],
        sys_inputs={"page": page, "fonts": json.dumps(families)},
        timestamp=0,
        format="pdf",
    )
    return Taken(pdf, tuple(paper.losses))


def lost(questionnaire: Questionnaire, language: str = "") -> tuple[Loss, ...]:
    """Tell what paper cannot do. Raises ExchangeError."""
    paper = _paper(questionnaire, language)
    paper.page()
    return tuple(paper.losses)


def _paper(questionnaire: Questionnaire, language: str) -> Paper:
    known = questionnaire.languages
    language = language or (known[0] if known else "en")
    if language not in known:
        raise ExchangeError("QX011", language=language, known=", ".join(known))
    return Paper(questionnaire, language)
