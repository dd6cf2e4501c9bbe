"""How an answer or a talk came in, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

CHANNEL_LABELS: Mapping[str, object] = {
    "email": _l("e-mail"),
    "open_link": _l("open link"),
    "public": _l("public page"),
    "phone": _l("phone"),
    "video": _l("video call"),
    "in_person": _l("in person"),
    "group": _l("group talk"),
    "import": _l("imported"),
}
