from dataclasses import replace

from survey_app.synthesis import Context, Quote, ThemeInfo
from survey_app.synthesis.changes import compare_versions
from survey_app.synthesis.counter import against_theme
from survey_app.synthesis.representation import represent
from survey_app.synthesis.saturation import saturation
from survey_app.synthesis.stress import stress_test
from tests.synthesis.builders import EXPORTS, cited, person, persona, quote, statement


def _word(n, asked=10, **changes):
    people = tuple(person(i, [EXPORTS] if i < n else []) for i in range(20))
    theme = ThemeInfo(EXPORTS, "pain", "Exports", tuple(quote(i) for i in range(n)))
    one = persona(statement(n=n, asked=asked, **changes))
    return stress_test(one, Context(people, (theme,))).lines[0]


def test_a_line_that_loses_two_people_and_stands_is_not_short_of_voices():
    # Rule R1 asks for three pieces of evidence. 5 - 3 = 2 may leave; of 4 only one may.
    assert (_word(5).spare, _word(4).spare) == (2, 1)
    assert "few_voices" not in _word(5).reasons
    assert "few_voices" in _word(4).reasons


def test_a_line_is_solid_without_a_weak_point_likely_with_one_fragile_with_two():
    # Wilson for 9 of 10: 0.596 to 0.982, 0.386 wide; for 6 of 10: 0.313 to 0.832, 0.519 wide.
    assert (_word(9).word, _word(9).reasons) == ("solid", ())
    assert (_word(6).word, _word(6).reasons) == ("likely", ("wide",))
    assert (_word(4).word, _word(4).reasons) == ("fragile", ("few_voices", "wide"))
    assert _word(9, basis="assumed").word == "fragile"
    against = (*statement().evidence, cited(quote(9), "against"))
    assert _word(9, evidence=against).reasons == ("contradicted",)


def test_a_persona_is_no_stronger_than_its_segment_and_its_lines():
    people = tuple(person(i, [EXPORTS]) for i in range(20))
    theme = ThemeInfo(EXPORTS, "pain", "Exports", tuple(quote(i) for i in range(20)))
    strong, weak = statement(n=10), statement(basis="assumed")

    def word(*lines, **changes):
        return stress_test(persona(*lines, **changes), Context(people, (theme,))).word

    assert word(strong) == "solid"
    assert word(strong, stability_word="likely") == "likely"
    assert word(strong, strong, weak) == "solid"  # one in three is not more than a third
    assert word(strong, weak) == "likely"  # a half is more than a third, not more than half
    assert word(strong, weak, weak) == "fragile"
    assert word() == "fragile"


def test_the_same_sheet_twice_has_no_changes():
    one = persona(statement(), statement(field="goals"))
    again = replace(
        one,
        statements=tuple(
            replace(line, evidence=tuple(reversed(line.evidence))) for line in one.statements
        ),
    )
    assert compare_versions(one, again).is_empty


def test_each_changed_line_says_in_what_it_changed():
    gone = statement(theme_id=None, text="In our own words", field="goals", basis="assumed")
    before = persona(statement(), gone)
    new = statement(theme_id="other", text="Another theme")
    counted = statement(n=7, text="Exports take ages", n_quotes=4)
    after = replace(persona(counted, new), name="Other", members=("p00", "p99"))
    found = compare_versions(before, after)
    assert [change.kinds for change in found.changes] == [
        ("reworded", "counted", "evidence"),
        ("added",),
        ("removed",),
    ]
    assert found.changes[0].gained == (f"quote:q-{EXPORTS}-3",)
    assert found.name == ("Exports take too long", "Other")
    assert found.joined == ("p99",)
    assert found.left == tuple(f"p{i:02d}" for i in range(1, 10))


def test_those_who_answered_are_held_against_the_customers_value_by_value():
    base = {f"c{i}": "retail" if i < 60 else "agency" for i in range(100)}
    # 10 retail and 30 agencies answered: 25 % retail, Wilson 14 to 40 %; of the customers 60 %.
    answered = [f"c{i}" for i in range(10)] + [f"c{i}" for i in range(60, 90)]
    found = represent("Line", base, answered)
    assert found is not None
    assert [(one.value, one.n, one.verdict) for one in found.values] == [
        ("retail", 10, "too_few"),
        ("agency", 30, "too_many"),
    ]
    assert [one.value for one in found.missing] == ["retail"]
    assert represent("Line", base, answered[:9]) is None  # nine are too few to compare


def test_nothing_new_from_three_people_in_a_row_is_saturation():
    spoken = [{"a", "b"}, {"c"}, {"a"}, {"d"}, {"a"}, {"b"}, {"e"}, {"a"}, {"b"}, {"c"}]
    found = saturation(spoken)
    assert found.new == (2, 1, 0, 1, 0, 0, 1, 0, 0, 0)
    assert found.seen == (2, 3, 3, 4, 4, 4, 5, 5, 5, 5)
    # The base of four people has 4 themes; 5 % of it is 0.2. People 5-7 bring one, as do 6-8 and
    # 7-9; people 8-10 bring none.
    assert found.reached_at == 10
    assert saturation(spoken[:9]).reached_at is None
    assert saturation([]).reached_at is None


def _against(name, kind, other_kind, text):
    theme = ThemeInfo("t", kind, name)
    other = ThemeInfo("o", other_kind, "O", (Quote("q", "p1", "o", text),))
    return [piece.text for piece in against_theme(theme, [theme, other], {"p1"})]


def test_a_quote_that_denies_the_name_speaks_against_it_whatever_its_kind():
    name = "Monthly exports are slow"
    said = "Our monthly exports aren't slow at all"
    assert _against(name, "pain", "objection", said) == [said]
    assert _against(name, "pain", "objection", "Our monthly exports are slow") == []
    # One shared word is not the same thing, and a wish denies nothing.
    assert _against(name, "pain", "objection", "The exports do not carry colours") == []
    assert _against(name, "pain", "goal", said) == []
    russian = "Ежемесячная выгрузка совсем не мешает"
    assert _against("Ежемесячная выгрузка мешает", "pain", "pain", russian) == [russian]
