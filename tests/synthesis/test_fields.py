import pytest

from survey_app.synthesis import FIELD_BY_KEY, FIELDS, Quote, ThemeInfo, Trait
from survey_app.synthesis.claims import claims_of, compare, count_answer, count_theme, shared_keys
from survey_app.synthesis.counter import closed_against
from survey_app.synthesis.fields import (
    TYPES,
    Segment,
    _by_key,
    build_statements,
    field_of_trait,
    field_on_sheet,
    fields_of,
    part_label,
)
from survey_app.synthesis.fields.parts import ORDER
from survey_app.synthesis.quotes import QuotePicker
from survey_app.synthesis.wording import LANGUAGES
from tests.synthesis.builders import AGE, EXPORTS, SIZE, person, quote, study


def segment(members, people, themes=(), traits=(), **changes):
    claims = compare([members], people, themes, traits)[0] if len(members) < len(people) else (
        claims_of(members, themes, traits))  # fmt: skip
    return Segment(
        tuple(members), len(people), tuple(themes), tuple(traits), claims, QuotePicker(), **changes
    )


def _is_filled_by_answers(field):
    """By themes or tags, in a draft, which is of a buyer; 'who' takes what nobody claims."""
    return field.kind or field.key == "who" or (field.tags and "buyer" in field.types)


def test_fields_without_a_kind_or_a_tag_are_left_to_people():
    people = [person(i, ["t"], k="yes") for i in range(6)]
    theme = ThemeInfo("t", "pain", "Words of customers", tuple(quote(i, "t") for i in range(6)))
    found = build_statements(segment(people, people, [theme], [Trait("k", "Q", {"yes": "Yes"})]))
    assert {statement.field for statement in found} == {"pains", "who"}


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_its_fields_in_the_order_of_its_parts(kind):
    fields = fields_of(kind)
    headings = list(dict.fromkeys(field.heading for field in fields))
    order = [heading for heading in ORDER[kind] if heading in headings]
    assert headings == order
    own = {"buyer": "dreams", "icp": "least_spend", "negative": "red_flags"}
    assert {name for name, key in own.items() if key in {one.key for one in fields}} == {kind}


@pytest.mark.parametrize(
    ("key", "kind", "stands"),
    [
        ("p20_15_age", "buyer", "age"),  # ends in '_age'
        ("language", "buyer", "demographics"),  # 'age' is only a part of a word
        ("p20_8_turnover", "icp", "turnover"),
        ("p20_8_turnover", "buyer", "demographics"),  # a buyer has no such field
        (None, "buyer", "demographics"),
    ],
)
def test_an_answer_stands_under_the_field_that_its_question_asks_for(key, kind, stands):
    assert field_on_sheet("demographics", key, kind) == stands


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_field_has_a_label_in_every_language_and_copes_with_nothing(field):
    assert all(field.label[language] for language in LANGUAGES)
    assert set(field.hint) in (set(), set(LANGUAGES))
    assert set(field.ours) in (set(), set(LANGUAGES))
    assert all(part_label(field.heading, language) for language in LANGUAGES)
    assert field.types <= set(TYPES)
    assert FIELD_BY_KEY[field.key] is field
    assert field.build(segment((), ())) == []


@pytest.mark.parametrize(
    "field", [one for one in FIELDS if _is_filled_by_answers(one)], ids=lambda field: field.key
)
def test_every_field_builds_statements_under_its_own_key(field):
    kind = field.kind or "pain"
    tags = tuple(sorted(field.tags))
    trait = Trait("k", "Question", {"yes": "Yes"}, sensitive=field.takes_sensitive, elicits=tags)
    people = [person(i, ["t"], k="yes") for i in range(6)]
    theme = ThemeInfo("t", kind, "Words of customers", tuple(quote(i, "t") for i in range(6)))
    found = build_statements(segment(people, people, [theme], [trait]))
    assert field.key in {statement.field for statement in found}
    expected = "Words of customers" if field.kind else "Question: Yes"
    assert [one.text for one in found if one.field == field.key] == [expected]


def test_a_field_named_twice_is_refused():
    with pytest.raises(ValueError, match="named twice: goals"):
        _by_key([FIELDS[0], FIELDS[1], FIELDS[0]])


@pytest.mark.parametrize(
    ("elicits", "sensitive", "key"),
    [
        (("info_source",), False, "learning"),
        (("channel", "preference"), False, "learning"),
        (("preference",), False, "contact"),
        (("role",), False, "role"),
        (("disqualifier",), False, "who"),  # the draft is of a buyer, who has no such field
        (("decision_role",), False, "decision_role"),
        (("budget",), False, "buying"),
        (("demographic",), False, "demographics"),
        (("info_source",), True, "demographics"),
        (("firmographic",), False, "who"),
        ((), False, "who"),
    ],
)
def test_closed_questions_find_their_field(elicits, sensitive, key):
    trait = Trait("k", "K", {}, sensitive=sensitive, elicits=elicits)
    assert field_of_trait(trait).key == key


def test_shares_are_counted_over_those_asked_and_volunteers_do_not_count():
    # Asked for pains: p0, p1, p2; two of them voiced it. p3 was not asked and said it anyway.
    people = [person(0, ["t"]), person(1, ["t"]), person(2), person(3, ["t"], asked=["goal"])]
    assert count_theme(people, "t", "pain") == (2, 3)


def test_a_question_that_was_skipped_counts_as_asked():
    people = [person(0, size="s"), person(1, size="l"), person(2)]
    shown = [*people[:2], type(people[2])("x", asked_traits=frozenset({"size"})), people[2]]
    assert count_answer(shown, "size", "s") == (1, 3)


def test_a_statement_says_n_of_those_asked_with_quotes_by_different_people():
    people, themes, traits = study(n=20, n_voicing=6)
    (pain,) = [
        one
        for one in build_statements(segment(people[:10], people, themes, traits))
        if one.field == "pains"
    ]
    # All six voices are among the first ten; none of the other ten said it.
    assert (pain.n, pain.asked, pain.versus) == (6, 10, 0.0)
    assert pain.differs is True  # Fisher: C(10,6)/C(20,6)*2 = 2*210/38760 = 0.0108, 1 of 3 claims
    assert len({piece.respondent_id for piece in pain.evidence}) == 5
    assert pain.text == "Exports take too long"


def test_a_theme_that_only_volunteers_voiced_is_inferred_and_carries_no_number():
    people = [person(i, ["t"], asked=["goal"]) for i in range(4)]
    theme = ThemeInfo("t", "pain", "T", tuple(quote(i, "t") for i in range(4)))
    (one,) = build_statements(segment(people, people, [theme]))
    assert (one.basis, one.n, one.asked, one.low) == ("inferred", None, None, None)


@pytest.mark.parametrize(("n_voicing", "n_statements"), [(2, 0), (3, 1)])
def test_two_voices_make_no_statement_and_three_do(n_voicing, n_statements):
    people, themes, _ = study(n=10, n_voicing=n_voicing)
    assert len(build_statements(segment(people, people, themes))) == n_statements


def test_thirty_respondents_ask_for_a_third_person():
    quotes = tuple(Quote(f"q{i}", f"p0{i % 2}", "t", f"words {i}") for i in range(4))
    theme = ThemeInfo("t", "pain", "T", quotes)
    for n, expected in ((29, 1), (30, 0)):
        people = [person(i, ["t"] if i < 2 else []) for i in range(n)]
        assert len(build_statements(segment(people, people, [theme]))) == expected


@pytest.mark.parametrize(("n_young", "n_statements"), [(4, 0), (5, 1)])
def test_sensitive_answers_are_told_of_five_or_more_and_single_nobody_out(n_young, n_statements):
    people = [person(i, age="y" if i < n_young else "o") for i in range(n_young + 2)]
    found = build_statements(segment(people, people, (), [AGE]))
    assert len(found) == n_statements
    assert all(one.opposing == () for one in found)


def test_the_least_quoted_person_is_quoted_next():
    picker = QuotePicker()
    first = picker.pick([quote(i, "a") for i in range(3)], {"p00", "p01", "p02"})
    second = picker.pick([quote(i, "b") for i in range(6)], {f"p0{i}" for i in range(6)})
    assert [piece.respondent_id for piece in first] == ["p00", "p01", "p02"]
    assert [piece.respondent_id for piece in second] == ["p03", "p04", "p05", "p00", "p01"]


def test_a_quote_serves_two_statements_at_most():
    picker = QuotePicker()
    quotes = [quote(i) for i in range(3)]
    members = {"p00", "p01", "p02"}
    assert [len(picker.pick(quotes, members)) for _ in range(3)] == [3, 3, 0]


def test_the_better_fitting_quote_comes_first_and_ties_go_by_id():
    low, high, tie = (
        Quote("c", "p0", "t", "x", 0.2), Quote("b", "p1", "t", "y", 0.9),
        Quote("a", "p2", "t", "z", 0.2),
    )  # fmt: skip
    found = QuotePicker().pick([low, high, tie], {"p0", "p1", "p2"})
    assert [piece.quote_id for piece in found] == ["b", "a", "c"]


def test_counter_evidence_is_the_opposite_kind_about_the_same_thing():
    people = [person(i, [EXPORTS, "fast", "nice"]) for i in range(6)]
    themes = [
        ThemeInfo(EXPORTS, "pain", "Exports take too long", tuple(quote(i) for i in range(6))),
        ThemeInfo(
            "fast",
            "praise",
            "Exporting is fast",
            tuple(quote(i, "fast", text="The export took a second") for i in range(6)),
        ),
        ThemeInfo("nice", "praise", "Friendly support", tuple(quote(i, "nice") for i in range(6))),
    ]
    found = {one.theme_id: one for one in build_statements(segment(people, people, themes))}
    assert [piece.quote_id for piece in found[EXPORTS].opposing] == ["q-fast-0", "q-fast-1"]
    assert found["nice"].opposing == ()


def test_counter_evidence_has_a_word_of_the_statement_in_the_quote_itself():
    # the pain theme's name shares 'calendar', but its quotes speak of approvals, or only of 'clear'
    people = [person(i, ["calm", "slow"]) for i in range(6)]
    texts = ["Approvals take weeks", "It is never clear who signs", "Approval is stuck"] * 2
    themes = [
        ThemeInfo("calm", "praise", "Calendar is clear", tuple(quote(i, "calm") for i in range(6))),
        ThemeInfo(
            "slow",
            "pain",
            "Calendar of approvals",
            tuple(quote(i, "slow", text=text) for i, text in enumerate(texts)),
        ),
    ]
    found = {one.theme_id: one for one in build_statements(segment(people, people, themes))}
    assert found["calm"].opposing == ()


def test_an_objection_does_not_speak_against_a_goal():
    people = [person(i, ["git", "why"]) for i in range(6)]
    themes = [
        ThemeInfo("git", "goal", "Git integration", tuple(quote(i, "git") for i in range(6))),
        ThemeInfo(
            "why",
            "objection",
            "No git integration",
            tuple(quote(i, "why", text="It lacks integration with git") for i in range(6)),
        ),
    ]
    found = {one.theme_id: one for one in build_statements(segment(people, people, themes))}
    assert found["git"].opposing == ()


def test_counter_evidence_works_in_russian_and_chinese():
    for pain, praise in (("Долгая выгрузка", "Выгрузку сделали удобной"), ("导出太慢", "导出方便")):
        people = [person(i, ["a", "b"]) for i in range(6)]
        themes = [
            ThemeInfo("a", "pain", pain, tuple(quote(i, "a", text=pain) for i in range(6))),
            ThemeInfo("b", "praise", praise, tuple(quote(i, "b", text=praise) for i in range(6))),
        ]
        found = build_statements(segment(people, people, themes))
        assert all(len(one.opposing) == 2 for one in found)


def test_members_who_answered_otherwise_stand_against_a_closed_answer():
    people = [person(i, size="s" if i < 6 else "l") for i in range(8)]
    (one,) = build_statements(segment(people, people, (), [SIZE]))
    assert one.text == "Company size: 1-10"
    assert [piece.respondent_id for piece in one.opposing] == ["p06", "p07"]


def test_what_sets_no_group_apart_is_shared():
    people = [person(i, ["own"] if i < 10 else [], size="s") for i in range(20)]
    themes = [ThemeInfo("own", "pain", "Own"), ThemeInfo("none", "pain", "None")]
    groups = compare([people[:10], people[10:]], people, themes, [SIZE])
    assert groups[0]["theme:own"].differs is True
    assert shared_keys(groups) == {"theme:none", "answer:size:s", "answer:size:l"}


def _satisfied(code, **changes):
    """Six people, all of whom suffer from exports and tick one answer about the exports."""
    values = {"elicits": ("praise",), "ordered": True} | changes
    trait = Trait(
        "happy", "How good are our exports?", {"1": "1 (bad)", "2": "2", "3": "3 (good)"}, **values
    )
    people = [person(i, [EXPORTS], happy=code) for i in range(6)]
    theme = ThemeInfo(EXPORTS, "pain", "Exports take long", tuple(quote(i) for i in range(6)))
    return closed_against(theme, [trait], people)


@pytest.mark.parametrize(
    ("code", "changes", "n_against"),
    [
        ("3", {}, 2),  # praised in a scale's upper third: at most two are shown
        ("2", {}, 0),  # the middle decides nothing
        ("1", {}, 0),  # it agrees with the pain
        ("1", {"elicits": ("complaint",)}, 2),  # asked for a complaint, and none was made
        ("3", {"elicits": ("complaint",)}, 0),
        ("3", {"elicits": ()}, 0),  # nobody knows which end is good
        ("3", {"elicits": ("praise", "complaint")}, 0),
        ("3", {"sensitive": True}, 0),
        ("3", {"ordered": False}, 0),
    ],
)
def test_closed_answers_that_say_the_opposite_stand_against_a_theme(code, changes, n_against):
    found = _satisfied(code, **changes)
    assert [piece.stance for piece in found] == ["against"] * n_against
    assert all(piece.code == code for piece in found)


def test_a_no_stands_against_what_is_valued_and_other_topics_do_not():
    people = [person(i, ["easy"], likes="false", parking="false") for i in range(4)]
    theme = ThemeInfo("easy", "praise", "Easy exports", tuple(quote(i, "easy") for i in range(4)))
    likes = Trait("likes", "Do the exports help?", {"true": "yes", "false": "no"},
                  elicits=("value",))  # fmt: skip
    parking = Trait("parking", "Is there parking?", {"true": "yes", "false": "no"},
                    elicits=("value",))  # fmt: skip
    assert {one.trait_key for one in closed_against(theme, [likes, parking], people)} == {"likes"}
    assert closed_against(ThemeInfo("g", "goal", "Easy exports"), [likes], people) == ()
