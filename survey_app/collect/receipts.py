"""Receipt codes: what a respondent names to have their answers erased.

The code is made from the response's name and this installation's secret, so that it can be shown
again to who holds the response's key; the database keeps only its hash.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

CODE_BYTES = 15  # 120 bits, which base32 writes in 24 characters without padding
GROUP = 6


def receipt_code(secret: str, public_id: str) -> str:
    """Return the receipt code of a response, as it is shown: 'abcdef-ghijkl-mnopqr-stuvwx'."""
    made = hmac.digest(secret.encode(), f"receipt/{public_id}".encode(), "sha256")[:CODE_BYTES]
    letters = base64.b32encode(made).decode("ascii").lower()
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def receipt_hash(code: str) -> str:
    """Return what is stored of a code: SHA-256, hexadecimal. Dashes and capitals do not matter."""
    letters = "".join(char for char in code.lower() if char.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
