"""A corpus read in parts: what one worker finds in its share, small enough to hand on.

Reading (signals, excerpts, their terms) is done passage by passage, so it can be shared among any
number of workers; grouping needs everything at once. What is handed on holds places, stems and
reasons, and none of the text: that is cut from the passages again, so that words which somebody
asked to be erased are not kept here.
"""

import io
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.nlp.documents import KINDS, Cue, Document, Excerpt, Signals
from survey_app.nlp.names import NO_NAMES, Names
from survey_app.nlp.talk import Talk
from survey_app.nlp.theme_values import Constraints
from survey_app.nlp.themes import fingerprint, seeds_of, statements_of
from survey_app.nlp.units import Unit, collect_units

STATEMENTS = "any"  # stands beside the kinds for what was said in talk otherwise
_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # in the archive, so that the same share has the same bytes


@dataclass(frozen=True, slots=True)
class Evidence:
    """An excerpt as it is written down: its place, its kind, how sure that is, and why."""

    document_id: str
    start: int
    end: int
    kind: str
    scores: Mapping[str, float]
    cues: tuple[Cue, ...]


def read_share(
    documents: Sequence[Document],
    signals: Sequence[Signals],
    *,
    constraints: Constraints,
    talk: Talk,
    versions: Mapping[str, str],
    names: Names = NO_NAMES,
) -> bytes:
    """Pack what grouping needs to know of some documents, and which version of each was read."""
    found = {signal.document_id: signal for signal in signals}
    files: dict[str, Any] = {
        "share": {
            "n_documents": len(documents),
            "fingerprint": fingerprint(documents),
            "versions": {document.id: versions[document.id] for document in documents},
        }
    }
    for kind in KINDS:
        seeds = seeds_of(constraints, kind)
        units = collect_units(
            documents, kind=kind, signals=found, seeds=seeds, talk=talk, names=names
        )
        files[kind] = _packed(units, found)
    files[STATEMENTS] = _packed(statements_of(documents, found, talk, names), found)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
            archive.writestr(zipfile.ZipInfo(name, _SAME_TIME), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def size_and_fingerprint(share: bytes) -> tuple[int, str]:
    """Tell how many documents a share has, and the fingerprint of these."""
    content = _unpacked(share, "share")
    return content["n_documents"], content["fingerprint"]


def versions_of(share: bytes) -> dict[str, str]:
    """Tell which version of each document a share was read from."""
    versions: dict[str, str] = _unpacked(share, "share")["versions"]
    return versions


def units_of(share: bytes, kind: str, texts: Mapping[str, str]) -> list[Unit]:
    """Unpack the units of a kind, or the statements; those whose text is gone are left out."""
    content = _unpacked(share, kind)
    asked = [frozenset(terms) for terms in content["asked"]]
    return [
        Unit(
            document_id=sys.intern(document_id),
            start=start,
            end=end,
            quote=texts[document_id][start:end],
            respondent=sys.intern(respondent),
            language=sys.intern(language),
            terms=tuple(sys.intern(term) for term in terms),
            asked=asked[question],
            scores=dict(zip(KINDS, scores, strict=True)) if kind == STATEMENTS else {},
            seed_id=seed_id,
        )
        for document_id, start, end, respondent, language, terms, question, scores, seed_id, _ in (
            content["units"]
        )
        if document_id in texts
    ]


def evidence_of(share: bytes, kind: str) -> Iterator[Evidence]:
    """Unpack the excerpts of a kind, or the statements, with the reasons for their labels."""
    for document_id, start, end, _, _, _, _, scores, _, cues in _unpacked(share, kind)["units"]:
        yield Evidence(
            document_id,
            start,
            end,
            kind,
            dict(zip(KINDS, scores, strict=True)),
            tuple(Cue(*cue) for cue in cues),
        )


def _packed(units: Sequence[Unit], signals: Mapping[str, Signals]) -> dict[str, Any]:
    asked: dict[frozenset[str], int] = {}
    rows = []
    for unit in units:
        found = signals.get(unit.document_id)
        rows.append(
            (
                unit.document_id,
                unit.start,
                unit.end,
                unit.respondent,
                unit.language,
                unit.terms,
                asked.setdefault(unit.asked, len(asked)),
                [unit.scores[kind] for kind in KINDS],
                unit.seed_id,
                _reasons(unit, found.excerpts if found else ()),
            )
        )
    return {"asked": [sorted(terms) for terms in asked], "units": rows}


def _reasons(unit: Unit, clauses: Sequence[Excerpt]) -> list[tuple[str, int, int, float]]:
    """Gather all cues of the clauses that an excerpt consists of, each once."""
    cues = {
        (cue.name, cue.start, cue.end): cue.weight
        for one in clauses
        if one.start < unit.end and unit.start < one.end
        for cue in one.cues
    }
    return [(*place, weight) for place, weight in cues.items()]


def _unpacked(share: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(share)) as archive:
        return json.loads(archive.read(name))
