"""Forms read quickly say the same as Werkzeug's reader says."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.formparser import FormDataParser

from survey_app.web.sent_forms import URL_ENCODED, QuickParser, parse_fields

TEXT = st.text(st.sampled_from("aZ9 +%&=;_\r\n\t\0éя中😀'\"~"), max_size=12)


def read(parser: FormDataParser, body: bytes) -> list[tuple[str, str]]:
    _stream, form, files = parser.parse(BytesIO(body), URL_ENCODED, len(body))
    assert not files
    return list(form.items(multi=True))


@given(fields=st.lists(st.tuples(TEXT, TEXT), max_size=6))
@settings(max_examples=40, deadline=None)
def test_what_a_browser_sends_is_read_as_it_was_typed(fields: list[tuple[str, str]]) -> None:
    body = urlencode(fields).encode()
    assert parse_fields(body) == fields
    assert sorted(read(QuickParser(), body)) == sorted(fields)


@given(body=st.text(st.sampled_from("ab=&+%20DФ\n\r_"), max_size=20))
@settings(max_examples=40, deadline=None)
def test_whatever_is_sent_is_read_as_werkzeug_reads_it(body: str) -> None:
    sent = body.encode()
    assert read(QuickParser(), sent) == read(FormDataParser(), sent)


@pytest.mark.parametrize("body", [b"a=%", b"a=%4", b"a=%zz", b"a=%%41", b"a=\n", b"a=%FF"])
def test_what_is_not_well_formed_is_left_to_werkzeug(body: bytes) -> None:
    assert parse_fields(body) is None
    assert read(QuickParser(), body) == read(FormDataParser(), body)


def test_an_underscore_an_equals_sign_and_a_plus_stay_themselves() -> None:
    # Quoted-printable headers write a space as '_'; forms do not.
    assert parse_fields(b"a_b=1=2%3D3&c=%2B+_") == [("a_b", "1=2=3"), ("c", "+ _")]
