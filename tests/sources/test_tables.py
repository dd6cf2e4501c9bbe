import datetime
import warnings

import pytest

from survey_app.sources import SourceError, read_table, require

from .builders import archive, sheet

ROWS = "id{d}text\n1{d}slow\n2{d}dear\n"


def refused(name, data, **options):
    with pytest.raises(SourceError) as caught:
        read_table(name, data, **options)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_table_is_read_whatever_separates_its_cells(delimiter, encoding):
    table = read_table("a.csv", ROWS.format(d=delimiter).encode(encoding))
    assert table.columns == ("id", "text")
    assert table.rows == [{"id": "1", "text": "slow"}, {"id": "2", "text": "dear"}]
    assert (table.delimiter, table.encoding) == (delimiter, encoding[:6].rstrip("-"))
    assert table.lines == (2, 3)


def test_russian_and_chinese_tables_of_spreadsheet_programs_are_read():
    russian = "Имя;Что мешает\nАнна;Очень дорого, и долго\n"
    chinese = "姓名,最大的问题\n李娜,价格太高，客户不满意\n"
    assert read_table("a.csv", russian.encode("cp1251")).rows[0]["Имя"] == "Анна"
    assert read_table("a.csv", chinese.encode("gb18030")).rows[0]["姓名"] == "李娜"


def test_semicolons_inside_answers_do_not_make_a_separator():
    text = 'id,text\n1,"slow; dear; ugly"\n2,"a; b; c"\n'
    assert read_table("a.csv", text.encode()).columns == ("id", "text")


def test_one_column_and_one_row_are_fine():
    assert read_table("a.csv", b"pains\nslow").rows == [{"pains": "slow"}]


def test_a_hint_of_the_separator_is_followed():
    table = read_table("a.csv", b"sep=;\nid;text\n1;a,b\n")
    assert (table.rows, table.lines) == ([{"id": "1", "text": "a,b"}], (3,))


def test_line_breaks_in_cells_keep_the_count_of_lines():
    table = read_table("a.csv", b'id,text\n1,"a\r\nb"\n\n2,c\n')
    assert table.rows == [{"id": "1", "text": "a\nb"}, {"id": "2", "text": "c"}]
    assert table.lines == (2, 5)


def test_the_strict_reading_leaves_cells_exactly_as_they_are():
    cell = "  cafe\u0301\r\nb\x08 "
    data = f'id,text\r\n1,"{cell}"\r\n'.encode()
    assert read_table("a.csv", data, strict=True).rows[0]["text"] == cell
    assert read_table("a.csv", data).rows[0]["text"] == "café\nb"


def test_the_strict_reading_refuses_other_encodings_with_exit_code_two():
    error = refused("a.csv", "id,text\n1,дорого\n".encode("cp1251"), strict=True)
    assert (error.code, error.exit_code, error.params["line"]) == ("SR027", 2, 2)


def test_a_missing_column_is_named_with_the_ones_that_are_there():
    table = read_table("a.csv", b"id,text\n1,a\n")
    require(table, ["text", "id"])
    with pytest.raises(SourceError, match=r"no column 'pains'. The columns are: id, text"):
        require(table, ["id", "pains"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "SR001"),
        (b",,\n,,\n", "SR020"),
        (b"id,text\n", "SR022"),
        (b"id,text\n,\n\n", "SR022"),
        (b"id,text,id\n1,2,3\n", "SR021"),
        (b"id,text\n1,a\n2,b,c\n", "SR024"),
        (b"id,text\n1\n", "SR024"),
        (b'id,text\n1,"' + b"x" * 1_000_001, "SR026"),
        (b",".join(b"c%d" % i for i in range(2_001)) + b"\n", "SR025"),
        (b"PK\x03\x04\0\0\0\0", "SR004"),
    ],
)
def test_a_broken_table_is_refused(data, code):
    assert refused("a.csv", data).code == code


def test_the_refusal_of_a_ragged_row_tells_where_it_is():
    assert refused("a.csv", b'id,text\n1,"a\nb"\n2,b,c\n').params == {
        "line": 4,
        "found": 3,
        "expected": 2,
    }


def test_empty_cells_beyond_the_headings_and_empty_columns_are_left_out():
    table = read_table("a.csv", b"id,text,\n1,a,\n2,b,,\n")
    assert table.columns == ("id", "text")
    assert read_table("a.csv", b",text\n1,a\n").columns == ("#1", "text")


def test_a_long_answer_is_read_whole():
    table = read_table("a.csv", b"id,text\n1," + b"x" * 200_000 + b"\n")
    assert len(table.rows[0]["text"]) == 200_000


def test_a_spreadsheet_is_read_as_text():
    day = datetime.date(2026, 5, 12)
    data = sheet(["id", "when", "n", "ok", "text"], [1, day, 2.5, True, "slow"], [2, None, 3.0])
    assert read_table("a.xlsx", data).rows == [
        {"id": "1", "when": "2026-05-12", "n": "2.5", "ok": "true", "text": "slow"},
        {"id": "2", "when": "", "n": "3", "ok": "", "text": ""},
    ]


def test_a_path_is_read_and_a_missing_one_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id\n1\n")
    assert read_table(path.name, path).rows == [{"id": "1"}]
    for missing in (tmp_path / "b.csv", tmp_path):
        assert refused("b.csv", missing).code == "SR008"


def test_damaged_and_disguised_spreadsheets_are_refused():
    good = sheet(["id"], [1])
    bomb = archive({"xl/worksheets/sheet1.xml": b"\0" * 200_000_001})
    assert refused("a.xlsx", good[: len(good) // 2]).code == "SR006"
    assert refused("a.xlsx", archive({"a": b"b"})).code == "SR006"
    assert refused("a.xlsx", b"id,text\n1,a\n").code == "SR006"
    assert refused("a.xlsx", bomb).code == "SR007"
    assert refused("a.xls", b"\xd0\xcf\x11\xe0").code == "SR003"


def test_a_spreadsheet_with_a_row_far_below_ends():
    # A row numbered two billion would be two billion blank rows above it.
    import io
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(sheet(["id"], ["here"])))
    parts = {name: source.read(name) for name in source.namelist()}
    sheet_xml = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet_xml.replace(b'<row r="2"', b'<row r="2000000000"')
    assert parts["xl/worksheets/sheet1.xml"] != sheet_xml
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert refused("a.xlsx", archive(parts)).code == "SR025"
