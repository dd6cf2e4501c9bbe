"""The demo study: an invented company, its invented customers, and what they say.

In: a seed and the moment that counts as now. Out: `DemoStudy`, plain frozen values with no
database behind them; whoever sets up a demo instance stores them. The sentences are our own
writing (`material/`), the calls are written out by hand (`calls_*.py`), and a seeded generator
(`generate.py`) deals the sentences out so that hardly two answers are alike.
"""

from survey_app.demo.generate import build_demo
from survey_app.demo.study import (
    BankQuestion,
    DemoContact,
    DemoInterview,
    DemoNoteBlock,
    DemoNoteLine,
    DemoPerson,
    DemoQuestionnaire,
    DemoResponse,
    DemoSection,
    DemoStudy,
    DemoTranscript,
    OwnQuestion,
)

__all__ = [
    "BankQuestion",
    "DemoContact",
    "DemoInterview",
    "DemoNoteBlock",
    "DemoNoteLine",
    "DemoPerson",
    "DemoQuestionnaire",
    "DemoResponse",
    "DemoSection",
    "DemoStudy",
    "DemoTranscript",
    "OwnQuestion",
    "build_demo",
]
