"""The one error that writing an export can raise."""

from __future__ import annotations

from survey_app.errors import Unprocessable


class ExportError(Unprocessable):
    """An export that this machine cannot write as it is; the message says what would help."""

    code = "EX001"
