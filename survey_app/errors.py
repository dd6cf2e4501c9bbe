"""The error family: a code, one sentence, what to do. The web turns each into a page, once."""

from __future__ import annotations

from http import HTTPStatus


class PortraitError(Exception):
    """Something that a person can put right.

    `message` says what is the matter and what to do, already in words for the reader (a plain or
    a lazily translated string); `code` is permanent and can be searched for.
    """

    code = "P000"
    status = HTTPStatus.BAD_REQUEST

    def __init__(self, message: object, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return str(self.message)


class NotFound(PortraitError):
    """There is no such thing here, or it is somebody else's: the answer is the same."""

    code = "P404"
    status = HTTPStatus.NOT_FOUND


class Forbidden(PortraitError):
    """The person is known but this is not theirs to do."""

    code = "P403"
    status = HTTPStatus.FORBIDDEN


class Conflict(PortraitError):
    """Somebody else changed the same thing first; both versions are kept and shown."""

    code = "P409"
    status = HTTPStatus.CONFLICT


class Gone(PortraitError):
    """A link that was good once: expired, revoked or used up."""

    code = "P410"
    status = HTTPStatus.GONE


class Unprocessable(PortraitError):
    """What was sent is understood but cannot be used as it is."""

    code = "P422"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
