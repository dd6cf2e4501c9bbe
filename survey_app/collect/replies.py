"""What the room of waves may know of answers: who has begun, who has answered, and when."""

from __future__ import annotations

from sqlalchemy import select

from survey_app.collect.models import Response

REPLIES = select(
    Response.invitation_id,
    Response.contact_id,
    Response.study_id,
    Response.started_at.label("begun_at"),
    Response.completed_at.label("answered_at"),
).where(~Response.trial)
