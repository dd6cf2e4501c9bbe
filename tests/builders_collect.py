"""Builders of open links and of one-page surveys, and a respondent's hands."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.builder.models import Publication
from survey_app.collect import links
from survey_app.collect.models import OpenLink
from survey_app.questionnaire import Questionnaire
from survey_app.studies.models import Study
from tests.builders import MARKUP
from tests.builders_questionnaires import publish_tiny, worded
from tests.pages import Pages

ONE_PAGE: dict[str, Any] = {
    "title": worded("One question"),
    "languages": ["en", "ru", "zh"],
    "sections": [
        {
            "key": "all",
            "title": worded("Tell us"),
            "questions": [
                {"key": "annoys", "type": "text", "text": worded("What annoys you?")},
                {
                    "key": "again",
                    "type": "yes_no",
                    "text": worded("Would you come again?"),
                    "required": True,
                },
            ],
        }
    ],
}


def publish_one_page(session: Session, study: Study) -> Publication:
    """Publish a survey that is one page long."""
    made = builder.create_from(
        session,
        study,
        purpose="survey",
        title="One question",
        definition=Questionnaire.from_dict(ONE_PAGE),
    )
    return builder.publish(session, made, user=None)


def open_link(
    session: Session, study: Study, publication: Publication | None = None, **values: Any
) -> OpenLink:
    """Put up a link to the tiny survey, or to another."""
    return links.open_link(
        session,
        study,
        {
            "publication_id": (publication or publish_tiny(session, study)).id,
            "title": f"Poster {MARKUP}",
            **values,
        },
    )


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page, as a browser sends them along."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def begin(pages: Pages, link: str) -> str:
    """Press Start; returns where it leads."""
    sent = hidden_fields(pages.get(link).text)
    answer = pages.client.post(f"{link}/start", data={**sent, "start": "yes"})
    assert answer.status_code == 303, answer.text[:300]
    return str(answer.location)


def send(pages: Pages, url: str, expect: int = 303, **answers: str | list[str]) -> str:
    """Fill in a page as a browser does, with the hidden fields of the page as it is now."""
    sent = hidden_fields(pages.get(url).text)
    answer = pages.client.post(url, data={**sent, "_go": "on", **answers})
    pages._checked(answer, expect, url)
    return answer.location or answer.text


def finish(pages: Pages, summary: str) -> str:
    """Press 'Send my answers' on the summary; returns where it leads."""
    assert summary.endswith("/summary"), summary
    return pages.post(summary, {}, page=summary).location
