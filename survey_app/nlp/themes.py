"""Group what people said into themes, name them in their words, and say how sure that is."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.nlp.documents import KINDS, Document, Signals
from survey_app.nlp.drafts import (
    MIN_RESPONDENTS,
    Draft,
    draft_theme,
    join_by_seed,
    without_rejected,
    without_strays,
)
from survey_app.nlp.joining import join_alike, join_languages, join_same_topic
from survey_app.nlp.leftovers import gather
from survey_app.nlp.matter import by_matter, is_speech, without_scattered
from survey_app.nlp.names import NO_NAMES, Names
from survey_app.nlp.placing import MOST_GROUPED, draw, place
from survey_app.nlp.semantic import SentenceModel, sentence_model
from survey_app.nlp.talk import Talk, find_talk
from survey_app.nlp.theme_values import Constraints, Member, Seed, Theme, ThemeSet
from survey_app.nlp.units import Unit, collect_units, says_nothing
from survey_app.nlp.widening import widen

__all__ = ["Constraints", "Member", "Seed", "Theme", "ThemeSet", "find_themes"]

ENGINE_VERSION = "3"
KIND_SCORE = 0.5  # mean score from which a theme of any kind takes that kind's name

Progress = Callable[[float, str], None]


def find_themes(
    documents: Sequence[Document],
    *,
    kind: str = "any",
    signals: Sequence[Signals] | None = None,
    constraints: Constraints | None = None,
    vectors: str = "off",
    seed: int = 0,
    names: Names = NO_NAMES,
    language: str | None = None,
    progress: Progress | None = None,
) -> ThemeSet:
    """Find the themes in what people wrote or said, with names, quotes and confidence.

    `kind` is pain, goal, objection or praise, and then only excerpts with that label are grouped;
    'any' groups all that say something. How many themes there are is found, not asked. A theme has
    at least two respondents; what fits nowhere is listed as ungrouped. Themes come by number of
    respondents, then size, then name. Languages are grouped apart, and meet where their themes
    turn on the same things (synonyms.txt), or in an accepted theme with excerpts in both. The same
    input and seed give the same output, in whatever order documents come.

    With `vectors` 'auto' English is compared by meaning too where a sentence model is installed;
    'off' never does; anything else names the folder of a model. `names` (see `known_names`) make no
    theme. A theme that people voice in several languages is called in `language` where two of them
    speak it, else as most of them would; `Theme.names` has the others.

    Raises ValueError for an unknown kind, a folder without a model, or two documents with one id.
    """
    if kind not in (*KINDS, "any"):
        raise ValueError(f"Unknown kind {kind!r}. Choose one of: {', '.join(KINDS)}, any.")
    sentence_model(vectors)
    repeated = [name for name, n in Counter(d.id for d in documents).items() if n > 1]
    if repeated:
        raise ValueError(f"Two documents have the id {min(repeated)!r}. Give each its own.")
    tell = progress or (lambda share, step: None)
    constraints = constraints or Constraints()
    if signals is None:
        from survey_app.nlp.signals import find_signals, without_cues

        tell(0.0, "signals")
        ordered = sorted(documents, key=lambda document: document.id)
        signals = [without_cues(one) for one in find_signals(ordered)]
    found = {signal.document_id: signal for signal in signals}
    tell(0.2, "excerpts")
    talk = find_talk(documents)
    seeds = seeds_of(constraints, kind)
    material = Material(
        units=collect_units(
            documents, kind=kind, signals=found, seeds=seeds, talk=talk, names=names
        ),
        statements=statements_of(documents, found, talk, names),
        n_documents=len(documents),
        fingerprint=fingerprint(documents),
    )
    themes = themes_in(
        material,
        kind=kind,
        constraints=constraints,
        vectors=vectors,
        seed=seed,
        language=language,
        progress=lambda share, step: tell(0.25 + 0.75 * share, step),
    )
    return replace(themes, assignments=_assign(documents, themes.themes))


@dataclass(frozen=True, slots=True)
class Material:
    """What themes are made of, however it was read: in one go, or in parts by many workers.

    `units` are the excerpts to group, `statements` what was said in talk otherwise.
    """

    units: list[Unit]
    statements: list[Unit]
    n_documents: int
    fingerprint: str


def seeds_of(constraints: Constraints, kind: str) -> tuple[Seed, ...]:
    """Choose the accepted themes that excerpts of a kind may belong to."""
    return tuple(s for s in constraints.seeds if kind == "any" or s.kind in (kind, "any"))


def statements_of(
    documents: Sequence[Document],
    signals: Mapping[str, Signals],
    talk: Talk,
    names: Names = NO_NAMES,
) -> list[Unit]:
    """Cut everything that was said in talk into statements, of whatever kind."""
    spoken = [document for document in documents if document.id in talk.ids]
    return collect_units(spoken, kind="any", signals=signals, talk=talk, names=names)


def themes_in(
    material: Material,
    *,
    kind: str,
    constraints: Constraints,
    vectors: str = "off",
    seed: int = 0,
    language: str | None = None,
    progress: Progress = lambda share, step: None,
) -> ThemeSet:
    """Group, name and order what was read; the second half of `find_themes`.

    `assignments` stay empty, since the documents are not at hand.
    """
    model = sentence_model(vectors)
    seeds = seeds_of(constraints, kind)
    drafts: list[Draft] = []
    loose: list[Unit] = []
    languages = sorted({unit.language for unit in material.units})
    for at, spoken_language in enumerate(languages):
        spoken = [unit for unit in material.units if unit.language == spoken_language]
        more, rest = _group_language(
            spoken,
            spoken_language,
            seeds,
            seed,
            model,
            lambda s, at=at: progress(0.9 * (at + s) / len(languages), "groups"),  # type: ignore[misc]
        )
        drafts += more
        loose += rest
    if kind != "any" and is_speech(material.units, material.statements):
        accepted = [draft for draft in drafts if draft.seed_id is not None]
        loose += [unit for draft in drafts if draft.seed_id is None for unit in draft.units]
        drafts, loose = by_matter(loose, material.statements, kind, seed)
        drafts += accepted
    else:
        drafts, strays = without_strays(drafts)
        loose += strays
        drafts = join_alike(join_same_topic(drafts))
    if len(material.units) <= MOST_GROUPED and not material.statements:
        drafts, loose = gather(drafts, sorted(loose, key=lambda unit: unit.key), material.units)
    drafts = join_languages(drafts)
    drafts, dropped = without_rejected(join_by_seed(drafts), constraints.rejected, kind)
    loose += dropped
    if material.statements:
        widen(drafts, kind, material.statements)
        drafts, scattered = without_scattered(drafts, material.statements)
        loose += scattered
        used = {unit.key for draft in drafts for unit, _ in draft.wider}
        loose = [unit for unit in loose if unit.key not in used]
    progress(0.9, "names")
    themes = _finish(drafts, seeds, kind, language)
    progress(1.0, "done")
    return ThemeSet(
        themes=themes,
        assignments={},
        ungrouped=tuple(
            Member(*unit.key, unit.quote, 0.0) for unit in sorted(loose, key=lambda u: u.key)
        ),
        engine={
            "version": ENGINE_VERSION,
            "kind": kind,
            "vectors": model.name if model else "off",
            "seed": seed,
            "n_documents": material.n_documents,
            "n_excerpts": len(material.units),
            "n_seeds": len(constraints.seeds),
            "n_rejected": len(constraints.rejected),
            "corpus": material.fingerprint,
        },
    )


def _group_language(
    units: list[Unit],
    language: str,
    seeds: Sequence[Seed],
    seed: int,
    model: SentenceModel | None,
    tell: Callable[[float], None],
) -> tuple[list[Draft], list[Unit]]:
    import numpy as np

    from survey_app.nlp.consensus import group_units
    from survey_app.nlp.vectors import build_vectors

    numbers = {s.id: at for at, s in enumerate(seeds)}
    loose = [unit for unit in units if unit.seed_id is None and says_nothing(unit)]
    units = [unit for unit in units if unit.seed_id is not None or not says_nothing(unit)]
    if not units:
        return [], loose
    units, others = draw(units)
    fixed = np.array([numbers.get(unit.seed_id or "", -1) for unit in units], dtype=np.intp)
    if len({unit.respondent for unit in units}) < MIN_RESPONDENTS and fixed.max() < 0:
        return [], loose + units + others
    by_meaning = model is not None and language == "en"
    vectors = build_vectors(units, language, seed, model)
    tell(0.3)
    codes = {name: at for at, name in enumerate(sorted({unit.respondent for unit in units}))}
    grouping = group_units(
        vectors,
        [codes[unit.respondent] for unit in units],
        seed=seed,
        fixed=fixed,
        n_fixed=len(seeds),
        by_meaning=by_meaning,
        progress=lambda share: tell(0.3 + 0.7 * share),
    )
    drafts = []
    for group in sorted(set(grouping.labels.tolist()) - {-1}):
        members = np.flatnonzero(grouping.labels == group)
        seed_id = seeds[group].id if group < len(seeds) else None
        drafted, rest = draft_theme(
            [units[i] for i in members],
            vectors[members],
            grouping.firmness[members],
            grouping.confidence.get(group, 1.0),
            seed_id,
        )
        loose += rest
        if drafted:
            if by_meaning:
                middle = vectors[members].mean(axis=0)
                drafted.meaning = middle / max(1e-9, float(np.linalg.norm(middle)))
            drafts.append(drafted)
    loose += [units[i] for i in np.flatnonzero(grouping.labels == -1)]
    return drafts, loose + place(drafts, others)


def _finish(
    drafts: list[Draft], seeds: Sequence[Seed], kind: str, language: str | None
) -> tuple[Theme, ...]:
    from survey_app.nlp.keyphrases import find_keyphrases, weigh_terms
    from survey_app.nlp.naming import name_in_each_language, name_themes
    from survey_app.nlp.parts import describe, find_parts

    groups = [draft.units for draft in drafts]
    weights = weigh_terms(groups)
    phrases = [find_keyphrases(g, w) for g, w in zip(groups, weights, strict=True)]
    accepted = {s.id: s for s in seeds}
    free = [at for at, draft in enumerate(drafts) if draft.seed_id is None]
    names = name_themes(
        [groups[at] for at in free],
        [weights[at] for at in free],
        [phrases[at] for at in free],
        taken=[s.name for s in seeds],
        language=language,
    )
    named = dict(zip(free, names, strict=True))
    themes = []
    for at, draft in enumerate(drafts):
        own = accepted[draft.seed_id] if draft.seed_id else None
        themes.append(
            Theme(
                id=own.id if own else _theme_id(kind, draft.units),
                name=own.name if own else named[at],
                kind=own.kind if own else _kind_of(draft.units, kind),
                keyphrases=phrases[at],
                n_respondents=len({unit.respondent for unit, _ in _members(draft)}),
                confidence=round(min(1.0, draft.confidence), 4),
                members=tuple(
                    Member(*unit.key, unit.quote, score) for unit, score in _members(draft)
                ),
                seed_id=draft.seed_id,
                description=describe(draft.units, weights[at]),
                parts=find_parts(draft.units),
                names=name_in_each_language(draft.units),
            )
        )
    themes.sort(key=lambda theme: (-theme.n_respondents, -len(theme.members), theme.name, theme.id))
    return tuple(themes)


def _members(draft: Draft) -> list[tuple[Unit, float]]:
    return [*zip(draft.units, draft.scores, strict=True), *draft.wider]


def _kind_of(units: Sequence[Unit], kind: str) -> str:
    """Let each respondent's excerpts vote with their scores; 'any' where no kind prevails."""
    if kind != "any":
        return kind
    voices: dict[str, list[Mapping[str, float]]] = {}
    for unit in units:
        voices.setdefault(unit.respondent, []).append(unit.scores)
    means = {
        name: sum(sum(s[name] for s in said) / len(said) for said in voices.values()) / len(voices)
        for name in KINDS
    }
    best = max(KINDS, key=lambda name: means[name])
    return best if means[best] >= KIND_SCORE else "any"


def _theme_id(kind: str, units: Sequence[Unit]) -> str:
    places = "\n".join(f"{d}\t{s}\t{e}" for d, s, e in sorted(unit.key for unit in units))
    digest = hashlib.sha256(f"{kind}\n{places}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"t-{digest[:12]}"


def _assign(documents: Sequence[Document], themes: Sequence[Theme]) -> dict[str, str | None]:
    """Give each document the theme in which it stands most firmly."""
    best: dict[str, tuple[float, int, str]] = {}
    for rank, theme in enumerate(themes):
        for member in theme.members:
            claim = (member.score, -rank, theme.id)
            if claim > best.get(member.document_id, (-1.0, 0, "")):
                best[member.document_id] = claim
    return {
        document.id: best[document.id][2] if document.id in best else None
        for document in sorted(documents, key=lambda document: document.id)
    }


def fingerprint(documents: Iterable[Document]) -> str:
    """Tell one corpus from another: 64 hexadecimal digits, whatever the order of documents.

    Those of two parts add up to that of the whole (see `add_fingerprints`).
    """
    total = 0
    for document in documents:
        digest = hashlib.sha256()
        for part in (
            document.id,
            document.text,
            document.language or "",
            document.respondent or "",
            document.question or "",
            *document.elicits,
        ):
            digest.update(part.encode("utf-8", "surrogatepass") + b"\x00")
        total += int.from_bytes(digest.digest())
    return f"{total % 2**256:064x}"


def add_fingerprints(parts: Iterable[str]) -> str:
    """Give the fingerprint of a corpus from those of its parts."""
    return f"{sum(int(part, 16) for part in parts) % 2**256:064x}"
