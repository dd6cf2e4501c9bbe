"""Golden questions of a study: found, put into words, asked as a mini-survey, used on contacts."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.builder.models import Questionnaire
from survey_app.customers.models import Contact
from survey_app.errors import Unprocessable
from survey_app.personas import material, queries
from survey_app.personas.material import Material
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire import Section
from survey_app.sources import csv_writer
from survey_app.studies.models import Study
from survey_app.synthesis import Golden, golden_questions
from survey_app.synthesis.golden import named_by, score


@dataclass(frozen=True, slots=True)
class Asked:
    """One golden question with its answers and the points of each persona, in their order."""

    key: str
    label: str
    answers: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class GoldenPage:
    """The questions, how good they are, and the names of the personas in the order of points."""

    golden: Golden
    questions: tuple[Asked, ...]
    personas: tuple[str, ...]
    start: tuple[int, ...]


def golden_of(session: Session, study: Study, stuff: Material) -> GoldenPage:
    """Find the golden questions for the personas that readers go by."""
    versions = queries.newest_versions(session, study)
    place = {
        member: str(version.persona_id)
        for version in versions
        for member in version.segment.get("members", ())
    }
    golden = golden_questions(stuff.respondents, stuff.traits, place)
    ids = [str(one.persona_id) for one in versions if str(one.persona_id) in (golden.start or {})]
    traits = {trait.key: trait for trait in stuff.traits}
    points = golden.points or {}
    return GoldenPage(
        golden,
        tuple(
            Asked(
                key,
                traits[key].label,
                tuple(
                    (text, tuple(points[key][code][one] for one in ids))
                    for code, text in traits[key].choices.items()
                    if code in points[key]
                ),
            )
            for key in golden.questions
        ),
        tuple(one.name for one in versions if str(one.persona_id) in ids),
        tuple((golden.start or {})[one] for one in ids),
    )


def make_survey(session: Session, study: Study, golden: Golden) -> Questionnaire:
    """Make a draft survey of the golden questions alone; rules of the long survey are left out."""
    known = material.asked_questions(session, study)
    questions = tuple(
        replace(
            known[key],
            show_if="",
            required=False,
            checks=(),
            choices=tuple(replace(choice, show_if="") for choice in known[key].choices),
        )
        for key in golden.questions
    )
    if not questions:
        raise Unprocessable(_("There are no golden questions to ask yet."))
    title = {
        "en": "A few quick questions",
        "ru": "Несколько коротких вопросов",
        "zh": "几个小问题",
    }
    definition = Definition(title, sections=(Section("golden", title, questions=questions),))
    return builder.create_from(
        session, study, purpose="survey", title=_("Golden questions"), definition=definition
    )


def tags_csv(session: Session, study: Study, stuff: Material, golden: Golden) -> str:
    """Write which persona each contact who answered is, with the points, as CSV.

    Read in again as a list of contacts, the column `tags` tags each of them with the persona.
    """
    names = {str(one.persona_id): one.name for one in queries.newest_versions(session, study)}
    contacts = {
        f"c{contact.id}": contact
        for contact in session.scalars(select(Contact).where(Contact.study_id == study.id))
    }
    stream = io.StringIO()
    writer = csv_writer(stream)
    writer.writerow(["contact", "name", "email", "persona", "points", "ahead_by", "tags"])
    for person in stuff.respondents:
        contact, persona = contacts.get(person.id), named_by(person, golden)
        if contact is None or persona is None:
            continue
        totals = sorted(score(person, golden).values(), reverse=True)
        writer.writerow(
            (contact.id, contact.name, contact.email or "", names.get(persona, ""),
             totals[0], totals[0] - totals[1], tag_of(names.get(persona, "")))
        )  # fmt: skip
    return stream.getvalue()


def tag_of(name: str) -> str:
    """A persona's name as one tag: what parts tags in a cell may not stand in it."""
    return re.sub(r"[,;，；、|\s]+", " ", name).strip()
