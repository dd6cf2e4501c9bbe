"""Read in any parts and any order, an analysis comes out the same; what was accepted stays."""

import random
from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.nlp.documents import KINDS, Document
from survey_app.nlp.main_kind import with_main_kind
from survey_app.nlp.shards import (
    STATEMENTS,
    evidence_of,
    read_share,
    size_and_fingerprint,
    units_of,
    versions_of,
)
from survey_app.nlp.signals import find_signals
from survey_app.nlp.talk import find_talk
from survey_app.nlp.theme_values import Constraints, Seed
from survey_app.nlp.themes import Material, add_fingerprints, find_themes, themes_in

SLOW = (
    "The export is far too slow",
    "Exports take too long and never finish",
    "It annoys me that the export takes forever",
    "The slow export costs us an hour a day",
    "Waiting for the export is a pain",
)
WRONG = (
    "The invoice shows the wrong VAT",
    "Our invoices are wrong every month",
    "Wrong VAT on every invoice, very annoying",
    "The invoice is wrong again",
)
OTHERS = (
    "Экспорт работает слишком медленно",
    "Экспорт очень медленный, это раздражает",
    "导出太慢了",
    "导出很慢，等了很久",
    "I love the calendar",
    "The calendar is great",
    "I would like a dark mode",
    "Please add a dark mode",
    "",
    "ok",
    "👍",
)
TALK = "I looked at the map for a while. The map would not zoom, which was annoying. " * 12
TEXTS = (*SLOW, *WRONG, *OTHERS, TALK, TALK.replace("zoom", "scroll"))
DOCUMENTS = [
    Document(f"d{at:02d}", text, respondent=f"r{at:02d}", question=None)
    for at, text in enumerate(TEXTS)
]
SIGNALS = {
    document.id: with_main_kind(found)
    for document, found in zip(DOCUMENTS, find_signals(DOCUMENTS), strict=True)
}
SPAN = Seed("T1", "Slow exports", "pain", (("d00", 0, len(SLOW[0])), ("d01", 0, len(SLOW[1]))))
KEPT = Constraints(seeds=(SPAN,))


def shared(parts, kind):
    """Analyse a kind as workers do: each part is read alone, then all is brought together."""
    talk = find_talk(DOCUMENTS)
    texts = {document.id: document.text for document in DOCUMENTS}
    units, statements, sizes, evidence = [], [], [], []
    for part in parts:
        share = read_share(
            part,
            [SIGNALS[document.id] for document in part],
            constraints=KEPT,
            talk=talk,
            versions=dict.fromkeys((document.id for document in part), "1"),
        )
        assert versions_of(share).keys() == {document.id for document in part}
        units += units_of(share, kind, texts)
        statements += units_of(share, STATEMENTS, texts)
        evidence += evidence_of(share, kind)
        sizes.append(size_and_fingerprint(share))
    units.sort(key=lambda unit: (*unit.key, unit.seed_id or ""))
    statements.sort(key=lambda unit: unit.key)
    material = Material(
        units, statements, sum(n for n, _ in sizes), add_fingerprints(one for _, one in sizes)
    )
    found = themes_in(material, kind=kind, constraints=KEPT)
    return repr(asdict(found)), sorted(evidence, key=repr)


WHOLE = {kind: shared([DOCUMENTS], kind) for kind in KINDS}


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, len(DOCUMENTS)), st.sampled_from(KINDS))
def test_any_partition_into_shares_read_in_any_order_gives_the_same_bytes(
    chance: random.Random, n_shares: int, kind: str
):
    dealt = list(DOCUMENTS)
    chance.shuffle(dealt)
    home = [chance.randrange(n_shares) for _ in dealt]
    parts = [
        [document for document, at in zip(dealt, home, strict=True) if at == number]
        for number in range(n_shares)
    ]
    assert shared(parts, kind) == WHOLE[kind]


def test_the_shares_give_what_the_library_gives_in_one_go():
    found = find_themes(DOCUMENTS, kind="pain", signals=list(SIGNALS.values()), constraints=KEPT)
    assert repr(asdict(found)["themes"]) in WHOLE["pain"][0]
    assert any(theme.seed_id == "T1" for theme in found.themes)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, len(DOCUMENTS) - 2))
def test_answers_that_arrive_later_join_what_was_accepted_and_take_nothing_from_it(
    chance: random.Random, n_more: int
):
    # Whoever answers next, and in whatever order: the two accepted quotes stay, with their name.
    later = list(DOCUMENTS[2:])
    chance.shuffle(later)
    documents = [*later[:n_more], *DOCUMENTS[:2]]
    chance.shuffle(documents)
    found = find_themes(documents, kind="pain", constraints=KEPT)
    (kept,) = [theme for theme in found.themes if theme.seed_id == "T1"]
    places = {(one.document_id, one.start, one.end) for one in kept.members}
    assert set(SPAN.members) <= places
    assert kept.name == "Slow exports"
    others = [one for theme in found.themes if theme is not kept for one in theme.members]
    assert not any((one.document_id, one.start, one.end) in SPAN.members for one in others)
    assert not any((one.document_id, one.start, one.end) in SPAN.members for one in found.ungrouped)


@settings(max_examples=8, deadline=None)
@given(st.permutations(SLOW[2:]), st.integers(1, 3))
def test_a_new_answer_about_an_accepted_theme_joins_it(new: list[str], n_new: int):
    documents = [*DOCUMENTS[:2], *DOCUMENTS[5:9]]
    documents += [
        Document(f"n{at}", text, respondent=f"n{at}") for at, text in enumerate(new[:n_new])
    ]
    found = find_themes(documents, kind="pain", constraints=KEPT)
    (kept,) = [theme for theme in found.themes if theme.seed_id == "T1"]
    joined = {one.document_id for one in kept.members}
    assert {f"n{at}" for at in range(n_new)} <= joined
    assert not joined & {document.id for document in DOCUMENTS[5:9]}
