"""Which letters a file's bytes stand for: recognised when sure, refused when not.

UTF-8 and UTF-16 prove themselves. Windows-1251 and GB18030 accept nearly any bytes, so that a
file in one of them is believed only when it reads like Russian or like Chinese. A text that
reads like both or like neither is refused: a person can save it again as UTF-8, but nobody can
mend an interview that was stored as wrong letters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from survey_app.sources.errors import SourceError

# Control characters that no text has. Tab, line feed, carriage return, vertical tab and form
# feed are left out: word processors write them.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Text collected on phones has a stray one now and then; pictures and programs are full of them.
MAX_CONTROL_SHARE = 0.001
LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins like this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

SAMPLE_CHARS = 200_000

RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
# The ten letters that make up about 62 % of Russian running text.
RUSSIAN_FREQUENT = frozenset("оеаинтсрвл")
# What Windows-1251 and Windows-1252 write alike outside ASCII: typographic marks.
SHARED_MARKS = frozenset("‚„…†‡€‰‹‘’“”•–—™›\u00a0¤¦§©«¬\u00ad®°±µ¶·»№")
# Frequent characters of Chinese text of any kind; they cover some 40 % of what people write.
CHINESE_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年"
    "过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心"
    "本前开但因只从想实日三己无此此间机问很最重样太什怎给让吧吗呢比每被快慢价钱题用户客公司产品"
    "工业服务数据名电话邮箱语言市场销售管理"
)


def decode(data: bytes, name: str = "") -> tuple[str, str]:
    """Turn a file's bytes into text and say which encoding it had.

    Returns (text, encoding), the byte order mark removed and nothing else changed; the
    encoding is one of utf-8, utf-16, utf-32, cp1251, cp1252, gb18030 (cp1252 only where its
    sole letters beyond ASCII are typographic marks, which it shares with its neighbours).
    Raises SourceError SR001 for no bytes, SR004 for binary content, SR005 for letters that
    cannot be told.
    """
    if not data.strip(b" \t\r\n"):
        raise SourceError("SR001", name=name)
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = _strictly(data, encoding)
            if text is None:
                raise SourceError("SR005", {"line": 1}, name)
            return _checked(text.removeprefix("\ufeff"), name), encoding.removesuffix("-sig")
    text = _strictly(data, "utf-8")
    if text is not None and not is_binary(text):
        return text, "utf-8"
    wide = _as_utf16(data)
    if wide is not None:
        return wide, "utf-16"
    if text is not None or is_binary(data[:SAMPLE_CHARS].decode("latin-1")):
        raise SourceError("SR004", name=name)
    return _as_legacy(data, name)


def decode_utf8(data: bytes, name: str = "") -> str:
    """Turn bytes into text where nothing but UTF-8 is accepted (a byte order mark may stand).

    Raises SourceError SR001 for no bytes, SR027 for another encoding, SR004 for NUL and the like.
    """
    if not data.strip(b" \t\r\n"):
        raise SourceError("SR001", name=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError("SR027", {"line": line}, name) from error
    return _checked(text, name)


def plain_text(text: str) -> str:
    """Return text in Unicode form NFC, line ends made line feeds, control characters dropped."""
    text = CONTROLS.sub("", LINE_ENDS.sub("\n", text)).replace("\ufeff", "")
    return unicodedata.normalize("NFC", text)


def is_binary(text: str) -> bool:
    """Tell whether text is no text: it has a NUL, or more than a stray control character."""
    n = len(CONTROLS.findall(text))
    return "\0" in text or n > max(1, MAX_CONTROL_SHARE * len(text))


def _checked(text: str, name: str) -> str:
    if is_binary(text):
        raise SourceError("SR004", name=name)
    return text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _as_utf16(data: bytes) -> str | None:
    """Read UTF-16 that lost its mark: only one byte order gives common letters and spaces."""
    readable = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, encoding)
        if text is None or is_binary(text):
            continue
        sample = text[:SAMPLE_CHARS]
        common = sum(c.isspace() or "!" <= c <= "~" or c.lower() in RUSSIAN for c in sample)
        common += sum(c in CHINESE_FREQUENT or c in "，。！？、：" for c in sample)
        if common >= 0.5 * len(sample) and any(c.isspace() for c in sample):
            readable.append(text)
    return readable[0] if len(readable) == 1 else None


def _as_legacy(data: bytes, name: str) -> tuple[str, str]:
    western = _strictly(data, "cp1252")
    if western is not None and all(c < "\x80" or c in SHARED_MARKS for c in western):
        return western, "cp1252"
    found = []
    for encoding, reads_well in (("cp1251", _reads_russian), ("gb18030", _reads_chinese)):
        text = _strictly(data, encoding)
        if text is not None and not is_binary(text) and reads_well(text[:SAMPLE_CHARS]):
            found.append((text, encoding))
    if len(found) != 1:
        line = 1 + next((i for i, row in enumerate(data.split(b"\n")) if not row.isascii()), 0)
        raise SourceError("SR005", {"line": line}, name)
    return found[0]


def _reads_russian(text: str) -> bool:
    """Decide whether a Windows-1251 reading is Russian and not another encoding's bytes."""
    beyond = [c for c in text if c >= "\x80"]
    letters = [c for c in beyond if c.lower() in RUSSIAN]
    known = len(letters) + sum(c in SHARED_MARKS for c in beyond)
    if not letters or known < 0.98 * len(beyond):
        return False
    words = re.findall(r"[A-Za-zА-Яа-яЁё]+", text)
    russian = [w for w in words if any(c.lower() in RUSSIAN for c in w)]
    # 'caf\xe9' is not a word with a Russian ending, and '\xe0 la carte' is not Russian 'а'.
    mixed = sum(bool(re.search(r"[A-Za-z]", w)) for w in russian)
    single = sum(len(w) == 1 for w in russian)
    # KOI8-R and Mac Cyrillic bytes read as Windows-1251 give capitals inside words.
    broken_case = sum(not (w.islower() or w.isupper() or w.istitle()) for w in russian)
    if max(mixed, broken_case) > 0.05 * len(russian) or single > 0.5 * len(russian):
        return False
    frequent = sum(c.lower() in RUSSIAN_FREQUENT for c in letters)
    return len(letters) < 20 or frequent >= 0.42 * len(letters)


def _reads_chinese(text: str) -> bool:
    """Decide whether a GB18030 reading is Chinese and not Korean, Japanese or Western bytes."""
    beyond = [c for c in text if c >= "\x80"]
    hanzi = [c for c in beyond if "\u4e00" <= c <= "\u9fff"]
    kana = sum("\u3040" <= c <= "\u30ff" for c in beyond)
    if not hanzi or kana > 0.05 * len(beyond):
        return False
    # GB 2312 puts the 3,755 everyday characters in rows 16 to 55 (lead bytes B0 to D7).
    everyday = sum(_is_everyday(c) for c in hanzi)
    marks = sum(c in "，。！？、：；（）《》“”‘’…—·￥％－～　" or "！" <= c <= "～" for c in beyond)
    if everyday + marks < 0.9 * len(beyond):
        return False
    frequent = sum(c in CHINESE_FREQUENT for c in hanzi)
    return frequent >= max(1, 0.12 * len(hanzi))


def _is_everyday(character: str) -> bool:
    raw = character.encode("gb18030")
    return len(raw) == 2 and 0xB0 <= raw[0] <= 0xD7 and raw[1] >= 0xA1
