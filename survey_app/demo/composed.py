"""The demo's questionnaire as the questionnaire library knows it, ready to be published."""

from collections.abc import Mapping
from dataclasses import replace

from survey_app.demo.study import BankQuestion, DemoQuestionnaire, OwnQuestion
from survey_app.questionnaire import Bank, Question, Questionnaire, Section
from survey_app.questionnaire.compose import provenance
from survey_app.questionnaire.problems import error
from survey_app.questionnaire.terms import nearest, term


def compose_questionnaire(wanted: DemoQuestionnaire, banks: Mapping[str, Bank]) -> Questionnaire:
    """Put the bank questions and the study's own on their pages, in the demo's order.

    Raises QuestionnaireError QB051 when a bank or a question in it is missing.
    """
    return Questionnaire(
        title=dict(wanted.title),
        languages=wanted.languages,
        sections=tuple(
            Section(
                key=section.key,
                title=dict(section.title),
                intro=dict(section.intro),
                questions=tuple(_question(question, banks) for question in section.questions),
            )
            for section in wanted.sections
        ),
    )


def _question(wanted: BankQuestion | OwnQuestion, banks: Mapping[str, Bank]) -> Question:
    if isinstance(wanted, OwnQuestion):
        return Question.from_dict(wanted.definition)
    if wanted.bank not in banks:
        raise error(
            "QB051", what=term("bank_named"), key=wanted.bank, remedy=nearest(wanted.bank, banks)
        )
    by_key = {
        question.key: question
        for section in banks[wanted.bank].sections
        for question in section.questions
    }
    if wanted.key not in by_key:
        raise error(
            "QB051",
            what=term("question_of", bank=wanted.bank),
            key=wanted.key,
            remedy=nearest(wanted.key, by_key),
        )
    question = provenance(by_key[wanted.key], wanted.bank)
    if wanted.parts is None:
        return question
    kept = tuple(part for part in question.parts if part.key in wanted.parts)
    return replace(question, parts=kept)
