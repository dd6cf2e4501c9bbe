"""What all pages of the builder share: the blueprint, loading, and applying one change."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, request, url_for
from flask_login import current_user

from survey_app.builder import history, queries, services
from survey_app.builder.clashes import place_in_words
from survey_app.builder.models import Questionnaire
from survey_app.builder.words import AUDIENCES, ELICITS, OTHER_TAGS, VERBS
from survey_app.db import db
from survey_app.errors import PortraitError
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire import QuestionnaireError, wording
from survey_app.questionnaire.merge import Difference
from survey_app.questionnaire.rule_words import rule_sentence
from survey_app.questionnaire.types import TYPES
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

blueprint = Blueprint(
    "builder", __name__, url_prefix="/s/<study_slug>/questionnaires", template_folder="templates"
)


@blueprint.context_processor
def _words() -> dict[str, object]:
    language = current_language()
    return {
        "type_labels": {name: kind.label for name, kind in TYPES.items()},
        "kind_labels": ELICITS,
        "tag_labels": {**ELICITS, **OTHER_TAGS},
        "audience_labels": AUDIENCES,
        "verb_labels": VERBS,
        "language": language,
        "said": lambda texts: wording(texts, language),
        "place_said": lambda draft, path: place_in_words(draft, path, language),
        "rule_said": lambda draft, rule: rule_sentence(draft, rule, language),
    }


def load(study: Study, questionnaire_id: int) -> Questionnaire:
    """Return a questionnaire of this study, or answer 404."""
    return queries.questionnaire(db.session(), study, questionnaire_id) or abort(404)


def home(study: Study, questionnaire: Questionnaire, anchor: str = "") -> str:
    """The address of the draft, at one of its questions or sections."""
    return url_for(
        "builder.show",
        study_slug=study.slug,
        questionnaire_id=questionnaire.id,
        _anchor=anchor or None,
    )


def apply(
    questionnaire: Questionnaire, change: history.Change, *, verb: str, about: str = ""
) -> bool:
    """Change the draft and commit; what cannot be done is said and changes nothing."""
    differences = save(questionnaire, change, verb=verb, about=about)
    if differences:
        flash(str(history.EditClash()), "error")
    return differences is None


def save(
    questionnaire: Questionnaire, change: history.Change, *, verb: str, about: str
) -> Sequence[Difference] | None:
    """Change the draft and commit. Returns what clashes with another's edit; None when all is well.

    What could not be done for another reason is said on the page, with nothing in the list.
    """
    try:
        history.edit(
            db.session(), questionnaire, change,
            seen_revision=seen_revision(), verb=verb, about=about, user=current_user,
        )  # fmt: skip
    except history.EditClash as clash:
        db.session.rollback()
        return clash.differences
    except (PortraitError, QuestionnaireError) as error:
        db.session.rollback()
        flash(in_words(error), "error")
        return []
    db.session.commit()
    return None


def seen_revision() -> int:
    """The draft's revision that the sent page showed."""
    return request.form.get("revision", -1, type=int)


def in_words(error: PortraitError | QuestionnaireError) -> str:
    """What went wrong and what to do, in the reader's language."""
    if isinstance(error, QuestionnaireError):
        return error.in_language(current_language())
    return str(error)


def draft_or_404(study: Study, questionnaire_id: int) -> tuple[Questionnaire, Definition]:
    """Return a questionnaire of this study with its draft as a value."""
    questionnaire = load(study, questionnaire_id)
    return questionnaire, services.draft_of(questionnaire)
