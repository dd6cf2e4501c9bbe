"""Published versions as values: parsed once in a process, since a version never changes."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication, QuestionnaireVersion
from survey_app.questionnaire import Questionnaire

MAX_CACHED_VERSIONS = 64

_parsed: dict[str, Questionnaire] = {}


def questionnaire_of(session: Session, publication: Publication) -> Questionnaire:
    """Return the questionnaire that a publication froze."""
    return version(session, publication.version_id)


def known_version(version_id: str) -> Questionnaire | None:
    """Return a published version that this process has parsed before, or None."""
    return _parsed.get(version_id)


def version(session: Session, version_id: str) -> Questionnaire:
    """Return a published version by its hash. Raises KeyError when there is none."""
    found = _parsed.get(version_id)
    if found is None:
        definition = session.scalar(
            select(QuestionnaireVersion.definition).where(QuestionnaireVersion.id == version_id)
        )
        if definition is None:
            raise KeyError(f"no questionnaire version {version_id}")
        found = Questionnaire.from_dict(json.loads(definition))
        if len(_parsed) >= MAX_CACHED_VERSIONS:
            _parsed.pop(next(iter(_parsed)), None)
        _parsed[version_id] = found
    return found
