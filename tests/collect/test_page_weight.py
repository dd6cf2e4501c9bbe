"""A respondent's page is light with everything on it, and whole without a script."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.benchmarks.survey import weight
from tests.builders import Cast
from tests.builders_collect import begin, finish, hidden_fields, open_link, publish_one_page, send
from tests.pages import Pages

MOST_BYTES = 30_000  # of each page with its stylesheet, script and picture, as gzip sends them
MOST_REQUESTS = 4


@pytest.mark.parametrize("one_page", [True, False])
def test_every_page_with_all_it_loads_stays_under_thirty_kilobytes(
    pages: Pages, cast: Cast, session: Session, one_page: bool
) -> None:
    made = publish_one_page(session, cast.study) if one_page else None
    link = open_link(session, cast.study, made)
    drawn = [pages.get(f"/o/{link.code}").text]
    if not one_page:
        first = begin(pages, f"/o/{link.code}")
        summary = send(pages, send(pages, first, size="one"), annoys="Weight")
        done = finish(pages, summary)
        drawn += [pages.get(done).text]
    else:
        sent = hidden_fields(drawn[0])
        answer = pages.client.post(
            f"/o/{link.code}/start", data={**sent, "_go": "on", "again": "yes"}
        )
        drawn += [pages.get(answer.location).text]
    for page in drawn:
        found = weight(pages.client, page)
        assert found["compressed"] <= MOST_BYTES
        assert found["requests"] <= MOST_REQUESTS
        assert "<script" not in page or "defer" in page
