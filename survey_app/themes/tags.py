"""What an interviewer's tags make of a note: whoever was there and listened knows best."""

from __future__ import annotations

from dataclasses import replace

from survey_app.nlp.documents import KINDS, Cue, Document, Excerpt, Signals

TAG_WEIGHT = 6.0  # log-odds: whoever was there and listened outweighs any wording


def with_tags(signals: Signals, document: Document, tags: tuple[str, ...]) -> Signals:
    """Let the interviewer's tags stand above what the engine reads.

    Clauses of a tagged kind stay, without the kinds that were not tagged; a tagged kind of which
    the engine sees no trace is carried by the whole note.
    """
    if not tags or not document.text.strip():
        return signals
    excerpts = [
        replace(
            one,
            labels=tuple(kind for kind in one.labels if kind in tags),
            scores={kind: 1.0 if kind in tags and kind in one.labels else 0.0 for kind in KINDS},
            cues=(*_tag_cues(one.start, one.end, set(one.labels) & set(tags)), *one.cues),
        )
        for one in signals.excerpts
        if set(one.labels) & set(tags)
    ]
    unseen = {kind for kind in tags if not any(kind in one.labels for one in excerpts)}
    if unseen:
        text = document.text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        same = [one for one in excerpts if (one.start, one.end) == (start, end)]
        excerpts = [one for one in excerpts if one not in same]
        kinds = unseen.union(*(one.labels for one in same))
        excerpts.append(
            Excerpt(
                document_id=document.id,
                start=start,
                end=end,
                quote=text[start:end],
                scores={kind: 1.0 if kind in kinds else 0.0 for kind in KINDS},
                labels=tuple(kind for kind in KINDS if kind in kinds),
                cues=_tag_cues(start, end, kinds),
            )
        )
    return replace(
        signals,
        excerpts=tuple(excerpts),
        scores={kind: 1.0 if kind in tags else 0.0 for kind in KINDS},
        labels=tuple(kind for kind in KINDS if kind in tags),
    )


def _tag_cues(start: int, end: int, kinds: set[str]) -> tuple[Cue, ...]:
    return tuple(Cue(f"tagged.{kind}", start, end, TAG_WEIGHT) for kind in sorted(kinds))
