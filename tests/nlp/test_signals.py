import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.nlp import KINDS, Document, find_signals
from survey_app.nlp.signals import asked_kinds, asked_strengths


def read(text, **known):
    (signals,) = find_signals([Document("d", text, **known)])
    return signals


def labels(text, question=None):
    return set(read(text, question=question).labels)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The app crashes whenever I open a report.", {"pain"}),
        ("It would be great if it could export to Excel", {"goal"}),
        ("Wants the source file to go straight to the page", {"goal"}),
        ("Suggests side bar or vertical scroll on map", {"goal"}),
        ("was confused why the map jumped", {"pain"}),
        ("Had a hard time finding the filter", {"pain"}),
        ("Likes it but not obvious to follow", {"praise", "pain"}),
        ("cust. says exp. slow – no budget til Q3", {"pain", "objection"}),
        ("We use it every Monday for reports.", set()),
        ("The food was not bad at all", set()),
        ("Отчёт не открывается, поддержка молчит", {"pain"}),
        ("Хочу выгрузку в Excel", {"goal"}),
        ("Удобно, но тормозит", {"praise", "pain"}),
        ("Пользуемся каждый день", set()),
        ("希望增加导出功能", {"goal"}),
        ("很好用，但是有点慢", {"praise", "pain"}),
        ("我们每天都用", set()),
        ("👍👍", {"praise"}),
    ],
)
def test_wordings_carry_their_signal_in_three_languages(text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What annoys you about it?", "the export"),
        ("What annoys you about it?", "no export"),
        ("What annoys you about it?", "nothing works"),
        ("Что вас раздражает?", "отчёты"),
        ("它有哪些地方让您烦恼？", "导出"),
    ],
)
def test_an_answer_to_what_annoys_is_a_pain(question, answer):
    assert labels(answer, question) == {"pain"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What annoys you about it?", "nothing, it is great"),
        ("What annoys you about it?", "No problems"),
        ("What annoys you about it?", "n/a"),
        ("What annoys you about it?", "-"),
        ("What annoys you about it?", "everything is fine"),
        ("Что вас раздражает?", "ничего"),
        ("Что вас раздражает?", "нет, всё нравится"),
        ("它有哪些地方让您烦恼？", "没有"),
        ("它有哪些地方让您烦恼？", "都很好"),
    ],
)
def test_an_answer_that_denies_what_was_asked_is_no_pain(question, answer):
    assert "pain" not in labels(answer, question)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It is too expensive for a team of three", "objection.price"),
        ("I don't trust a vendor that small", "objection.trust"),
        ("Not this year, maybe later", "objection.timing"),
        ("We don't need another tool", "objection.need"),
        ("My boss doesn't allow cloud tools", "objection.authority"),
        ("We would have to migrate ten years of data", "objection.switching"),
        ("There is a steep learning curve, hard to set up", "objection.complexity"),
        ("I'm afraid of losing our data", "objection.risk"),
        ("Слишком дорого для нас", "objection.price"),
        ("Директор не согласует", "objection.authority"),
        ("预算不够", "objection.price"),
        ("担心数据安全", "objection.risk"),
    ],
)
def test_objections_tell_their_type(text, cue):
    signals = read(text)
    assert "objection" in signals.labels
    assert cue in {c.name for excerpt in signals.excerpts for c in excerpt.cues}


def test_a_label_names_its_cue_where_it_stands():
    text = "I like the map, but it is slow to load."
    (praise, pain) = read(text).excerpts
    assert praise.quote == "I like the map"
    assert (pain.start, pain.quote) == (16, "but it is slow to load.")
    (slow,) = [cue for cue in pain.cues if cue.name == "pain.time"]
    assert text[slow.start : slow.end] == "slow"
    assert slow.weight > 0


def test_the_questions_tags_go_before_its_wording():
    tagged = Document("d", "x", question="What annoys you?", elicits=("goal",))
    assert asked_kinds(tagged) == {"goal"}
    assert asked_kinds(Document("d", "x", question="What annoys you?")) == {"pain"}
    assert asked_kinds(Document("d", "x", elicits=("trigger",))) == frozenset()


def test_signals_come_in_order_one_a_document_and_lazily():
    asked = []

    def documents():
        for i in range(3):
            asked.append(i)
            yield Document(str(i), "slow export")

    stream = find_signals(documents())
    assert next(stream).document_id == "0"
    assert asked == [0]
    assert [signals.document_id for signals in stream] == ["1", "2"]


def test_a_documents_score_is_that_of_its_strongest_clause():
    signals = read("It crashes. It is green. Thanks, great!")
    for kind in signals.labels:
        assert signals.scores[kind] == max(e.scores[kind] for e in signals.excerpts)


def test_another_language_is_told_and_an_unknown_code_is_an_error():
    german = "Das Programm stürzt ständig ab und niemand hilft uns dabei weiter"
    assert read(german).language == "de"
    with pytest.raises(ValueError, match="Unknown language 'xx'"):
        read("hello", language="xx")


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "ok", "שלום, זה לא עובד", "İİİ not good", "\ud800"]
)
def test_odd_texts_are_read_without_complaint(text):
    signals = read(text)
    assert set(signals.scores) == set(KINDS)


@pytest.mark.parametrize("part", ["no ", "没有", "нет ", "a", "x", ". ", "would be ", "🙂"])
def test_long_texts_cost_no_more_than_their_length(part):
    def seconds(n):
        begin = time.process_time()
        read((part * n)[:n])
        return time.process_time() - begin

    seconds(1_000)
    short = max(seconds(5_000), 0.01)
    assert seconds(40_000) < 8 * short * 4  # 8 times the length; squared growth would be 64 times


@pytest.mark.parametrize("part", ["a", "the export is slow and "])
def test_a_million_characters_are_read(part):
    text = (part * 1_000_000)[:1_000_000]
    for excerpt in read(text).excerpts:
        assert text[excerpt.start : excerpt.end] == excerpt.quote


@given(st.text(max_size=120), st.sampled_from([None, "en", "ru", "zh"]))
def test_every_quote_and_cue_stands_in_the_text(text, language):
    signals = read(text, language=language)
    for excerpt in signals.excerpts:
        assert text[excerpt.start : excerpt.end] == excerpt.quote
        for cue in excerpt.cues:
            assert excerpt.start <= cue.start <= cue.end <= excerpt.end
    assert all(0.0 <= score <= 1.0 for score in signals.scores.values())
    assert read(text, language=language) == signals


def test_a_question_with_many_tags_asks_weakly():
    # one tag of four asks for objections: (1/4 × 1 kind)² = 1/16; two kinds and nothing else: 1
    story = Document("d", "x", elicits=("trigger", "behaviour", "objection", "decision_role"))
    assert asked_strengths(story) == {"objection": 0.0625}
    both = Document("d", "x", elicits=("praise", "pain"))
    assert asked_strengths(both) == {"pain": 1.0, "praise": 1.0}


def test_a_plain_purchase_story_is_no_objection():
    text = "We bought two printers from the shop round the corner."
    tags = ("trigger", "behaviour", "objection", "decision_role")
    (read,) = find_signals([Document("d", text, "en", elicits=tags)])
    assert read.labels == ()
