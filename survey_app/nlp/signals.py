"""Which pains, goals, objections and praise a text voices, where, and why we think so."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from survey_app.nlp.documents import KINDS, Cue, Document, Excerpt, Signals
from survey_app.nlp.elicits import infer_elicits
from survey_app.nlp.features import ASKED, Evidence, clause_evidence, fold
from survey_app.nlp.lang import LANGUAGES, get_language
from survey_app.nlp.language import detect_language, identify_language
from survey_app.nlp.model import LABEL_AT, SignalModel, probability, shipped_model
from survey_app.nlp.split import split_clauses

MAX_CUES = 8  # of an excerpt, the strongest reasons; more would not be read
ANSWER_CHARS = 300  # of an answer; what is told beyond is less and less about the question
MIN_REASON = 0.15  # log-odds below this convince nobody


def find_signals(
    documents: Iterable[Document], *, model: SignalModel | None = None
) -> Iterator[Signals]:
    """Score every document and clause for pain, goal, objection and praise (0-1, independent).

    Results come one by one, in the order of the documents. A document's score is that of its
    strongest clause. Excerpts are the clauses that carry a label, or come close to one.
    """
    weights = model or shipped_model()
    words = weights.weighs_words
    for document in documents:
        yield _read(document, weights, words)


def without_cues(signals: Signals) -> Signals:
    """Leave out the reasons, two thirds of what signals weigh, where nobody will ask for them."""
    bare = tuple(replace(one, cues=()) for one in signals.excerpts)
    return replace(signals, excerpts=bare)


def _read(document: Document, model: SignalModel, words: bool) -> Signals:
    text = document.text
    if document.language is not None:
        get_language(document.language)  # an unknown language is an error, not a silent guess
        code = told = document.language
    else:
        code = detect_language(text)
        told = identify_language(text)
    asked = asked_strengths(document)
    folded = fold(text)
    excerpts = []
    best = dict.fromkeys(KINDS, 0.0)
    for start, end in split_clauses(text, code):
        heard = asked if start <= ANSWER_CHARS else _faded(asked, start)
        evidence = clause_evidence(text, folded, code, start, end, heard)
        if words:
            from survey_app.nlp.learning import term_evidence  # which knows this module

            evidence += term_evidence(text, code, start, end)
        scores = dict(zip(KINDS, map(probability, model.log_odds(evidence, code)), strict=True))
        labels = _labels(scores)
        for kind in KINDS:
            best[kind] = max(best[kind], scores[kind])
        if labels:
            excerpts.append(
                Excerpt(
                    document_id=document.id,
                    start=start,
                    end=end,
                    quote=text[start:end],
                    scores=_rounded(scores),
                    labels=labels,
                    cues=_reasons(evidence, model, labels),
                )
            )
    return Signals(
        document_id=document.id,
        language=told if told not in LANGUAGES else code,
        scores=_rounded(best),
        labels=_labels(best),
        excerpts=tuple(excerpts),
    )


def asked_kinds(document: Document) -> frozenset[str]:
    """Tell which kinds a document's question asks for, from its tags or else from its wording."""
    return frozenset(asked_strengths(document))


def asked_strengths(document: Document) -> dict[str, float]:
    """Tell how strongly a document's question asks for each kind (above 0 up to 1).

    A question for nothing else asks with full strength, also where it asks for two kinds at once.
    Beside tags of other things ('trigger', 'behaviour') a kind has the square of its share: the
    story of a purchase may voice an objection, but is none by having been asked for.
    """
    tags = document.elicits
    if not tags and document.question:
        tags = infer_elicits(document.question)
    counts = Counter(ASKED[tag] for tag in tags if tag in ASKED)
    return {kind: min(1.0, n / len(tags) * len(counts)) ** 2 for kind, n in sorted(counts.items())}


def _faded(asked: dict[str, float], start: int) -> dict[str, float]:
    """Weaken a question that was asked so many characters ago."""
    return {kind: strength * ANSWER_CHARS / start for kind, strength in asked.items()}


def _labels(scores: dict[str, float]) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if scores[kind] >= LABEL_AT)


def _rounded(scores: dict[str, float]) -> dict[str, float]:
    return {kind: round(score, 4) for kind, score in scores.items()}


def _reasons(
    evidence: list[Evidence], model: SignalModel, labels: tuple[str, ...]
) -> tuple[Cue, ...]:
    """Pick the evidence that weighs most for the labels, and typed objections where they apply."""
    columns = [KINDS.index(label) for label in labels]
    cues = []
    for item in evidence:
        weights = model.weights.get(item.name)
        if weights is None:
            continue
        weight = max((item.strength * weights[c] for c in columns), key=abs)
        if abs(weight) < MIN_REASON:
            continue
        cues.append(Cue(item.name, item.start, item.end, round(weight, 3)))
    cues.sort(
        key=lambda cue: (cue.name.startswith("words."), -abs(cue.weight), cue.start, cue.name)
    )
    return tuple(cues[:MAX_CUES])
