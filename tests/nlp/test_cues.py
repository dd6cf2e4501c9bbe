"""Cues: what takes the weight off a wording, and that the letter tables miss nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.nlp import Document, find_signals
from survey_app.nlp.cues import BOOKS, find_cues
from survey_app.nlp.cues.first_letters import LetterTable, first_letters, top_level_options
from survey_app.nlp.cues.situations import SITUATIONS
from survey_app.nlp.cues.standing import STANDING


def labels(text: str, question: str | None = None) -> set[str]:
    return set(next(find_signals([Document("d", text, question=question)])).labels)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The export crashes.", {"pain"}),
        ("The export used to crash, but it is fixed now.", set()),
        ("If it ever crashed I would call a friend.", set()),
        ("My brother's firm had terrible trouble with its till.", set()),
        ("Sorry for the late reply, I was on holiday.", set()),
        ("Our risk department has nine people.", set()),
        ("Great, another update that moves all the buttons.", {"pain"}),
        ("Раньше программа падала, теперь работает ровно.", set()),
        ("На прошлой работе программа падала каждый день.", set()),
        ("Заранее спасибо и всего доброго", set()),
        ("Отлично, опять всё переставили местами.", {"pain"}),
        ("上一份工作的软件天天崩溃。", set()),
        ("上周登录不了，当天就修好了。", set()),
        ("周末愉快！", set()),
    ],
)
def test_what_is_over_unreal_or_somebody_elses_is_no_signal(text: str, expected: set[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What annoys you most?", "Nothing, it is great."),
        ("What annoys you most?", "Not a thing!"),
        ("What keeps you from buying?", "Nothing keeps me from it."),
        ("Что вас раздражает?", "Меня всё устраивает"),
        ("是什么让您没有购买？", "没什么阻碍"),
    ],
)
def test_an_answer_that_says_nothing_is_no_pain_though_the_question_asks_for_one(
    question: str, text: str
) -> None:
    assert not labels(text, question) & {"pain", "objection"}


def test_all_languages_name_their_cues_alike() -> None:
    assert len({frozenset(names) for names in STANDING.values()}) == 1
    names = {frozenset(names) for names in SITUATIONS.values()}
    everything = frozenset.union(*names)
    assert all(everything - one <= {"goal.comparative"} for one in names)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("cost", "c"),
        ("(?:too |so )?slow", "ts"),
        ("[ab]c", "ab"),
        ("no|so", "ns"),
        ("x?y", "xy"),
        ("x{0,2}y", "xy"),
        ("(?<!no )pain", "p"),
        (r"\w+ing", None),
        ("^a", None),
        ("(?:a|)", None),
        ("(?:a|)b", None),
    ],
)
def test_first_letters_of_a_wording(pattern: str, letters: str | None) -> None:
    assert first_letters(pattern) == (frozenset(letters) if letters else None)


def test_options_are_split_outside_of_brackets_only() -> None:
    assert top_level_options(r"a|(?:b|c)d|[|]e|\|f") == ["a", "(?:b|c)d", "[|]e", r"\|f"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["cold", "cost", "too", "slow", "so", "no", "pain", "is"]), max_size=8)
)
def test_a_letter_table_finds_what_plain_search_finds(words: list[str]) -> None:
    wordings = [("a", "too (?:cold|slow)"), ("b", "(?:so )?slow"), ("c", "(?<!no )pain|co[ls]\\w+")]
    text = " ".join(words)
    body = "|".join(f"(?P<{name}>{pattern})" for name, pattern in wordings)
    plain = [
        (m.lastgroup, *m.span())
        for m in re.finditer(rf"(?<!\w)(?:{body})(?!\w)", text)
        if m.group()
    ]
    starts = [m.start() for m in re.finditer(r"(?<!\w)\S", text)]
    assert list(LetterTable(wordings, r"(?!\w)").find(text, starts)) == plain


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(sorted(BOOKS)))
def test_no_text_stumbles_and_every_cue_lies_inside(text: str, language: str) -> None:
    folded = text.lower() if len(text.lower()) == len(text) else text
    for found in find_cues(folded, language, 0, len(folded)):
        assert 0 <= found.start <= found.end <= len(folded)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Where is my order?", "pain"),
        ("We have been sitting at the gate for two hours.", "pain"),
        ("I will take my business elsewhere.", "pain"),
        ("He snapped at me and walked away.", "pain"),
        ("I miss being able to export, please bring it back.", "goal"),
        ("Please bring back the old layout.", "goal"),
        ("Longer opening hours on Thursdays", "goal"),
        ("To see all bookings at one glance", "goal"),
        ("I'll look into it and get back to you later.", "objection"),
        ("Is this company reputable?", "objection"),
        ("Money is tight just now, I have bills to pay.", "objection"),
        ("До сих пор жду, никто не отвечает.", "pain"),
        ("Мне надо посоветоваться и подумать.", "objection"),
        ("Верните старую кнопку поиска", "goal"),
        ("我的订单在哪？等了三天没人理。", "pain"),
        ("我再考虑一下吧", "objection"),
    ],
)
def test_plain_facts_of_a_failed_service_missing_features_and_evasions_are_read(
    text: str, kind: str
) -> None:
    assert kind in labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I get a refund?",
        "We keep our recipes in a notebook.",
        "How much does it cost?",
        "Use it every day.",
    ],
)
def test_what_is_only_asked_or_only_named_is_no_signal(text: str) -> None:
    assert labels(text) == set()
