"""How people get through, and how groups differ: counts checked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.builder.models import Questionnaire as QuestionnaireRow
from survey_app.collect.trace import replaced, seconds_spent
from survey_app.customers.models import Attribute, Company, Contact
from survey_app.interviews.models import Interview
from survey_app.questionnaire import Question, Questionnaire, wording
from survey_app.responses import flow
from survey_app.responses.compare import comparable, compare
from survey_app.responses.cross import cross_table
from survey_app.responses.groups import _found
from tests.builders import Cast
from tests.builders_questionnaires import publish_tiny, worded
from tests.builders_responses import given
from tests.pages import Pages

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
YES_NO = Question(key="fine", type="yes_no", text={"en": "Fine?"})


def test_pages_count_who_reached_them_and_who_stopped() -> None:
    # 4 completed; 3 stopped on page 1 (the second), 2 on page 0; nobody on page 2.
    places = [(2, "completed", 4), (1, "started", 3), (0, "started", 2)]
    pages = flow.pages_from(places, [{"a": 10, "b": 40}, {"a": 30}], ["a", "b", "c"])
    assert [(one.reached, one.stopped, one.seconds) for one in pages] == [
        (9, 2, 20),  # median of 10 and 30
        (7, 3, 40),
        (4, 0, None),
    ]


def test_days_and_pages_of_this_study_without_trial_runs(cast: Cast, session: Session) -> None:
    published = publish_tiny(session, cast.study)
    given(session, cast.study, published, at=NOON)
    given(session, cast.study, published, at=NOON + timedelta(days=1), done=False)
    given(session, cast.study, published, at=NOON, trial=True)
    given(session, cast.study, published, at=NOON, done=False, turned_away_at=NOON)  # was full
    given(session, cast.other_study, publish_tiny(session, cast.other_study), at=NOON)
    assert flow.by_day(session, cast.study) == [
        flow.Day(date(2026, 3, 1), 1, 1),
        flow.Day(date(2026, 3, 2), 1, 0),
    ]


@pytest.mark.parametrize(("minutes", "seconds"), [(0, 5), (2, 125), (10, 605), (10.1, 5), (-1, 5)])
def test_a_pause_adds_no_time(minutes: float, seconds: int) -> None:
    # 5 s stood there; up to ten minutes (600 s) count.
    until = NOON + timedelta(minutes=minutes)
    assert seconds_spent({"a": 5}, "a", since=NOON, until=until) == {"a": seconds}


def test_a_changed_mind_is_kept_and_typing_is_not() -> None:
    before, after = {"a": "one", "b": 2, "c": [1]}, {"a": "two", "c": [1], "d": 4}
    assert replaced(before, after, same_visit=False) == {"a": "one", "b": 2}
    assert replaced(before, after, same_visit=True) == {}


def test_counts_by_group_have_their_base_and_interval() -> None:
    answers = [(["x"], True)] * 8 + [(["x"], False)] * 2 + [(["y"], True)] * 3 + [(["?"], True)]
    groups = [("x", {"en": "X"}), ("y", {"en": "Y"}), ("z", {"en": "Z"})]
    table = cross_table(YES_NO, groups, answers)
    assert [(group.code, group.n) for group in table.groups] == [("x", 10), ("y", 3)]
    yes = next(cells for label, cells in table.rows if cells[0].n == 8)
    # Wilson for 8 of 10: (0.8 + 1.9208/10 ± 1.96·sqrt(0.16/10 + 0.9604/100))/(1 + 3.8416/10)
    # = (0.99208 ± 0.31362)/1.38416 = 0.4902 and 0.9433.
    assert (yes[0].asked, round(yes[0].low, 3), round(yes[0].high, 3)) == (10, 0.490, 0.943)
    assert (yes[1].n, yes[1].asked) == (3, 3)


def test_small_groups_of_anonymous_people_are_not_shown() -> None:
    answers = [(["x"], True)] * 5 + [(["y"], True)] * 4
    groups = [("x", {"en": "X"}), ("y", {"en": "Y"}), ("z", {"en": "Z"})]
    table = cross_table(YES_NO, groups, answers, fewest=5)
    assert ([group.code for group in table.groups], table.hidden) == (["x"], 1)


def test_versions_are_joined_and_calls_counted_apart_or_together(
    cast: Cast, session: Session
) -> None:
    published = publish_tiny(session, cast.study)
    for size, language in (("one", "en"), ("one", "ru"), ("many", "en")):
        given(session, cast.study, published, {"size": size}, language=language)
    given(session, cast.study, published, {"size": "one"}, done=False)
    session.add_all(
        Interview(
            study_id=cast.study.id, publication_id=published.id, title="A call", status=status,
            mode="phone", language="ru", answers={"size": "many"},
        )
        for status in ("held", "planned")
    )  # fmt: skip
    session.flush()
    row = session.get_one(QuestionnaireRow, published.questionnaire_id)
    of = comparable(session, cast.study, row)
    assert of is not None
    question = of.latest.question("size")

    def counted(source: str) -> dict[str, list[int]]:
        assert of is not None
        by = of.grouping("language")
        assert by is not None
        table = compare(session, cast.study, of, question, by, source)
        return {
            group.code: [cells[place].n for _label, cells in table.rows]
            for place, group in enumerate(table.groups)
        }

    # rows: one, many, other
    assert counted("forms") == {"en": [1, 1, 0], "ru": [1, 0, 0]}
    assert counted("calls") == {"ru": [0, 1, 0]}
    assert counted("both") == {"en": [1, 1, 0], "ru": [1, 1, 0]}


def test_the_pages_say_it(cast: Cast, session: Session, pages: Pages) -> None:
    pages.sign_in(cast.researcher)
    for path in ("", "all", "compare"):
        pages.get(f"/s/{cast.study.slug}/responses/{path}")
    published = publish_tiny(session, cast.study)
    given(session, cast.study, published, {"size": "one"}, page_seconds={"work": 33})
    session.commit()
    assert "33 s" in pages.get(f"/s/{cast.study.slug}/responses/").text
    address = f"/s/{cast.study.slug}/responses/compare?question=size&by=channel"
    assert "1 answered" in pages.get(address).text
    sheet = pages.client.get(f"{address}&as=csv")
    assert "Just me" in sheet.text
    assert "imported,1,1" in sheet.text
    assert "import," not in sheet.text


def test_people_are_compared_by_what_the_list_says_and_what_follows_from_their_answers(
    cast: Cast, session: Session
) -> None:
    definition = {
        "title": worded("Tools"),
        "languages": ["en", "ru", "zh"],
        "computed": [{"key": "large", "text": worded("Large teams"), "value": "size >= 10"}],
        "sections": [
            {
                "key": "only",
                "title": worded("Only page"),
                "questions": [
                    {"key": "size", "type": "number", "text": worded("How many?"), "min": 0},
                    {
                        "key": "rate",
                        "type": "matrix",
                        "text": worded("Rate for {{size|your}} people"),
                        "scale": {
                            "low": 1,
                            "high": 3,
                            "low_text": worded("bad"),
                            "high_text": worded("good"),
                        },
                        "items": [{"code": "speed", "text": worded("Speed")}],
                    },
                ],
            }
        ],
    }
    made = builder.create_from(
        session, cast.study, purpose="survey", title="Tools",
        definition=Questionnaire.from_dict(definition),
    )  # fmt: skip
    published = builder.publish(session, made, user=None)
    company = Company(study_id=cast.study.id, name="Hollow", attributes={"Branch": "retail"})
    session.add(company)
    session.add_all(
        [
            Attribute(study_id=cast.study.id, owner="contact", name="Seats", kind="number"),
            Attribute(study_id=cast.study.id, owner="company", name="Branch", kind="text"),
            Attribute(study_id=cast.other_study.id, owner="contact", name="Hidden", kind="text"),
        ]
    )
    session.flush()
    for number, (size, rating) in enumerate([(3, 1), (12, 3), (40, 3)]):
        someone = Contact(
            study_id=cast.study.id, name=f"Person {number}", attributes={"Seats": str(size)},
            company_id=company.id if number else None,
        )  # fmt: skip
        session.add(someone)
        session.flush()
        answers = {"size": size, "rate": {"speed": rating}}
        given(session, cast.study, published, answers, contact_id=someone.id)
    row = session.get_one(QuestionnaireRow, published.questionnaire_id)
    of = comparable(session, cast.study, row)
    assert of is not None
    assert [question.key for question in of.questions] == ["size", "rate.speed"]
    rating = of.questions[1]
    assert wording(rating.text, "en") == "Rate for your people: Speed"
    assert "Hidden" not in [way.name for way in of.groupings]

    def counted(name: str) -> dict[str, list[int]]:
        by = next(way for way in of.groupings if way.name == name)
        table = compare(session, cast.study, of, rating, by, "forms")
        return {
            wording(group.label, "en"): [cells[place].n for _label, cells in table.rows]
            for place, group in enumerate(table.groups)
        }

    # rows: 1, 2, 3
    assert counted("large") == {"No": [1, 0, 0], "Yes": [0, 0, 2]}
    assert counted("Seats") == {"3": [1, 0, 0], "12": [0, 0, 1], "40": [0, 0, 1]}
    assert counted("Branch") == {"retail": [0, 0, 2]}


def test_many_different_numbers_fall_into_four_bands_of_as_many_people() -> None:
    # 1 to 16, four each: 1–4, 5–8, 9–12, 13–16.
    groups, codes = _found([float(number) for number in range(1, 17)])
    assert [label["en"] for _code, label in groups] == ["1 – 4", "5 – 8", "9 – 12", "13 – 16"]
    assert [codes(value) for value in (1, "4", 5, 16.0, None, "x")] == [
        ["0"], ["0"], ["1"], ["3"], [], []
    ]  # fmt: skip
