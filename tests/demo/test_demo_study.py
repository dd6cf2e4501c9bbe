"""The demo study is repeatable, varied, in three languages, and fits the bank files."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from survey_app.demo import DemoStudy, build_demo
from survey_app.demo.material import ASIDES, VOICES
from survey_app.demo.material.themes import CONCERNS, MAX_PER_ANSWER

OPEN_KEYS = (
    "p20_1_duties",
    "p20_10",
    "p20_11",
    "what_1",
    "what_3",
    "what_4",
    "what_6_why",
    "own_hesitate",
    "p20_20",
    "close_1",
)


@pytest.fixture(scope="module")
def study() -> DemoStudy:
    return build_demo()


def open_texts(study: DemoStudy) -> list[str]:
    texts = []
    for response in study.responses:
        for key in OPEN_KEYS:
            value = response.answers.get(key)
            texts += value if isinstance(value, list) else [value] if value else []
    return texts


def test_the_same_seed_gives_the_same_study_and_another_seed_another():
    assert build_demo(7) == build_demo(7)
    assert build_demo(7).responses != build_demo(8).responses


def test_the_cast_has_the_promised_size_and_languages(study):
    # 60 + 35 + 25 responses; 150 contacts; 8 + 2 + 2 calls.
    assert len(study.contacts) == 150
    assert Counter(r.language for r in study.responses) == {"en": 60, "ru": 35, "zh": 25}
    assert Counter(i.language for i in study.interviews) == {"en": 8, "ru": 2, "zh": 2}


@pytest.mark.parametrize("seed", [1, 2, 3, 7])
def test_every_contact_has_one_name_and_one_reserved_address(seed):
    study = build_demo(seed)
    emails = [contact.email for contact in study.contacts]
    assert len(set(emails)) == 150
    assert len({contact.name for contact in study.contacts}) == 150
    assert all(re.fullmatch(r"[a-z0-9.]+@[a-z0-9-]+\.example", email) for email in emails)


def test_nobody_answers_twice_and_everybody_is_a_contact(study):
    keys = {contact.key for contact in study.contacts}
    answered = [response.contact_key for response in study.responses]
    assert len(set(answered)) == 120
    assert set(answered) <= keys
    assert {interview.contact_key for interview in study.interviews} <= keys
    languages = {contact.key: contact.language for contact in study.contacts}
    assert all(r.language == languages[r.contact_key] for r in study.responses)


def test_six_of_those_called_also_answered_the_survey(study):
    answered = {response.contact_key for response in study.responses}
    assert sum(interview.contact_key in answered for interview in study.interviews) == 6


def test_everything_happened_in_the_three_weeks_before_now():
    now = datetime(2030, 5, 17, 13, 45, tzinfo=UTC)
    study = build_demo(now=now)
    first_day = now - timedelta(days=22)
    for response in study.responses:
        assert first_day < response.started_at < response.updated_at <= now
        assert response.completed_at in (None, response.updated_at)
    for interview in study.interviews:
        assert first_day < interview.held_at < now


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        build_demo(now=datetime(2030, 5, 17, 13, 45))  # noqa: DTZ001


def test_some_people_stop_midway_and_leave_the_last_page_empty(study):
    partial = [r for r in study.responses if r.completed_at is None]
    assert 5 <= len(partial) <= 25
    assert not any("close_1" in r.answers or "p20_15_age" in r.answers for r in partial)


@pytest.mark.parametrize("seed", [1, 4, 7])
def test_hardly_two_longer_answers_are_alike(seed):
    longer = [text for text in open_texts(build_demo(seed)) if len(text) >= 20]
    assert len(longer) > 500
    assert len(set(longer)) / len(longer) >= 0.95


def test_no_sentence_is_used_more_than_four_times(study):
    everything = "\n".join(open_texts(study)).lower()
    for voices in VOICES.values():
        for sentences in voices.values():
            for sentence in sentences:
                # Only sentences long enough not to stand inside another by chance.
                if len(sentence) >= 30:
                    assert everything.count(sentence.lower().rstrip(".。")) <= 4, sentence


@pytest.mark.parametrize("seed", [1, 4, 7])
def test_each_concern_is_voiced_by_at_least_eight_respondents(seed):
    counts = Counter(key for response in build_demo(seed).responses for key in response.concerns)
    assert set(counts) == {concern.key for concern in CONCERNS}
    assert min(counts.values()) >= 8


def test_a_voiced_concern_stands_in_the_answers_in_one_of_its_sentences(study):
    for response in study.responses:
        said = "\n".join(
            "\n".join(value) if isinstance(value, list) else str(value)
            for value in response.answers.values()
        )
        letters = Counter(said.lower())
        for key in response.concerns:
            # Typing slips swap letters, so the letters of a sentence are compared, not its order;
            # the end mark may be missing.
            assert any(
                not Counter(sentence.lower().rstrip(".。!")) - letters
                for sentence in VOICES[response.language][key]
            ), (response.key, key)


def test_the_two_audiences_differ_and_unclear_prices_are_everyones(study):
    audience = {contact.key: contact.audience for contact in study.contacts}
    groups: dict[str, list[set[str]]] = {"office": [], "sole": []}
    for response in study.responses:
        if audience[response.contact_key] in groups:
            groups[audience[response.contact_key]].append(set(response.concerns))

    def share(group: str, key: str) -> float:
        return sum(key in concerns for concerns in groups[group]) / len(groups[group])

    for key in ("evenings_lost", "clients_pay_late", "run_itself", "all_alone", "losing_control"):
        assert share("sole", key) - share("office", key) > 0.25, key
    for key in ("approvals_slow", "export_breaks", "friday_silence", "migration_worry"):
        assert share("office", key) - share("sole", key) > 0.25, key
    assert abs(share("office", "price_unclear") - share("sole", "price_unclear")) < 0.2
    assert 0.2 < share("office", "price_unclear") < 0.55


def test_people_who_fit_neither_audience_are_there(study):
    audience = {contact.key: contact.audience for contact in study.contacts}
    counts = Counter(audience[response.contact_key] for response in study.responses)
    # 26 + 14 + 11, 22 + 15 + 9, 4 + 2 + 1, 8 + 4 + 4
    assert counts == {"office": 51, "sole": 46, "bookkeeper": 7, "misfit": 16}


def test_the_material_is_large_enough_in_each_language():
    assert len(CONCERNS) >= 14
    kinds = Counter(concern.kind for concern in CONCERNS)
    assert kinds["pain"] >= 6
    assert kinds["goal"] >= 4
    assert kinds["objection"] >= 4
    assert kinds["praise"] >= 3
    for language, least in (("en", 12), ("ru", 9), ("zh", 8)):
        assert set(VOICES[language]) == {concern.key for concern in CONCERNS}
        assert all(len(set(sentences)) >= least for sentences in VOICES[language].values())
        assert sum(len(remarks) for remarks in ASIDES[language].values()) >= 60


@pytest.mark.parametrize(
    ("language", "script"), [("en", r"[A-Za-z]"), ("ru", r"[А-Яа-яЁё]"), ("zh", r"[一-鿿]")]
)
def test_answers_are_written_in_the_language_of_the_response(study, language, script):
    for response in study.responses:
        if response.language == language:
            for key in ("p20_10", "what_1", "what_4", "own_hesitate"):
                text = response.answers.get(key, "-")
                assert text == "-" or re.search(script, text), (response.key, text)


def test_nobody_brings_up_more_than_three_concerns_in_one_answer():
    from random import Random

    from survey_app.demo.open_answers import place_concerns

    everything = tuple(concern.key for concern in CONCERNS)
    for seed in range(20):
        placed = place_concerns(Random(seed), everything)
        assert max(len(keys) for keys in placed.values()) <= MAX_PER_ANSWER
