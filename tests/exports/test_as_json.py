"""The JSON export: documented keys in a stable order."""

from __future__ import annotations

import json
from io import BytesIO

from survey_app.exports.formats import as_json
from tests.builders_exports import a_bundle


def test_the_keys_stand_as_documented_and_in_order() -> None:
    stream = BytesIO()
    as_json.write(a_bundle(), stream)
    data = json.loads(stream.getvalue())
    assert list(data) == [
        "format", "format_version", "study", "organisation", "language", "made_at",
        "n_respondents", "unclassified_share", "personas", "everyone", "themes", "notes",
        "sources", "engine",
    ]  # fmt: skip
    assert as_json.__doc__ is not None
    assert all(f"`{key}`" in as_json.__doc__ for key in data)
    assert data["made_at"] == "2026-10-12T09:30:00+00:00"


def test_a_statement_points_to_its_evidence_by_number() -> None:
    persona = as_json.as_data(a_bundle())["personas"][0]
    statement = persona["fields"][0]["statements"][0]
    assert (statement["n"], statement["asked"]) == (7, 12)
    quotes = {quote["number"]: quote for quote in persona["evidence"]}
    assert [quotes[n]["quote"] for n in statement["evidence"]] == [
        "I start the export before lunch", "it took forty minutes",
    ]  # fmt: skip
    assert [quotes[n]["stance"] for n in statement["counter_evidence"]] == ["against"]
