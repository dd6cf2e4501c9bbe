"""SPSS system files (.sav), written row by row: memory holds one row, whatever the number of rows.

The layout follows the description of system files in the PSPP developers' guide (GNU PSPP,
"System File Format"): header, a record for each eight bytes of a row, value labels, extensions
for long names, long strings and UTF-8, then the rows, packed by bytecodes.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import nextafter
from typing import BinaryIO

MAX_STRING_BYTES = 32_767
MAX_SHORT_BYTES = 255
SEGMENT_BYTES = 252
"""A longer string counts as so many bytes a segment, of which 255 are used (sic)."""
MAX_VARIABLE_LABEL_BYTES = 255
MAX_VALUE_LABEL_BYTES = 120
BIAS = 100
_MISSING = -sys.float_info.max
_NUMBER, _TEXT = 5, 1  # print formats F and A
_RAW, _BLANK, _NOTHING = 253, 254, 255
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_BLANKS = b" " * 8

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Variable:
    """One column: its name (64 bytes), its label, the words of its numbers, its width if a text.

    ``n_bytes`` is the longest text in UTF-8, None for numbers. ``decimals`` are for showing only.
    """

    name: str
    label: str
    n_bytes: int | None = None
    values: dict[float, str] = field(default_factory=dict)
    decimals: int = 0

    @property
    def segments(self) -> list[int]:
        """The widths of the records that hold it: one, or several where it is very long."""
        if self.n_bytes is None:
            return [0]
        width = max(1, min(self.n_bytes, MAX_STRING_BYTES))
        if width <= MAX_SHORT_BYTES:
            return [width]
        n_before = (width + SEGMENT_BYTES - 1) // SEGMENT_BYTES - 1
        return [MAX_SHORT_BYTES] * n_before + [width - n_before * SEGMENT_BYTES]


def write_file(
    stream: BinaryIO,
    variables: Sequence[Variable],
    rows: Iterable[Sequence[Value]],
    *,
    n_rows: int,
    title: str,
    made_at: datetime,
) -> None:
    """Write the dictionary and then each row; ``n_rows`` must be their number."""
    stream.write(_header(variables, n_rows, title, made_at))
    shorts: list[str] = []
    places: list[int] = []
    place = 1
    for variable in variables:
        places.append(place)
        for n, width in enumerate(variable.segments):
            short = f"V{len(shorts) + 1}"
            shorts.append(short)
            stream.write(_record(variable, short, width, first=n == 0))
            place += _n_eights(width)
    for variable, at in zip(variables, places, strict=True):
        if variable.values:
            stream.write(_value_labels(variable.values, at))
    stream.write(_extensions(variables, shorts, n_rows))
    stream.write(struct.pack("<ii", 999, 0))
    _write_rows(stream, variables, rows)


def _header(variables: Sequence[Variable], n_rows: int, title: str, made_at: datetime) -> bytes:
    n_eights = sum(_n_eights(width) for one in variables for width in one.segments)
    day = f"{made_at:%d} {_MONTHS[made_at.month - 1]} {made_at:%y}".encode()
    return struct.pack(
        "<4s60siiiiid9s8s64s3s",
        b"$FL2", b"@(#) SPSS DATA FILE Portrait".ljust(60), 2, n_eights, 1, 0, n_rows,
        float(BIAS), day, f"{made_at:%H:%M:%S}".encode(), _cut(title, 64).ljust(64), b"   ",
    )  # fmt: skip


def _record(variable: Variable, short: str, width: int, *, first: bool) -> bytes:
    """A variable's record, and one more for each further eight bytes of a string."""
    label = _cut(variable.label, MAX_VARIABLE_LABEL_BYTES) if first else b""
    shown = (_TEXT << 16 | width << 8) if width else (_NUMBER << 16 | 8 << 8 | variable.decimals)
    told = struct.pack("<iiiiii8s", 2, width, bool(label), 0, shown, shown, short.encode().ljust(8))
    if label:
        told += struct.pack("<i", len(label)) + label.ljust(-(-len(label) // 4) * 4)
    rest = struct.pack("<iiiiii8s", 2, -1, 0, 0, 0, 0, _BLANKS)
    return told + rest * (_n_eights(width) - 1)


def _value_labels(values: dict[float, str], place: int) -> bytes:
    told = struct.pack("<ii", 3, len(values))
    for value, words in values.items():
        label = _cut(words, MAX_VALUE_LABEL_BYTES)
        told += struct.pack("<dB", value, len(label)) + label
        told += b" " * (-(len(label) + 1) % 8)
    return told + struct.pack("<iii", 4, 1, place)


def _extensions(variables: Sequence[Variable], shorts: Sequence[str], n_rows: int) -> bytes:
    highest = sys.float_info.max
    told = _extension(3, 4, struct.pack("<8i", 1, 0, 0, -1, 1, 1, 2, 65001))
    told += _extension(4, 8, struct.pack("<3d", _MISSING, highest, nextafter(_MISSING, 0.0)))
    shown = b"".join(
        struct.pack("<iii", 1 if width or one.values else 3, 8 if not width else 24, not width)
        for one in variables
        for width in one.segments
    )
    told += _extension(11, 4, shown)
    firsts, place = [], 0
    for one in variables:
        firsts.append(shorts[place])
        place += len(one.segments)
    names = "\t".join(f"{s}={one.name}" for s, one in zip(firsts, variables, strict=True))
    told += _extension(13, 1, names.encode())
    long = b"".join(
        f"{short}={min(one.n_bytes or 0, MAX_STRING_BYTES):05d}".encode() + b"\0\t"
        for short, one in zip(firsts, variables, strict=True)
        if len(one.segments) > 1
    )
    if long:
        told += _extension(14, 1, long)
    told += _extension(16, 8, struct.pack("<qq", 1, n_rows))
    return told + _extension(20, 1, b"UTF-8")


def _extension(kind: int, size: int, data: bytes) -> bytes:
    return struct.pack("<iiii", 7, kind, size, len(data) // size) + data


def _write_rows(
    stream: BinaryIO, variables: Sequence[Variable], rows: Iterable[Sequence[Value]]
) -> None:
    """Pack the rows: eight codes, then what those of them that are 'raw' stand for, and so on."""
    widths = [None if one.n_bytes is None else one.segments for one in variables]
    codes, raw = bytearray(), bytearray()
    for row in rows:
        for width, value in zip(widths, row, strict=True):
            if width is None:
                _pack_number(value, codes, raw)
            else:
                _pack_text(value, width, codes, raw)
        _flush(stream, codes, raw)
    if codes:
        codes.extend(bytes(8 - len(codes)))
        _flush(stream, codes, raw)


def _pack_number(value: Value, codes: bytearray, raw: bytearray) -> None:
    if value is None or isinstance(value, str):
        codes.append(_NOTHING)
    elif -BIAS < value <= 251 - BIAS and value == int(value):
        codes.append(int(value) + BIAS)
    else:
        codes.append(_RAW)
        raw.extend(struct.pack("<d", value))


def _pack_text(value: Value, widths: Sequence[int], codes: bytearray, raw: bytearray) -> None:
    left = _cut(str(value), MAX_STRING_BYTES) if value is not None else b""
    for width in widths:
        piece, left = left[:MAX_SHORT_BYTES], left[MAX_SHORT_BYTES:]
        n_full = (len(piece) + 7) // 8
        codes.extend(b"\xfd" * n_full)
        raw.extend(piece.ljust(8 * n_full))
        codes.extend(b"\xfe" * (_n_eights(width) - n_full))


def _flush(stream: BinaryIO, codes: bytearray, raw: bytearray) -> None:
    """Write all whole blocks of eight codes; the rest waits for the next row."""
    told = bytearray()
    at = 0
    n_whole = len(codes) // 8 * 8
    for start in range(0, n_whole, 8):
        block = codes[start : start + 8]
        end = at + 8 * block.count(_RAW)
        told += block
        told += raw[at:end]
        at = end
    stream.write(told)
    del codes[:n_whole]
    del raw[:at]


def _n_eights(width: int) -> int:
    return max(1, -(-width // 8))


def _cut(text: str, n_bytes: int) -> bytes:
    """Text in UTF-8, cut between letters."""
    data = text.encode("utf-8", "replace")
    return data if len(data) <= n_bytes else data[:n_bytes].decode("utf-8", "ignore").encode()
