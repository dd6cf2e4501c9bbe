"""Themes: what people said, grouped, counted by respondent, the same whatever the order."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.nlp.documents import Document, Excerpt, Signals
from survey_app.nlp.themes import find_themes

EXPORTS = (
    "Exports take too long",
    "The export takes forever on large files",
    "Export to Excel takes ages",
    "Exports take far too long on Mondays",
)
BILLING = (
    "The invoice shows the wrong VAT",
    "Our invoices have the wrong VAT number",
    "Wrong VAT on every invoice",
    "VAT is wrong on the invoices",
)
SUPPORT = (
    "Nobody answers the support phone on Fridays",
    "The support phone rings and nobody answers",
    "Support never answers the phone",
    "Nobody at support answers our calls",
)


def answers(*groups: tuple[str, ...]) -> list[Document]:
    """One answer each from different people; '0-2' is the third of the first group."""
    return [
        Document(id=f"{g}-{i}", text=text, respondent=f"person {g}-{i}", language="en")
        for g, group in enumerate(groups)
        for i, text in enumerate(group)
    ]


def plain(documents, **options):
    return find_themes(documents, signals=[], **options)


def labelled(document: Document, *kinds: str) -> Signals:
    excerpt = Excerpt(
        document.id, 0, len(document.text), document.text, dict.fromkeys(kinds, 0.9), kinds, ()
    )
    return Signals(document.id, "en", dict.fromkeys(kinds, 0.9), kinds, (excerpt,))


def test_three_subjects_become_three_themes_with_nobody_told_the_number():
    found = plain(answers(EXPORTS, BILLING, SUPPORT))
    groups = {frozenset(member.document_id for member in theme.members) for theme in found.themes}
    assert groups == {frozenset(f"{g}-{i}" for i in range(4)) for g in range(3)}
    assert [theme.n_respondents for theme in found.themes] == [4, 4, 4]
    assert found.ungrouped == ()


def test_every_quote_is_found_at_its_place():
    documents = answers(EXPORTS, BILLING, SUPPORT)
    texts = {document.id: document.text for document in documents}
    found = plain(documents)
    for member in [m for theme in found.themes for m in theme.members] + list(found.ungrouped):
        assert texts[member.document_id][member.start : member.end] == member.quote
        assert 0 <= member.score <= 1


def test_every_document_is_assigned_to_the_theme_that_holds_it():
    found = plain(answers(EXPORTS, BILLING, ("Zebras",)))
    assert set(found.assignments) == {"2-0"} | {f"{g}-{i}" for g in (0, 1) for i in range(4)}
    for theme in found.themes:
        assert {found.assignments[member.document_id] for member in theme.members} == {theme.id}
    assert found.assignments["2-0"] is None


def test_what_fits_nowhere_is_listed_and_not_forced():
    found = plain(answers(EXPORTS, BILLING, ("Zebras graze peacefully",)))
    assert [member.quote for member in found.ungrouped] == ["Zebras graze peacefully"]


def test_a_theme_needs_two_respondents():
    chatty = [
        Document(id=f"c{i}", text=text, respondent="one person", language="en")
        for i, text in enumerate(SUPPORT)
    ]
    found = plain(answers(EXPORTS, BILLING) + chatty)
    assert all(theme.n_respondents >= 2 for theme in found.themes)
    assert {f"c{i}" for i in range(4)} <= {member.document_id for member in found.ungrouped}


def test_one_respondent_alone_gives_no_theme_and_keeps_everything_in_sight():
    documents = [
        Document(id=str(i), text=text, respondent="she", language="en")
        for i, text in enumerate(EXPORTS)
    ]
    found = plain(documents)
    assert found.themes == ()
    assert len(found.ungrouped) == 4


@pytest.mark.parametrize(
    "texts", [(), ("",), ("n/a", "none", "no", "Thanks!"), ("👍", "🙂🙂"), ("нет", "没有"), ("x",)]
)
def test_empty_answers_and_small_talk_give_an_honest_empty_list(texts):
    documents = [Document(id=str(i), text=text) for i, text in enumerate(texts)]
    found = plain(documents)
    assert found.themes == ()
    assert set(found.assignments.values()) <= {None}


def test_three_answers_where_two_agree_give_one_theme():
    found = plain(answers((EXPORTS[0], EXPORTS[3], "Zebras graze peacefully")))
    assert [{m.document_id for m in theme.members} for theme in found.themes] == [{"0-0", "0-1"}]


def test_the_words_of_the_question_make_no_theme():
    # All six repeat 'portal'; only exports (3) and invoices (3) tell them apart.
    question = "What annoys you about the customer portal?"
    texts = [
        "The customer portal exports slowly",
        "Customer portal exports stall",
        "In the portal exports stall slowly",
        "The customer portal loses invoices",
        "Portal: invoices go missing, lost invoices",
        "Lost invoices in the customer portal",
    ]
    documents = [
        Document(id=str(i), text=text, question=question, language="en")
        for i, text in enumerate(texts)
    ]
    found = plain(documents)
    groups = {frozenset(m.document_id for m in theme.members) for theme in found.themes}
    assert groups == {frozenset("012"), frozenset("345")}
    assert not any("portal" in phrase for theme in found.themes for phrase in theme.keyphrases)


def test_names_links_and_numbers_hold_nothing_together():
    shared = "@portrait_app https://example.org/a 12345 Mr. Brown"
    texts = [f"{EXPORTS[0]} {shared}", EXPORTS[1], f"{BILLING[0]} {shared}", BILLING[1]]
    found = plain([Document(id=str(i), text=t, language="en") for i, t in enumerate(texts)])
    groups = {frozenset(m.document_id for m in theme.members) for theme in found.themes}
    assert groups == {frozenset("01"), frozenset("23")}


def test_with_a_kind_only_its_excerpts_are_grouped():
    documents = answers(EXPORTS, BILLING)
    signals = [labelled(d, "pain" if d.id.startswith("0") else "goal") for d in documents]
    found = find_themes(documents, kind="pain", signals=signals)
    assert {m.document_id for theme in found.themes for m in theme.members} == {
        f"0-{i}" for i in range(4)
    }
    assert {theme.kind for theme in found.themes} == {"pain"}


def test_a_theme_of_any_kind_takes_the_kind_of_its_members():
    documents = answers(EXPORTS, BILLING)
    signals = [labelled(d, "pain" if d.id.startswith("0") else "goal") for d in documents]
    kinds = {
        theme.members[0].document_id[0]: theme.kind
        for theme in find_themes(documents, signals=signals).themes
    }
    assert kinds == {"0": "pain", "1": "goal"}


def test_languages_meet_in_a_theme_that_turns_on_the_same_thing_and_stay_apart_otherwise():
    russian = ("Выгрузка длится слишком долго", "Выгрузка отчёта длится вечность")
    chinese = ("房间隔音效果不好", "房间的隔音很差")
    documents = answers(EXPORTS) + [
        Document(id=f"{language}{i}", text=text, language=language)
        for language, texts in (("ru", russian), ("zh", chinese))
        for i, text in enumerate(texts)
    ]
    groups = {
        frozenset(member.document_id for member in theme.members)
        for theme in plain(documents).themes
    }
    assert groups == {  # 'export' and 'выгрузка' stand in one line of the synonyms
        frozenset({*(f"0-{i}" for i in range(4)), "ru0", "ru1"}),
        frozenset({"zh0", "zh1"}),
    }


def test_the_first_three_members_come_from_three_people():
    documents = answers(EXPORTS)
    more = [
        Document(id=f"z{i}", text=EXPORTS[0], respondent="person 0-0", language="en")
        for i in range(3)
    ]
    theme = plain(documents + more).themes[0]
    people = {d.id: d.respondent for d in documents + more}
    assert len({people[member.document_id] for member in theme.members[:3]}) == 3


def test_the_engine_record_tells_what_was_run():
    documents = answers(EXPORTS)
    engine = plain(documents, seed=3).engine
    assert (engine["seed"], engine["n_documents"], engine["kind"]) == (3, 4, "any")
    assert engine["corpus"] == plain(documents[::-1]).engine["corpus"]
    assert engine["corpus"] != plain(documents[:3]).engine["corpus"]


def test_progress_goes_up_to_one():
    seen = []
    plain(answers(EXPORTS, BILLING), progress=lambda share, step: seen.append(share))
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_unknown_kinds_vectors_and_double_ids_are_refused():
    with pytest.raises(ValueError, match="pain, goal, objection, praise, any"):
        plain([], kind="joy")
    with pytest.raises(ValueError, match="auto, off"):
        plain([], vectors="best")
    with pytest.raises(ValueError, match="'a'"):
        plain([Document(id="a", text="x"), Document(id="a", text="y")])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_shuffling_documents_changes_nothing(order: random.Random, seed: int):
    documents = answers(EXPORTS, BILLING, SUPPORT, ("Zebras graze",))
    shuffled = list(documents)
    order.shuffle(shuffled)
    assert plain(shuffled, seed=seed) == plain(documents, seed=seed)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_is_survived_and_quoted_truly(texts: list[str]):
    documents = [Document(id=str(i), text=text) for i, text in enumerate(texts)]
    found = plain(documents)
    everything = [m for theme in found.themes for m in theme.members] + list(found.ungrouped)
    for member in everything:
        assert texts[int(member.document_id)][member.start : member.end] == member.quote


def test_a_large_group_is_found_again_in_most_repeats():
    drawn = random.Random(1)
    things = ("export", "invoice", "calendar", "login", "search", "report")
    faults = ("stalls", "crashes", "freezes", "fails")
    documents = [
        Document(id=f"{i:03d}", text=f"the {things[i % 6]} {drawn.choice(faults)} here")
        for i in range(120)
    ]
    found = plain(documents)
    assert len(found.themes) >= 4
    assert all(0 <= theme.confidence <= 1 for theme in found.themes)
    pure = [len({int(m.document_id) % 6 for m in theme.members}) == 1 for theme in found.themes]
    assert sum(pure) >= len(pure) - 1


def test_themes_that_turn_on_one_word_are_joined_and_others_stay_apart():
    from survey_app.nlp.drafts import Draft
    from survey_app.nlp.joining import join_same_topic
    from survey_app.nlp.units import Unit

    def draft(name, *said):
        units = [
            Unit(f"{name}{i}", 0, 1, "x", f"{name}{i}", "en", terms, frozenset(), {})
            for i, terms in enumerate(said)
        ]
        return Draft(units, [0.5] * len(units), [0.5] * len(units), 0.5, None)

    fridays = draft("a", ("friday", "support"), ("friday", "phone"), ("friday",))
    silence = draft("b", ("friday", "answer"), ("friday", "line"))
    exports = draft("c", ("export", "phone"), ("export",))
    # 'friday': 5 of 5 uses lie in the first two, by 5 of 5 people; 'phone': one each
    found = join_same_topic([fridays, silence, exports])
    assert [len(one.units) for one in found] == [5, 2]


def test_two_people_who_share_no_word_make_no_theme():
    from survey_app.nlp.drafts import _say_the_same
    from survey_app.nlp.units import Unit

    def unit(person, *terms):
        return Unit(person, 0, 1, "x", person, "en", terms, frozenset(), {})

    assert not _say_the_same([unit("a", "needle"), unit("b", "rota")])
    assert _say_the_same([unit("a", "needle"), unit("b", "needle", "rota")])
