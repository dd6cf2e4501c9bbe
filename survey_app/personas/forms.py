"""Forms about personas. A page holds one form for each statement, so ids carry a suffix."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import Optional, ValidationError

from survey_app.personas.stating import is_web_address
from survey_app.personas.words import AREA_LABELS, RELATION_LABELS, TYPE_LABELS
from survey_app.synthesis.fields import fields_of, part_label
from survey_app.themes.models import Theme
from survey_app.web.forms import StaffForm, at_most, needed
from survey_app.web.i18n import current_language

MAX_NAME_CHARS = 200  # as long as a theme's name, which may name a persona
MAX_SUMMARY_CHARS = 1_000
MAX_STATEMENT_CHARS = 500
MAX_ANSWER_CHARS = 1_000
MAX_REASON_CHARS = 500
MAX_LINK_CHARS = 500

KIND_LABELS = {
    "pain": _l("Pains"),
    "goal": _l("Goals"),
    "objection": _l("Objections"),
    "praise": _l("Praise"),
}


def web_address(_form: BaseForm, field: Field) -> None:
    """Refuse what a browser would not open as a page."""
    if field.data and not is_web_address(field.data):
        raise ValidationError(_l("Write the whole address, beginning with https://"))


class GuardedForm(StaffForm):
    """A form that knows which state of the persona its reader saw."""

    revision = HiddenField()

    @property
    def seen(self) -> int:
        """The revision that was on the page; -1, and so a conflict, when it is not a number."""
        value = str(self.revision.data or "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1

    def with_ids(self, suffix: str) -> GuardedForm:
        """Give every field an id of its own, and return the form."""
        for one in self:
            one.id = f"{one.short_name}-{suffix}"
            one.label.field_id = one.id
        return self


class NameForm(GuardedForm):
    """What the persona is called."""

    name = StringField(
        _l("Name"),
        [needed(_l("Write a name: the challenge, not the job.")), at_most(MAX_NAME_CHARS)],
        description=_l("The challenge, not the job: 'Grows by word of mouth', not 'Owner, 35'."),
    )
    summary = TextAreaField(
        _l("Summary"),
        [at_most(MAX_SUMMARY_CHARS)],
        description=_l("Two sentences that a stranger understands."),
    )


class DefineForm(StaffForm):
    """What kind of persona it is: this decides which fields it has."""

    kind = SelectField(_l("Kind"), [needed(_l("Choose a kind of persona."))])

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the kinds in the reader's language."""
        super().__init__(*args, **kwargs)
        self.kind.choices = [SelectChoice(key, label) for key, label in TYPE_LABELS.items()]


class RelateForm(StaffForm):
    """How this persona and another belong together."""

    relation = SelectField(_l("How they belong together"))
    other = SelectField(_l("Other persona"), coerce=int)

    def offer(self, others: Iterable[tuple[int, str]]) -> RelateForm:
        """Fill the lists: every relation and none, every other persona of the study."""
        nothing = SelectChoice("none", _l("has nothing to do with"))
        self.relation.choices = [
            *(SelectChoice(key, label) for key, label in RELATION_LABELS.items()), nothing
        ]  # fmt: skip
        self.other.choices = [SelectChoice(key, name) for key, name in others]
        return self


class CallForm(GuardedForm):
    """What a persona is called, and whether it has a face."""

    name = StringField(
        _l("Name"),
        [needed(_l("Write a name: the challenge, not the job.")), at_most(MAX_NAME_CHARS)],
        description=_l("What they struggle with or reach for, in their words."),
    )
    given_name = StringField(
        _l("Given name"),
        [Optional(), at_most(40)],
        description=_l("Leave it empty unless it helps you to talk about them."),
    )
    face = BooleanField(_l("Show the drawn portrait"))


class StatementForm(GuardedForm):
    """One statement, and what the team answers to it."""

    text = StringField(
        _l("Statement"),
        [needed(_l("Write the statement, or remove it.")), at_most(MAX_STATEMENT_CHARS)],
    )
    our_answer = TextAreaField(_l("Our answer"), [at_most(MAX_ANSWER_CHARS)])
    link = StringField(
        _l("Source"),
        [Optional(), at_most(MAX_LINK_CHARS), web_address],
        description=_l("The address of a page, if it stands on one."),
    )


class ThemeForm(GuardedForm):
    """A statement from an accepted theme."""

    theme = SelectField(_l("Theme"), [needed(_l("Choose an accepted theme."))])

    def offer(self, themes: Iterable[Theme]) -> ThemeForm:
        """Fill the list, by kind; the kind decides where on the sheet a theme stands."""
        groups: dict[str, list[SelectChoice]] = {}
        for theme in themes:
            groups.setdefault(str(KIND_LABELS[theme.kind]), []).append(
                SelectChoice(str(theme.id), theme.name)
            )
        self.theme.choices = groups
        return self


class AssumptionForm(GuardedForm):
    """What the team believes, or has from a page: a field of the sheet, filled by hand."""

    field = SelectField(_l("Part of the sheet"))
    text = StringField(
        _l("What stands there"),
        [needed(_l("Write the statement.")), at_most(MAX_STATEMENT_CHARS)],
        description=_l("It carries no number: only what people were asked does."),
    )
    link = StringField(
        _l("Source"),
        [Optional(), at_most(MAX_LINK_CHARS), web_address],
        description=_l("The address of a page. With one it says 'inferred', without 'assumed'."),
    )

    def offer(self, kind: str) -> AssumptionForm:
        """Fill the list with the fields that this type of persona has, under its headings."""
        language = current_language()
        groups: dict[str, list[SelectChoice]] = {}
        for one in fields_of(kind):
            groups.setdefault(part_label(one.heading, language), []).append(
                SelectChoice(one.key, one.label[language])
            )
        self.field.choices = groups
        return self


class PublishForm(GuardedForm):
    """Publishing; a reason is needed only where a hard rule does not hold."""

    reason = TextAreaField(
        _l("Why publish all the same?"),
        [at_most(MAX_REASON_CHARS)],
        description=_l("The reason stands on the sheet, for everybody who reads it."),
    )


class CommentForm(StaffForm):
    """What a colleague says about a persona."""

    text = TextAreaField(
        _l("Comment"), [needed(_l("Write your comment first.")), at_most(MAX_ANSWER_CHARS)]
    )


class PledgeForm(StaffForm):
    """Who will change what because of a persona."""

    who = StringField(_l("Who"), [needed(_l("Write a person or a team.")), at_most(100)])
    area = SelectField(_l("What changes"))
    text = StringField(
        _l("What you will do"),
        [needed(_l("Write what will be different.")), at_most(MAX_STATEMENT_CHARS)],
    )
    due_on = DateField(_l("By when"), [Optional()])

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the areas in the reader's language."""
        super().__init__(*args, **kwargs)
        self.area.choices = [SelectChoice(key, label) for key, label in AREA_LABELS.items()]
