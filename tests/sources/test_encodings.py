import pytest

from survey_app.sources import SourceError
from survey_app.sources.encodings import decode, decode_utf8, plain_text

RUSSIAN = "Мы теряем часы на сверку счетов, и это раздражает больше всего.\n"
CHINESE = "我们每个月都要花很多时间核对账单，这个问题最让人头疼。\n"
ENGLISH = "We lose hours every month. It’s the worst part – really.\n"


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, ENGLISH])
@pytest.mark.parametrize(
    ("write", "read"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32"),
     ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16")],
)  # fmt: skip
def test_unicode_is_read_with_and_without_its_mark(text, write, read):
    assert decode(text.encode(write)) == (text, read)


def test_windows_russian_is_recognised():
    assert decode(RUSSIAN.encode("cp1251")) == (RUSSIAN, "cp1251")
    assert decode("Да".encode("cp1251")) == ("Да", "cp1251")


def test_chinese_national_encoding_is_recognised():
    assert decode(CHINESE.encode("gb18030")) == (CHINESE, "gb18030")
    assert decode("你好".encode("gb18030")) == ("你好", "gb18030")


def test_english_with_windows_quotes_is_read_as_it_was_typed():
    assert decode(ENGLISH.encode("cp1252")) == (ENGLISH, "cp1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN * 3, "mac-cyrillic"),
        ("안녕하세요 우리는 매달 청구서 확인에 많은 시간을 씁니다", "euc-kr"),
        ("毎月の請求書の確認に時間がかかります", "shift-jis"),
        ("毎月の請求書の確認に時間がかかります", "euc-jp"),
        ("我們每個月都要花很多時間核對帳單", "big5"),
        ("Le café est à côté, très près, déjà fermé", "latin-1"),
        ("à la carte", "latin-1"),
        ("Müller und Söhne, Straße", "latin-1"),
        ("Zażółć gęślą jaźń, żółty łoś", "cp1250"),
    ],
)
def test_other_encodings_are_refused_and_not_turned_into_wrong_letters(text, encoding):
    with pytest.raises(SourceError) as caught:
        decode(text.encode(encoding))
    assert caught.value.code == "SR005"


def test_the_refusal_names_the_first_line_with_unknown_letters():
    with pytest.raises(SourceError, match="line 3"):
        decode("one\ntwo\ncafé\n".encode("latin-1"))


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0", b"a\0b\0\0\0c", bytes(range(256))])
def test_binary_content_is_refused(data):
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert caught.value.code == "SR004"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t"])
def test_an_empty_file_is_refused(data):
    for read in (decode, decode_utf8):
        with pytest.raises(SourceError) as caught:
            read(data)
        assert caught.value.code == "SR001"


def test_one_stray_control_character_does_not_make_a_text_binary():
    assert decode(b"wait\x08ing") == ("wait\x08ing", "utf-8")
    assert plain_text("wait\x08ing") == "waiting"


def test_the_strict_reading_takes_utf8_only():
    assert decode_utf8(RUSSIAN.encode("utf-8-sig")) == RUSSIAN
    with pytest.raises(SourceError, match="line 2") as caught:
        decode_utf8(b"ok\n" + RUSSIAN.encode("cp1251"))
    assert caught.value.code == "SR027"


def test_text_is_composed_and_its_line_ends_are_one_kind():
    # e + U+0301 becomes é; CR, CRLF and U+2028 become LF
    assert plain_text("cafe\u0301\r\nb\rc\u2028d") == "café\nb\nc\nd"
