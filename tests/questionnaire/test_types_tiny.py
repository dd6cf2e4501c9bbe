"""Each type has a tiny questionnaire: it is sound, and its answer is taken, shown and counted."""

from __future__ import annotations

import pytest

from survey_app.questionnaire import LANGUAGES, build_form, check_answers, check_questionnaire
from survey_app.questionnaire.answers import answer_text
from survey_app.questionnaire.types import TYPES, question_type
from tests.builders_types import FOLDER, every_type, tiny


def test_there_is_one_for_every_type_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_a_tiny_questionnaire_is_sound_and_takes_its_own_answer(name: str) -> None:
    made, answers = tiny(name)
    assert check_questionnaire(made) == []
    assert check_answers(made, answers, "en") == {}
    for asked in made.iter_inputs():
        if asked.key in answers:
            kind = question_type(asked.type)
            sent = kind.sent_as(asked, answers[asked.key])
            for language in LANGUAGES:
                form = build_form(made, made.sections[0].key, language, {}, dict(sent))
                assert form.validate() or name == "group", form.page_errors
                assert form.answers()[asked.key] == answers[asked.key]
                assert answer_text(asked, answers, language)
            assert kind.summary(asked, [answers[asked.key]]).n == 1


def test_all_of_them_together_are_one_sound_questionnaire() -> None:
    made, answers = every_type()
    assert check_questionnaire(made) == []
    assert {question.type for question in made.iter_questions()} == set(TYPES)
    assert check_answers(made, answers, "zh") == {}
