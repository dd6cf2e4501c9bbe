"""Large material: a part is grouped, the rest is placed, and the order changes nothing."""

from survey_app.nlp import placing
from survey_app.nlp.drafts import Draft
from survey_app.nlp.units import Unit


def unit(name, *terms, respondent=None, seed_id=None):
    return Unit(name, 0, 1, "x", respondent or name, "en", terms, frozenset(), {}, seed_id)


def test_small_material_is_grouped_whole():
    units = [unit("a", "x"), unit("b", "y")]
    assert placing.draw(units, most=2) == (units, [])


def test_people_are_drawn_whole_and_accepted_quotes_are_always_among_them():
    units = [unit(f"{p}{i}", "x", respondent=f"p{p}") for p in range(30) for i in range(2)]
    units.append(unit("seeded", "x", respondent="p29", seed_id="7"))
    grouped, rest = placing.draw(units, most=20)
    assert len(grouped) <= 20
    assert sorted(u.key for u in (*grouped, *rest)) == sorted(u.key for u in units)
    assert not {u.respondent for u in grouped} & {u.respondent for u in rest}
    assert "p29" in {u.respondent for u in grouped}
    backwards, _ = placing.draw(units[::-1], most=20)
    assert {u.key for u in backwards} == {u.key for u in grouped}


def test_an_excerpt_goes_to_the_theme_whose_words_it_uses_or_nowhere():
    exports = [unit(f"e{i}", "export", "date") for i in range(4)]
    rotas = [unit(f"r{i}", "rota", "shift") for i in range(4)]
    drafts = [Draft(list(us), [1.0] * 4, [1.0] * 4, 1.0, None) for us in (exports, rotas)]
    loose = placing.place(drafts, [unit("n1", "export"), unit("n2", "shift"), unit("n3", "lift")])
    assert [u.document_id for u in drafts[0].units][4:] == ["n1"]
    assert [u.document_id for u in drafts[1].units][4:] == ["n2"]
    assert [u.document_id for u in loose] == ["n3"]


def test_themes_of_large_material_hold_nearly_everybody(monkeypatch):
    from survey_app.nlp import Document, find_themes

    monkeypatch.setattr(placing.draw, "__defaults__", (80,))
    things = ("export", "invoice", "calendar", "login")
    documents = [
        Document(id=f"{i:03d}", text=f"the {things[i % 4]} stalls on weekday {'abcdefg'[i % 7]}")
        for i in range(240)
    ]
    found = find_themes(documents, signals=[])
    n_in = sum(theme.n_respondents for theme in found.themes)
    assert n_in >= 200  # of 240, of whom 80 were grouped
    for theme in found.themes:
        places = [int(member.document_id) % 4 for member in theme.members]
        assert max(places.count(at) for at in range(4)) > 0.9 * len(places)
