"""Interviews are talk: what a sentence is about may stand in the one before, or in what was asked.

The questions of a survey are put to everybody, so their words tell nobody apart. What is asked in
passing, of one person, is different: 'And the filters?' – 'Used them all the time.'
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from survey_app.nlp.documents import Document
from survey_app.nlp.language import detect_language
from survey_app.nlp.units import topic_terms

PUT_TO_ALL = 3  # respondents; a question put to that many belongs to the questionnaire
GUIDE_SHARE = 0.4  # of the respondents: a word in that many of their questions is the guide's
MIN_TALK_CHARS = 800  # of a respondent, in the mean; whoever says less was not interviewed
MOST_TALK = 20_000  # documents; larger material is no study of interviews


@dataclass(frozen=True, slots=True)
class Talk:
    """Which documents are talk rather than answers, and what each was asked in passing."""

    ids: frozenset[str] = frozenset()
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)  # topic terms by document


def find_talk(documents: Sequence[Document]) -> Talk:
    """Tell notes and turns of a talk from answers to a question that was put to three or more."""
    if len(documents) > MOST_TALK:
        return Talk()
    put_to: dict[str, set[str]] = {}
    people = set()
    for document in documents:
        people.add(document.respondent or document.id)
        if document.question:
            put_to.setdefault(document.question, set()).add(document.respondent or document.id)
    spoken = [
        document
        for document in documents
        if document.respondent and len(put_to.get(document.question or "", ())) < PUT_TO_ALL
    ]
    n_chars = sum(len(document.text) for document in spoken)
    if n_chars < MIN_TALK_CHARS * max(1, len({document.respondent for document in spoken})):
        return Talk()
    ids = frozenset(document.id for document in spoken)
    heard_in: dict[str, set[str]] = {}
    topics: dict[str, tuple[str, ...]] = {}
    for question, who in sorted(put_to.items()):
        terms = [term for *_, term in topic_terms(question, detect_language(question))]
        topics[question] = tuple(dict.fromkeys(terms))
        for term in topics[question]:
            heard_in.setdefault(term, set()).update(who)
    most = max(PUT_TO_ALL - 1, GUIDE_SHARE * len(people))
    return Talk(
        ids,
        {
            document.id: tuple(t for t in topics[document.question] if len(heard_in[t]) <= most)
            for document in documents
            if document.id in ids and document.question
        },
    )
