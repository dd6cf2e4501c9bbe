from contextlib import suppress

import pytest

from survey_app.sources import SourceError, Turn, read_transcript
from survey_app.sources.transcript_formats import FORMATS

from .builders import archive, word, word_xml

NOTES = """# Anna Lee

Date: 12 May
Company: Acme

Why she came: Saw it at a fair

- Exports take too long
  and break at month's end
- Quote: “I do it by hand”

## What annoys you?
- The **price** rose
1. Nobody answers the phone
"""

TALK = """Interview with Anna

Dan: Hello. What annoys you most?
Anna: The export.
It breaks.

And nobody says why.
Dan: Okay.
Anna: So I do it by hand.
Dan: Tell me about your week.
Anna: Mondays are bad: nothing works.
"""

VTT = """WEBVTT - Call with Anna

NOTE made by a machine

STYLE
::cue { color: red }

intro
00:00:01.000 --> 00:00:03.000 align:start
<v Dan Roe>What annoys <i>you</i></v>

00:00:03.000 --> 00:00:04.000
<v Dan Roe>most?</v>

00:00:04.500 --> 00:00:06.000
<v Anna>Exports &amp; imports</v>

00:01:06.000 --> 00:01:08.000
<v Anna>take <00:01:07.000>hours.</v>
"""

SRT = """1
00:00:01,000 --> 00:00:02,500
We lose

2
00:00:02,500 --> 00:00:04,000
whole days.

3
00:00:09,000 --> 00:00:10,000
<i>It hurts.</i>
"""


def turns(name, text):
    return read_transcript(name, text.encode()).turns


def texts(name, text):
    return [turn.text for turn in turns(name, text)]


def test_notes_are_one_turn_a_bullet_and_headings_are_their_questions():
    transcript = read_transcript("anna.md", NOTES.encode())
    assert transcript.title == "Anna Lee"
    assert transcript.about == (("Date", "12 May"), ("Company", "Acme"))
    assert transcript.speakers == ()
    assert transcript.turns == (
        Turn(None, "Saw it at a fair", None, "Why she came"),
        Turn(None, "Exports take too long and break at month's end"),
        Turn(None, "Quote: “I do it by hand”"),
        Turn(None, "The price rose", None, "What annoys you?"),
        Turn(None, "Nobody answers the phone", None, "What annoys you?"),
    )


def test_plain_lines_are_one_turn_each_and_wrapped_paragraphs_are_joined():
    assert texts("a.txt", "Exports are slow\nNo phone support\n") == [
        "Exports are slow",
        "No phone support",
    ]
    wrapped = (
        "The export takes the whole morning, and when it is done the\n"
        "columns are not in the order that our accountant wants, so\n"
        "I begin again. Twice a month.\n"
    )
    assert texts("a.txt", wrapped) == [" ".join(wrapped.split())]


def test_chinese_lines_are_joined_without_a_space():
    assert texts("a.txt", "- 导出太慢，\n  每个月都要等\n") == ["导出太慢，每个月都要等"]


def test_a_conversation_has_speakers_and_the_question_that_each_answer_answers():
    transcript = read_transcript("a.txt", TALK.encode())
    assert [(s.name, s.role, s.n_turns) for s in transcript.speakers] == [
        ("Dan", "interviewer", 3),
        ("Anna", "participant", 3),
    ]
    assert transcript.turns == (
        Turn(None, "Interview with Anna"),
        Turn("Dan", "Hello. What annoys you most?"),
        Turn("Anna", "The export. It breaks.\nAnd nobody says why.", None, "What annoys you most?"),
        Turn("Dan", "Okay."),
        Turn("Anna", "So I do it by hand.", None, "What annoys you most?"),
        Turn("Dan", "Tell me about your week."),
        Turn("Anna", "Mondays are bad: nothing works.", None, "Tell me about your week."),
    )


def test_a_label_that_does_not_repeat_makes_no_conversation():
    text = "Colors: too close\nFilters: hard to find\nExport is slow\nQuote: “Nice”\nQuote: “Good”"
    assert [turn.speaker for turn in turns("a.txt", text)] == [None] * 5


@pytest.mark.parametrize(
    "text",
    [
        "[00:05] Dan: Why?\n[01:10] Anna: It is slow.\n[01:20] Dan: And?\n[01:30] Anna: Dear.",
        "Dan (00:05): Why?\nAnna (01:10): It is slow.\nDan (01:20): And?\nAnna (01:30): Dear.",
        "Dan  0:05\nWhy?\n\nAnna  1:10\nIt is slow.\n\nDan  1:20\nAnd?\n\nAnna  1:30\nDear.",
        "00:05\nDan: Why?\n01:10\nAnna: It is slow.\n01:20\nDan: And?\n01:30\nAnna: Dear.",
        "**Dan** [00:05]: Why?\n**Anna** [01:10]: It is slow.\n**Dan** [01:20]: And?\n"
        "**Anna** [01:30]: Dear.",
    ],
)
def test_the_usual_ways_to_write_the_time_are_read(text):
    # 1:10 = 70 s, 1:20 = 80 s, 1:30 = 90 s
    assert [(t.speaker, t.text, t.start_seconds) for t in turns("a.txt", text)] == [
        ("Dan", "Why?", 5.0),
        ("Anna", "It is slow.", 70.0),
        ("Dan", "And?", 80.0),
        ("Anna", "Dear.", 90.0),
    ]


def test_russian_and_chinese_conversations_are_read():
    russian = "Интервьюер: Что мешает?\nКлиент: Цена.\nИнтервьюер: Ещё?\nКлиент: Ничего."
    chinese = "问：最烦的是什么？\n答：导出太慢。\n问：还有吗？\n答：没有。"
    for text in (russian, chinese):
        transcript = read_transcript("a.txt", text.encode())
        assert [s.role for s in transcript.speakers] == ["interviewer", "participant"]
        assert transcript.turns[1].question == transcript.turns[0].text


def test_captions_are_joined_by_voice_without_tags_and_notes():
    transcript = read_transcript("call.vtt", VTT.encode())
    assert transcript.title == "Call with Anna"
    assert transcript.turns == (
        Turn("Dan Roe", "What annoys you most?", 1.0),
        Turn("Anna", "Exports & imports take hours.", 4.5, "What annoys you most?"),
    )


def test_captions_without_speakers_are_parted_at_pauses_after_sentences():
    assert turns("a.srt", SRT) == (
        Turn(None, "We lose whole days.", 1.0),
        Turn(None, "It hurts.", 9.0),
    )
    assert turns("a.txt", SRT) == turns("a.srt", SRT)


def test_captions_with_names_before_a_colon_have_speakers():
    lines = ["Dan: Why?", "Anna: It is", "slow: always.", "Dan: And?", "Anna: Dear."]
    cues = "\n".join(f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{x}\n" for i, x in enumerate(lines))
    assert [(t.speaker, t.text) for t in turns("a.srt", cues)] == [
        ("Dan", "Why?"),
        ("Anna", "It is slow: always."),
        ("Dan", "And?"),
        ("Anna", "Dear."),
    ]


def test_lines_that_rolling_captions_repeat_are_read_once():
    rolling = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nwe lose hours\n\n"
        "00:02.000 --> 00:03.000\nwe lose hours\nevery single week\n"
    )
    assert texts("a.vtt", rolling) == ["we lose hours every single week"]


def test_a_word_document_keeps_headings_lists_tables_and_drops_struck_text():
    def build(document):
        document.add_heading("Anna Lee", 0)
        document.add_heading("What annoys you?", 1)
        document.add_paragraph("Exports take hours", style="List Bullet")
        document.add_paragraph("No phone support")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "What would you change?"
        table.cell(0, 1).text = "The price"

    transcript = read_transcript("anna.docx", word(build))
    assert transcript.title == "Anna Lee"
    assert [(t.text, t.question) for t in transcript.turns] == [
        ("Exports take hours", "What annoys you?"),
        ("No phone support", "What annoys you?"),
        ("The price", "What would you change?"),
    ]
    struck = "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>"
    assert [t.text for t in read_transcript("a.docx", word_xml(struck)).turns] == ["Kept"]


def test_a_conversation_in_word_is_read_as_one():
    def build(document):
        for line in TALK.splitlines():
            document.add_paragraph(line)

    transcript = read_transcript("a.docx", word(build))
    assert [s.role for s in transcript.speakers] == ["interviewer", "participant"]


def test_a_zip_bomb_is_refused():
    bomb = archive({"word/document.xml": b"\0" * 51_000_000})
    assert len(bomb) < 100_000
    crowd = archive({f"word/{i}.xml": b"" for i in range(2_001)})
    for data in (bomb, crowd):
        with pytest.raises(SourceError) as caught:
            read_transcript("a.docx", data)
        assert caught.value.code == "SR007"


def test_entities_in_a_word_document_are_refused():
    dtd = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(SourceError) as caught:
        read_transcript("a.docx", word_xml("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", dtd))
    assert caught.value.code == "SR006"


def test_a_word_document_nested_without_end_is_refused():
    deep = "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000
    with pytest.raises(SourceError) as caught:
        read_transcript("a.docx", word_xml(deep))
    assert caught.value.code == "SR006"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "SR001"),
        ("a.md", b"# \n\n---\n", "SR010"),
        ("a.vtt", b"WEBVTT\n\n", "SR010"),
        ("a.srt", b"no times here", "SR010"),
        ("a.pdf", b"%PDF-1.7", "SR003"),
        ("notes", b"text", "SR003"),
        ("a.docx", b"not a zip", "SR006"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old Word", "SR003"),
        ("a.docx", archive({"other.xml": b"<a/>"}), "SR006"),
        ("a.txt", b"\x89PNG\0\0\0\0", "SR004"),
        ("a.txt", b"x" * 20_000_001, "SR002"),
        ("a.txt", b"- a\n" * 20_001, "SR011"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_in_three_languages(name, data, code):
    with pytest.raises(SourceError) as caught:
        read_transcript(name, data)
    assert caught.value.code == code
    assert all(caught.value.message(language) for language in ("en", "ru", "zh"))


@pytest.mark.parametrize("reader", FORMATS, ids=lambda f: f.NAME)
def test_every_format_has_a_name_and_small_endings(reader):
    assert reader.NAME
    assert all(e.startswith(".") and e == e.lower() for e in reader.ENDINGS)


@pytest.mark.parametrize(
    "text", ["да", "🙂🙂 fine", "שלום עולם", "x" * 10_000, "word " * 2_000], ids=range(5)
)
def test_any_text_is_one_turn(text):
    assert texts("a.txt", text) == [" ".join(text.split())]


@pytest.mark.parametrize(
    "text", ["**a " * 100_000, "# " + "#" * 200_000 + "x", "a" * 500_000, "<v " * 100_000,
             "- " * 200_000, "A: " * 100_000, "(" * 200_000, " \n" * 200_000 + "x"], ids=range(8)
)  # fmt: skip
def test_hostile_lines_take_no_time(text):
    for name in ("a.md", "a.txt"):
        with suppress(SourceError):
            read_transcript(name, text.encode())
    with suppress(SourceError):
        read_transcript("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}".encode())
