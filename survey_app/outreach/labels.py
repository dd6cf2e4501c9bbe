"""Words for the states of waves and mails."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

WAVE_LABELS = {
    "draft": _l("draft"),
    "sending": _l("being sent"),
    "sent": _l("sent"),
    "paused": _l("paused"),
    "closed": _l("closed"),
}

MAIL_LABELS = {
    "queued": _l("waiting"),
    "sending": _l("being sent"),
    "sent": _l("sent"),
    "failed": _l("failed"),
    "unknown": _l("unknown, look"),
    "suppressed": _l("wants no mail"),
}
