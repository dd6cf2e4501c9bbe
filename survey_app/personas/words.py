"""How pages about personas put shares, states and sources into words."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

STATUS_LABELS = {
    "draft": _l("draft"),
    "in_review": _l("in review"),
    "published": _l("published"),
    "superseded": _l("superseded"),
}

BASIS_HELP = {
    "observed": _l("People who were asked said or ticked it; the number says how many."),
    "inferred": _l("People brought it up by themselves; nobody was asked, so it has no share."),
    "assumed": _l("The team believes it. There is no evidence yet."),
}

TYPE_LABELS = {
    "buyer": _l("Buyer: somebody we want to win"),
    "negative": _l("Negative: somebody we do not want"),
    "icp": _l("Ideal customer: the company that fits best"),
}

TYPE_WORDS = {
    "buyer": _l("buyer"),
    "negative": _l("negative persona"),
    "icp": _l("ideal customer"),
}

RELATION_LABELS = {
    "part_of": _l("is one of the people in"),
    "works_with": _l("decides together with"),
    "negative_of": _l("is the one we turn away, unlike"),
    "variant_of": _l("is a variant of"),
    "unlike": _l("is not to be confused with"),
}

AREA_LABELS = {
    "script": _l("What we say"),
    "price": _l("Price and terms"),
    "product": _l("Product"),
    "process": _l("How we work"),
    "content": _l("What we publish"),
    "other": _l("Something else"),
}


def share_in_words(share: float) -> str:
    """Say a share (0-1) as one would across a table: 'about a third'."""
    steps = (
        (0.995, _("everybody")),
        (0.9, _("nearly everybody")),
        (0.7, _("most")),
        (0.55, _("more than half")),
        (0.45, _("about half")),
        (0.37, _("about two in five")),
        (0.29, _("about a third")),
        (0.225, _("about a quarter")),
        (0.17, _("about one in five")),
        (0.12, _("about one in seven")),
        (0.08, _("about one in ten")),
        (0.04, _("about one in twenty")),
    )
    for least, words in steps:
        if share >= least:
            return str(words)
    return str(_("very few") if share > 0 else _("nobody"))
