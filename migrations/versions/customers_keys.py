"""contacts: fill the keys that lists are ordered, searched and told apart by (data only)

Revision: customers_keys, after customers_contacts.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

import sqlalchemy as sa
from alembic import op

revision = "customers_keys"
down_revision = "customers_contacts"
branch_labels = None
depends_on = None

MIN_PHONE_DIGITS = 5
BATCH = 2_000


def upgrade() -> None:
    """Fill what the application keeps up to date from now on."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT c.id, c.name, c.email, c.phone, k.name AS company FROM contact c "
            "LEFT JOIN company k ON k.id = c.company_id ORDER BY c.id"
        )
    ).all()
    update = sa.text(
        "UPDATE contact SET sort_key = :sort_key, search_text = :search_text, "
        "email_key = :email_key, phone_key = :phone_key WHERE id = :id"
    )
    for start in range(0, len(rows), BATCH):
        connection.execute(update, [_keys(row) for row in rows[start : start + BATCH]])


def downgrade() -> None:
    """Nothing to take back: the columns go with the revision before."""


def _keys(row: sa.Row) -> dict[str, object]:
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", row.phone or ""))
    texts = (row.name, row.email, row.company, row.phone)
    return {
        "id": row.id,
        "sort_key": _folded(row.name or row.email or "\uffff"),
        "search_text": _folded(" ".join(text for text in texts if text)),
        "email_key": _address(row.email) if row.email else None,
        "phone_key": digits if len(digits) >= MIN_PHONE_DIGITS else None,
    }


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _address(email: str) -> str:
    local, _, domain = email.strip().rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}".casefold()
