"""A person whose words stand everywhere, for tests of what is left of them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from tests.builders import Cast
from tests.builders_privacy import quoted_person


@pytest.fixture
def quoted(app: Flask, cast: Cast, session: Session) -> Response:
    """A person of a published persona, who is a contact, was called, and is quoted everywhere."""
    return quoted_person(session, cast)
