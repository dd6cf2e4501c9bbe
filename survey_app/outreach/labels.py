"""Words for the states of waves and mails, and for what goes wrong with them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

WAVE_LABELS = {
    "draft": _l("draft"),
    "scheduled": _l("scheduled"),
    "sending": _l("being sent"),
    "sent": _l("sent"),
    "paused": _l("paused"),
    "closed": _l("closed"),
}

MAIL_LABELS = {
    "queued": _l("waiting"),
    "sending": _l("being sent"),
    "sent": _l("sent"),
    "bounced": _l("came back"),
    "failed": _l("failed"),
    "unknown": _l("unknown, look"),
    "suppressed": _l("wants no mail"),
    "skipped": _l("not needed any more"),
}

# By Mail.trouble: what happened, in words for a marketer, and what to do.
TROUBLE_LABELS = {
    "address": _l("There is no such address. Correct it in the contact, then send it again."),
    "came_back": _l("The mail came back. Correct the address in the contact, or call."),
    "mailbox": _l("Their mailbox is full or shut. Try another way, or send it again later."),
    "blocked": _l("Their server took it for spam. Look at 'Will it arrive?' first."),
    "refused": _l("Their server refused it. Try another address, or call."),
    "delayed": _l("Their server asked us to wait. It is tried again by itself."),
    "sender": _l(
        "Your mail server does not let us write from this sender. Tell the administrator."
    ),
    "auth": _l("Your mail server does not accept our password. Tell the administrator."),
    "tls": _l("No safe connection to your mail server. Tell the administrator."),
    "timeout": _l("Your mail server does not answer in time. It is tried again by itself."),
    "connection": _l("Your mail server cannot be reached. It is tried again by itself."),
    "unclear": _l("The connection broke while sending. Ask the person, or send it again."),
    "stopped": _l("Our server stopped while sending. Ask the person, or send it again."),
    "revoked": _l("The link was revoked before the mail went out."),
    "unwritable": _l("The mail could not be written. Look at its text and its language."),
    "answered": _l("The person answered, or asked for a call, before it went out."),
    "called_off": _l("It was called off before it went out."),
}

RETURNED_LABELS = {
    "bounce": _l("could not be delivered"),
    "delay": _l("is delayed"),
    "complaint": _l("was reported as spam"),
    "unsubscribe": _l("was answered with 'unsubscribe'"),
    "other": _l("something else"),
}
CAME_BY_LABELS = {
    "page": _l("entered here"),
    "post": _l("posted by the mail server"),
    "mailbox": _l("from the mailbox"),
}
