"""Return links: how whoever stopped at an open link goes on, on this device or another.

Like a receipt code, the link's token is made from the response's name and this installation's
secret, so that it can be shown again to who holds the response's key; only its hash is stored.
"""

from __future__ import annotations

import base64
import hmac
from io import BytesIO

import segno
from flask import current_app
from sqlalchemy import Connection, select

from survey_app.collect.models import ReturnLink
from survey_app.collect.visits import Answering
from survey_app.config import Settings
from survey_app.outreach.tokens import TOKEN_BYTES, token_hash


def return_token(secret: str, public_id: str) -> str:
    """Return the token of a response's return link: 32 small letters and digits, 160 bits."""
    made = hmac.digest(secret.encode(), f"return/{public_id}".encode(), "sha256")[:TOKEN_BYTES]
    return base64.b32encode(made).decode("ascii").lower()


def return_address(public_id: str) -> str:
    """Return the whole address of a response's return link."""
    settings: Settings = current_app.extensions["portrait_settings"]
    token = return_token(current_app.config["SECRET_KEY"], public_id)
    return f"{settings.base_url}/back/{token}"


def keep_return_link(connection: Connection, response: Answering) -> None:
    """Let the return link lead to the response from now on; a second time changes nothing."""
    if has_return_link(connection, response.id):
        return
    token = return_token(current_app.config["SECRET_KEY"], response.public_id)
    row = {"response_id": response.id, "token_hash": token_hash(token)}
    connection.execute(ReturnLink.__table__.insert(), row)  # type: ignore[attr-defined]


def has_return_link(connection: Connection, response_id: int) -> bool:
    """Whether the person has asked for a way back."""
    known = select(ReturnLink.response_id).where(ReturnLink.response_id == response_id)
    return connection.execute(known).first() is not None


def qr_picture(address: str) -> str:
    """Return the address's QR code as a picture that stands in the page itself."""
    stream = BytesIO()
    segno.make(address, error="l", micro=False).save(stream, kind="png", scale=4, border=4)
    return f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode('ascii')}"
