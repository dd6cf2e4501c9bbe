"""What people decided stays: accepted themes keep their members and grow; rejected ones rest."""

from survey_app.nlp.documents import Document
from survey_app.nlp.themes import Constraints, Seed, find_themes

EXPORTS = (
    "Exports take too long",
    "The export takes forever on large files",
    "Export to Excel takes ages",
)
BILLING = (
    "The invoice shows the wrong VAT",
    "Our invoices have the wrong VAT number",
    "Wrong VAT on every invoice",
)


def answers(*groups):
    return [
        Document(id=f"{g}-{i}", text=text, language="en")
        for g, group in enumerate(groups)
        for i, text in enumerate(group)
    ]


def seed_of(documents, ids, name="Slow exports", theme_id="T1", kind="pain"):
    texts = {d.id: d.text for d in documents}
    return Seed(theme_id, name, kind, tuple((i, 0, len(texts[i])) for i in ids))


def members(theme):
    return {member.document_id for member in theme.members}


def test_an_accepted_theme_keeps_its_name_and_members_and_takes_in_similar_ones():
    documents = answers(EXPORTS, BILLING)
    accepted = Constraints(seeds=(seed_of(documents, ["0-0", "0-1"]),))
    found = find_themes(documents, signals=[], constraints=accepted)
    theme = next(t for t in found.themes if t.seed_id == "T1")
    assert theme.name == "Slow exports"
    assert theme.kind == "pain"
    assert members(theme) == {"0-0", "0-1", "0-2"}
    assert next(t for t in found.themes if t.seed_id is None).n_respondents == 3


def test_an_accepted_theme_keeps_an_excerpt_that_looks_out_of_place():
    documents = answers(EXPORTS, BILLING)
    accepted = Constraints(seeds=(seed_of(documents, ["0-0", "0-1", "1-0"]),))
    found = find_themes(documents, signals=[], constraints=accepted)
    assert {"0-0", "0-1", "1-0"} <= members(next(t for t in found.themes if t.seed_id == "T1"))


def test_an_accepted_excerpt_keeps_exactly_its_span():
    documents = [
        Document(id="a", text="Exports take too long. The rest is fine.", language="en"),
        Document(id="b", text="Our exports take too long.", language="en"),
    ]
    accepted = Constraints(seeds=(Seed("T1", "Slow exports", "pain", (("a", 0, 21),)),))
    theme = find_themes(documents, signals=[], constraints=accepted).themes[0]
    assert ("a", 0, 21, "Exports take too long") in {
        (m.document_id, m.start, m.end, m.quote) for m in theme.members
    }


def test_two_accepted_themes_about_one_subject_stay_apart():
    documents = answers((*EXPORTS, "Exports take ages on large files"))
    constraints = Constraints(
        seeds=(
            seed_of(documents, ["0-0", "0-2"], "Slow exports", "T1"),
            seed_of(documents, ["0-1"], "Large files", "T2"),
        )
    )
    found = find_themes(documents, signals=[], constraints=constraints)
    by_seed = {theme.seed_id: members(theme) for theme in found.themes}
    assert {"0-0", "0-2"} <= by_seed["T1"]
    assert "0-1" in by_seed["T2"]
    assert not by_seed["T1"] & by_seed["T2"]


def test_a_rejected_theme_is_not_suggested_again():
    documents = answers(EXPORTS, BILLING)
    rejected = Constraints(rejected=(seed_of(documents, ["0-0", "0-1", "0-2"]),))
    found = find_themes(documents, signals=[], constraints=rejected)
    assert [members(theme) for theme in found.themes] == [{"1-0", "1-1", "1-2"}]
    assert {m.document_id for m in found.ungrouped} == {"0-0", "0-1", "0-2"}


def test_an_accepted_theme_joins_what_two_languages_say():
    documents = [
        *answers(EXPORTS),
        Document(id="ru0", text="Выгрузка отчёта длится слишком долго", language="ru"),
        Document(id="ru1", text="Выгрузка отчёта длится вечность", language="ru"),
    ]
    accepted = Constraints(seeds=(seed_of(documents, ["0-0", "0-1", "ru0"]),))
    found = find_themes(documents, signals=[], constraints=accepted)
    assert members(found.themes[0]) == {"0-0", "0-1", "0-2", "ru0", "ru1"}


def test_a_seed_whose_documents_are_gone_is_left_out():
    gone = Constraints(seeds=(Seed("T1", "Gone", "pain", (("nowhere", 0, 5),)),))
    found = find_themes(answers(BILLING), signals=[], constraints=gone)
    assert all(theme.seed_id is None for theme in found.themes)


def test_a_seed_of_another_kind_plays_no_part():
    documents = answers(EXPORTS)
    accepted = Constraints(seeds=(seed_of(documents, ["0-0"], kind="goal"),))
    found = find_themes(documents, kind="pain", signals=[], constraints=accepted)
    assert found.themes == ()


def test_a_new_theme_does_not_take_an_accepted_name():
    documents = answers(EXPORTS, BILLING)
    first = find_themes(documents, signals=[])
    name = first.themes[0].name
    other = Seed("T1", name, "pain", (("zz", 0, 4),))
    again = find_themes(
        [*documents, Document(id="zz", text="Other matters entirely", language="en")],
        signals=[],
        constraints=Constraints(seeds=(other,)),
    )
    assert [theme.name for theme in again.themes].count(name) == 1
