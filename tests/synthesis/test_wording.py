import re
from string import Formatter

import pytest

from survey_app.synthesis import (
    NotKnown,
    check,
    counter_text,
    draft_personas,
    field_label,
    not_known_text,
    note_text,
    persona_summary,
    stability_text,
    violation_text,
)
from survey_app.synthesis.naming import choose_key_quote, choose_name, tidy_name
from survey_app.synthesis.respondents import Quote, ThemeInfo
from survey_app.synthesis.wording import LANGUAGES, summary
from survey_app.synthesis.words import (
    COUNTER,
    FALLBACK_NAMES,
    GAPS,
    KIND_NAMES,
    NOTES,
    PARTS,
    STABILITY,
    VIOLATIONS,
)
from tests.synthesis.builders import EXPORTS, cited, context, persona, quote, statement
from tests.synthesis.planted import planted


def _slots(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("table", [GAPS, NOTES, VIOLATIONS, STABILITY, FALLBACK_NAMES, COUNTER])
def test_every_message_exists_in_every_language_with_the_same_slots(table):
    for code, texts in table.items():
        assert set(texts) == set(LANGUAGES), code
        assert len({frozenset(_slots(text)) for text in texts.values()}) == 1, code


def test_the_parts_of_a_summary_exist_in_every_language():
    for table in (PARTS, KIND_NAMES):
        assert len({frozenset(table[language]) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_draft_can_be_read(language):
    draft = draft_personas(*planted(40)[0], language=language)
    broken = check(persona(statement(n=7, n_quotes=2), unclassified_share=None), context())
    lines = [violation_text(one, language) for one in broken]
    lines += [note_text(one, language) for one in draft.notes]
    for one in draft.personas:
        lines += [one.summary, stability_text(one, language)]
        lines += [field_label(line.field, language) for line in one.statements]
        lines += [not_known_text(gap, language) for gap in one.not_known]
        assert one.summary == persona_summary(one, draft, language)
    assert all(line and "{" not in line for line in lines)


def test_a_summary_holds_only_counts_and_the_customers_words():
    one = statement(differs=True, versus=0.1)
    assert summary([one], 10, 20, "en") == (
        "10 of 20 respondents (50 %). "
        "What sets them apart: “Exports take too long” (6 of 10 asked)."
    )
    assert summary([], 10, 20, "ru") == "Таких 10 из 20 (50 %)."
    assert summary([], 10, 20, "zh") == "20 位受访者中的 10 位（50%）。"


def test_a_number_in_a_summary_stands_in_the_statements():
    draft = draft_personas(*planted(60)[0])
    for one in draft.personas:
        known = {one.n, 60, round(100 * one.share)}
        known |= {number for line in one.statements for number in (line.n, line.asked)}
        assert {
            int(number) for number in re.findall(r"\b\d+\b", re.sub("“.*?”", "", one.summary))
        } <= known


def test_an_unknown_language_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="choose one of en, ru, zh"):
        not_known_text(NotKnown("kind_never_asked", {"kind": "goal"}), "fr")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("exports take too long.", "Exports take too long"),
        ("  «долгие\nвыгрузки»  ", "Долгие выгрузки"),
        ("导出太慢。", "导出太慢"),
        ("iPhone app missing", "IPhone app missing"),
        ("", ""),
        ("word " * 20, "Word word word word word word word word word word word…"),
        ("长" * 80, "长" * 59 + "…"),
    ],
)
def test_a_name_is_one_short_line(text, name):
    assert tidy_name(text) == name
    assert len(tidy_name(text)) <= 60


THEMES = (
    ThemeInfo("love", "praise", "Support is friendly"),
    ThemeInfo("slow", "pain", "Exports take too long"),
    ThemeInfo("grow", "goal", "Grow without hiring"),
)


def _line(theme_id, n, versus):
    text = next(theme.name for theme in THEMES if theme.id == theme_id)
    return statement(n=n, theme_id=theme_id, text=text, differs=True, versus=versus)


def test_the_pain_or_goal_with_the_widest_gap_names_the_persona():
    # Gaps: praise 0.9 - 0 = 0.9, pain 0.6 - 0.5 = 0.1, goal 0.5 - 0.1 = 0.4.
    lines = [_line("love", 9, 0.0), _line("slow", 6, 0.5), _line("grow", 5, 0.1)]
    assert choose_name(lines, THEMES, ()) == ("Grow without hiring", "grow")
    assert choose_name(lines, THEMES, ["grow without hiring"]) == ("Exports take too long", "slow")
    assert choose_name(lines[:1], THEMES, ()) == ("Support is friendly", "love")


def test_where_nothing_offers_a_name_none_is_made_up():
    assert choose_name([], THEMES, ()) is None
    assert choose_name([_line("love", 9, 0.0)], THEMES, ["Support is friendly"]) is None


def test_the_key_quote_is_readable_and_of_the_naming_theme():
    short = Quote("q1", "p00", EXPORTS, "Slow.", 0.9)
    good = Quote("q2", "p01", EXPORTS, "I wait an hour for every single export.", 0.5)
    other = Quote("q3", "p02", "t", "A readable sentence about something else.", 1.0)
    lines = [
        statement(theme_id="t", evidence=(cited(other),)),
        statement(evidence=(cited(short), cited(good))),
    ]
    themes = [ThemeInfo(EXPORTS, "pain", "E", (short, good)), ThemeInfo("t", "pain", "T", (other,))]
    assert choose_key_quote(lines, themes, EXPORTS) == cited(good)
    assert choose_key_quote([], themes, EXPORTS) is None


def test_the_stability_of_what_is_no_segment_is_said_in_words_too():
    one = persona(statement(), stability=None, stability_word=None, origin="by_hand")
    assert stability_text(one, "en").startswith("Chosen by hand")
    assert field_label("my own field", "ru") == "my own field"
    assert quote(0).text.startswith("exports")


def test_counter_evidence_is_counted_or_said_to_be_missing():
    against = (*statement().evidence, cited(quote(4), "against"))
    one = persona(statement(), statement(evidence=against))
    assert counter_text(one, "en") == "Counter-evidence stands beside 1 of 2 statements."
    assert counter_text(persona(statement()), "zh") == "在 1 条陈述中未发现反面证据。"
