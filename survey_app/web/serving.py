"""The server that comes with Portrait: waitress, set for many short pages at once."""

from __future__ import annotations

import logging
from typing import Any

THREADS = 8
SEND_TOGETHER_BYTES = 64 * 1024


def serve_pages(app: Any, *, host: str, port: int, **more: Any) -> None:
    """Serve until told to stop. Raises OSError when the address is taken."""
    import waitress

    # It warns whenever nine respondents come at once.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waitress.serve(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        # A page goes out in one piece, once it is whole. Sent as it comes, head and body are two,
        # and meanwhile the loop that listens spins: a quarter of the server's processor time.
        send_bytes=SEND_TOGETHER_BYTES,
        **more,
    )
