"""All staff pages of this room: importing them here registers them on its one blueprint."""

from __future__ import annotations

from survey_app.outreach import plan_views, views
from survey_app.outreach.blueprint import blueprint

__all__ = ["blueprint", "plan_views", "views"]
