"""Mails that respondents wish for meet the same real server as those of waves."""

from tests.outreach.conftest import postbox, smtp

__all__ = ["postbox", "smtp"]
