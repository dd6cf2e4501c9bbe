"""A talk with two voices, and two themes to code it with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.interviews import imports
from survey_app.interviews.models import Interview
from survey_app.interviews.queries import notes
from survey_app.sources import read_transcript
from survey_app.studies import services as studies
from survey_app.studies.models import Study
from survey_app.themes import services as themes
from survey_app.themes.models import Theme
from tests.builders import Cast

TALK = """Interviewer: What annoys you?

Anna: The export takes forty minutes 😀. Then it fails before lunch.

Interviewer: And support?

Anna: Nobody answers the phone. 我们等了三天。
"""


@dataclass(slots=True)
class Desk:
    """A study with one talk of two turns of the customer, and two pains."""

    study: Study
    talk: Interview
    first: Passage
    second: Passage
    slow: Theme
    silent: Theme


@pytest.fixture
def desk(session: Session, cast: Cast) -> Desk:
    """The talk; both researchers are of the study."""
    transcript = read_transcript("anna.txt", TALK.encode())
    talk = imports.import_transcript(session, cast.study, transcript)
    first, second = [one for one in notes(session, talk) if not one.by_interviewer]
    slow = themes.create(session, cast.study, kind="pain", name="exports take long", user=None)
    silent = themes.create(session, cast.study, kind="pain", name="no answer", user=None)
    studies.add_member(session, cast.study, user=cast.other_researcher, role="researcher")
    session.commit()
    return Desk(cast.study, talk, first, second, slow, silent)
