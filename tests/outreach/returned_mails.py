"""Mails as other servers return them: standard reports, dialects, complaints, replies."""

from __future__ import annotations

DSN = """\
From: Mail Delivery System <MAILER-DAEMON@mx.clinic.example>
To: bounces@northwind.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-1@mx.clinic.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.clinic.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnosis}

--B
Content-Type: text/rfc822-headers

From: Rita <portrait@localhost>
To: {recipient}
Subject: May I ask for your view?
Message-ID: {message_id}

--B--
"""

COMPLAINT = """\
From: <abuse@big-mail.example>
To: bounces@northwind.example
Subject: FW: May I ask for your view?
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

This is an email abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: {feedback}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Rcpt-To: <{recipient}>

--B
Content-Type: message/rfc822

From: Rita <portrait@localhost>
To: {recipient}
Subject: May I ask for your view?
Message-ID: {message_id}
Content-Type: text/plain

Hello
--B--
"""

AWAY = """\
From: {recipient}
To: rita@portrait.example
Subject: Out of office: May I ask for your view?
Message-ID: <away-1@clinic.example>
In-Reply-To: {message_id}
Auto-Submitted: auto-replied
Content-Type: text/plain

I am back on Monday. My colleague: someone@clinic.example
"""

REPLY = """\
From: Anna <{sender}>
To: rita@portrait.example
Subject: {subject}
Message-ID: <reply-1@clinic.example>
In-Reply-To: {message_id}
Content-Type: text/plain; charset=utf-8

Please stop.
"""


def bounce(message_id: str, **values: str) -> bytes:
    """A standard report of a mail that could not be delivered."""
    defaults = {
        "recipient": "anna@clinic.example",
        "action": "failed",
        "status": "5.1.1",
        "diagnosis": "550 5.1.1 <anna@clinic.example>: user unknown",
    }
    return DSN.format(message_id=message_id, **{**defaults, **values}).encode()


def complaint(message_id: str, feedback: str = "abuse") -> bytes:
    """A report that somebody pressed 'spam'."""
    values = {"recipient": "anna@clinic.example", "feedback": feedback}
    return COMPLAINT.format(message_id=message_id, **values).encode()


def away(message_id: str) -> bytes:
    """An automatic answer, which says nothing about the address."""
    return AWAY.format(message_id=message_id, recipient="anna@clinic.example").encode()


def bare_bounce(
    recipient: str, to: str = "bounces@northwind.example", status: str = "5.1.1"
) -> bytes:
    """A standard report that quotes nothing of our mail."""
    whole = bounce("<gone@x>", recipient=recipient, status=status).decode()
    kept = whole[: whole.index("--B\nContent-Type: text/rfc822-headers")] + "--B--\n"
    return kept.replace("To: bounces@northwind.example", f"To: {to}", 1).encode()


def written_reply(message_id: str, subject: str, sender: str = "anna@clinic.example") -> bytes:
    """What a person writes back."""
    return REPLY.format(message_id=message_id, subject=subject, sender=sender).encode()
