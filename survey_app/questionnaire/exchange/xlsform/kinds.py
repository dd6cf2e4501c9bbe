"""Our question types beside XLSForm's."""

from __future__ import annotations

from survey_app.questionnaire.model import Question

PLAIN = {
    "statement": "note", "short": "text", "text": "text", "date": "date", "consent": "acknowledge",
    "email": "text", "phone": "text", "url": "text", "file": "file", "list": "text",
    "five_whys": "text", "money": "decimal",
}  # fmt: skip
"""Types that need no list of choices."""
LISTED = {
    "single": "select_one", "yes_no": "select_one", "scale": "select_one", "nps": "select_one",
    "multi": "select_multiple", "interests": "select_multiple", "ranking": "rank",
}  # fmt: skip
"""Types that tick choices."""
APPEARANCE = {"text": "multiline", "list": "multiline", "five_whys": "multiline",
              "scale": "likert", "nps": "likert", "phone": "numbers", "url": "url"}  # fmt: skip
NEAREST = frozenset({"email", "phone", "url", "list", "five_whys", "money", "interests"})
"""Types of ours that XLSForm knows only as something plainer."""

READ = {
    "text": "short", "integer": "number", "decimal": "number", "int": "number", "note": "statement",
    "date": "date", "acknowledge": "consent", "trigger": "consent", "select_one": "single",
    "select_multiple": "multi", "rank": "ranking", "range": "scale", "image": "file",
    "photo": "file", "file": "file", "string": "short",
}  # fmt: skip
"""XLSForm's types beside ours."""
READ_NEAREST = {
    "datetime": "date",
    "time": "short",
    "barcode": "short",
    "audio": "file",
    "video": "file",
    "image": "file",
    "photo": "file",
    "hidden": "",
    "geopoint": "",
    "geotrace": "",
    "geoshape": "",
}
"""Types of XLSForm that become something plainer, or nothing."""
METADATA = frozenset(
    {"start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username",
     "email", "audit", "start-geopoint", "background-audio", "imei"}
)  # fmt: skip


def asked_in_bands(question: Question) -> bool:
    """Whether a number or an amount is asked by ticking a band."""
    return (
        question.type in ("number", "money")
        and bool(question.choices)
        and (question.ask != "exact")
    )


def there(question: Question) -> str:
    """The XLSForm type of one of our questions, without its list; empty for groups."""
    if asked_in_bands(question):
        return "select_one"
    if question.type == "number":
        return "integer" if question.integer else "decimal"
    return LISTED.get(question.type) or PLAIN.get(question.type, "")
