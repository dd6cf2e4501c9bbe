"""Paths to material: which is a table, which are notes, and whether they can be understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from survey_app.analyze.material import BadInput, Material, joined
from survey_app.analyze.notes import notes_in, read_notes
from survey_app.analyze.survey import Columns, read_survey
from survey_app.nlp.lang import LANGUAGES
from survey_app.nlp.language import identify_language
from survey_app.sources import TRANSCRIPT_ENDINGS

TABLE_ENDINGS = (".csv", ".tsv", ".xlsx")
SAMPLE_CHARS = 60
"""Of each of many documents, to tell the language of all."""
N_SAMPLES = 30
MIN_CHARS = 200
"""Less text than this does not tell a foreign language from odd English."""


def read_material(paths: Sequence[Path], columns: Columns) -> Material:
    """Everything behind the paths as one study; SourceError or BadInput where that fails."""
    tables: list[Path] = []
    notes: list[Path] = []
    for path in paths:
        if not path.exists():
            raise BadInput(f"{path.name}: there is no such file or folder. Check the path.")
        if path.is_dir():
            notes += notes_in(path)
        elif path.suffix.lower() in TABLE_ENDINGS:
            tables.append(path)
        elif path.suffix.lower() in TRANSCRIPT_ENDINGS:
            notes.append(path)
        else:
            known = ", ".join((*TABLE_ENDINGS, *TRANSCRIPT_ENDINGS))
            raise BadInput(f"{path.name}: this kind of file cannot be read. Use one of: {known}.")
    if not tables and any((columns.text, columns.respondent, columns.segments)):
        raise BadInput("Columns can only be named for a table (csv, xlsx), and none is given.")
    materials = [read_survey(path, columns) for path in tables]
    if notes:
        materials.append(read_notes(notes, _title(paths)))
    material = joined(materials)
    _check_language(material)
    return material


def _check_language(material: Material) -> None:
    """Refuse a study in a language that is not understood; single foreign answers do not matter."""
    step = max(1, len(material.documents) // N_SAMPLES)
    picked = material.documents[::step][:N_SAMPLES]
    sample = " ".join(document.text[:SAMPLE_CHARS] for document in picked)
    if len(sample) < MIN_CHARS:
        sample = " ".join(document.text for document in material.documents[:N_SAMPLES])
    code = identify_language(sample)
    if code not in LANGUAGES and len(sample) >= MIN_CHARS:
        raise BadInput(
            f"The text seems to be in a language that is not understood ('{code}'). "
            "Portrait reads English, Russian and Chinese."
        )


def _title(paths: Sequence[Path]) -> str:
    folder = next((path for path in paths if path.is_dir()), None)
    name = folder.resolve().name if folder else paths[0].stem
    if folder and name.casefold() in ("notes", "transcripts", "interviews", "calls"):
        name = folder.resolve().parent.name or name
    text = " ".join(name.replace("_", " ").replace("-", " ").split())
    return text[:1].upper() + text[1:]
