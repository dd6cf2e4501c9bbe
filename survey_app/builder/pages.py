"""The builder's table of contents: every file of pages, on one blueprint."""

from survey_app.builder import (
    preview_views,
    publish_views,
    question_views,
    shelf_views,
    views,
)
from survey_app.builder.blueprint import blueprint

__all__ = [
    "blueprint",
    "preview_views",
    "publish_views",
    "question_views",
    "shelf_views",
    "views",
]
