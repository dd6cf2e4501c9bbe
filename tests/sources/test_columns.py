import pytest

from survey_app.sources import guess_columns, guess_layout, read_table
from survey_app.sources.bands import ordered_levels
from survey_app.sources.headings import numbered, question_of

PAINS = [
    "The export takes the whole morning and then it fails",
    "Nobody answers the phone on Fridays",
    "I cannot see which invoice belongs to whom",
    "Setting it up needed a consultant",
    "Prices rise every year without warning",
    "The app forgets my filters each time",
]


def survey(n=12):
    lines = [
        "respondent,email,submitdate,role,employees,how_often,plan,pains_1,pains_2,score,notes,source"
    ]
    for i in range(n):
        lines.append(
            f"{i + 1},p{i}@x.example,2026-05-{i + 1:02},{['owner', 'Buyer', 'cook'][i % 3]},"
            f"{['1-5', '6-20', '100+'][i % 3]},{['Daily', 'Never', 'Weekly'][i % 3]},"
            f"{['red', 'blue'][i % 2]},{PAINS[i % 6]} {i},{PAINS[(i + 1) % 6] if i % 2 else ''},"
            f"{i * 37},,web"
        )
    return read_table("s.csv", "\n".join(lines).encode())


def test_the_columns_of_a_survey_are_told_apart():
    guesses = {g.name: g for g in guess_columns(survey())}
    assert {name: g.role for name, g in guesses.items()} == {
        "respondent": "id",
        "email": "email",
        "submitdate": "technical",
        "role": "closed",
        "employees": "closed",
        "how_often": "closed",
        "plan": "closed",
        "pains_1": "text",
        "pains_2": "text",
        "score": "number",
        "notes": "empty",
        "source": "constant",
    }
    assert guesses["how_often"].levels == ("Never", "Weekly", "Daily")
    assert guesses["employees"].levels == ("1-5", "6-20", "100+")
    assert guesses["pains_1"].group == guesses["pains_2"].group == "pains"
    assert (guesses["pains_2"].n_filled, guesses["pains_2"].n_distinct) == (6, 3)
    assert guesses["pains_1"].question == "Pains"


def test_the_layout_names_the_columns_of_an_analysis():
    layout = guess_layout(survey())
    assert layout.respondent == "respondent"
    assert layout.text == ("pains_1", "pains_2")
    assert layout.segments == ("role", "employees", "how_often", "plan")


@pytest.mark.parametrize("n", [1, 3])
def test_a_table_of_a_few_answers_keeps_its_open_column(n):
    table = survey(n)
    assert "pains_1" in guess_layout(table).text


def test_without_traits_closed_questions_are_the_segments():
    rows = "\n".join(f"{PAINS[i % 6]} {i},{'ab'[i % 2]}" for i in range(12))
    table = read_table("s.csv", f"What annoys you?,Which one do you take?\n{rows}\n".encode())
    assert guess_layout(table).segments == ("Which one do you take?",)
    assert guess_layout(table).respondent is None


def test_chinese_and_russian_columns_are_told_apart():
    chinese = "编号,行业,您最大的烦恼是什么？\n" + "\n".join(
        f"{i},{'餐饮零售'[2 * (i % 2) : 2 * (i % 2) + 2]},导出报表需要等待很长时间而且经常失败{i}"
        for i in range(8)
    )
    russian = "Номер;Должность;Что вас раздражает?\n" + "\n".join(
        f"{i};{['директор', 'бухгалтер'][i % 2]};Выгрузка длится всё утро и падает {i}"
        for i in range(8)
    )
    for text in (chinese, russian):
        roles = [g.role for g in guess_columns(read_table("s.csv", text.encode()))]
        assert roles == ["id", "closed", "text"]


def test_several_choices_in_a_cell_are_one_closed_question():
    # 5 of each cell: quick stands in 3 × 5 = 15 of them and first, nice in 15, cheap in 5
    choices = ["quick;nice", "nice", "quick;cheap;nice", "quick"]
    rows = "\n".join(f"{i},{choices[i % 4]}" for i in range(20))
    guess = guess_columns(read_table("s.csv", f"id,words\n{rows}\n".encode()))[1]
    assert (guess.role, guess.separator) == ("closed", ";")
    assert guess.levels == ("quick", "nice", "cheap")


def test_the_write_in_beside_a_closed_question_is_not_an_open_answer():
    rows = "\n".join(f"{i},{'ab'[i % 2]},{PAINS[i % 6] + str(i)}" for i in range(12))
    table = read_table("s.csv", f"id,how_run,how_run_other\n{rows}\n".encode())
    assert [g.role for g in guess_columns(table)] == ["id", "closed", "write_in"]


def test_question_codes_are_not_one_question_asked_twice():
    rows = "\n".join(f"{PAINS[i % 6]} {i},{PAINS[(i + 2) % 6]} {i}" for i in range(6))
    table = read_table("s.csv", f"q1,q2\n{rows}\n".encode())
    assert [g.group for g in guess_columns(table)] == [None, None]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("difficult_aspects_1", "Difficult aspects"),
        ("workflowNeeds", "Workflow needs"),
        ("Q5. What annoys you?", "What annoys you?"),
        ("3) Что мешает?", "Что мешает?"),
        ("What annoys you? [SQ002]", "What annoys you?"),
        ("您的烦恼？", "您的烦恼？"),
        ("NPS", "NPS"),
        ("#3", "#3"),
        ("2026", "2026"),
    ],
)
def test_a_heading_is_worded_as_a_question(heading, question):
    assert question_of(heading) == question


def test_numbers_at_the_end_of_headings_are_found():
    assert numbered("pains_02") == ("pains", 2)
    assert numbered("Pains (2)") == ("Pains", 2)
    assert numbered("q1") == ("q1", None)
    assert numbered("2026") == ("2026", None)


@pytest.mark.parametrize(
    "levels",
    [
        ("Under ten", "Tens", "Hundreds", "Thousands", "Tens of thousands"),
        ("Less than 1 year", "1 year", "2-5 years", "5+ years"),
        ("6 months", "1 year", "2 years"),
        ("до 5", "5–20", "более 100"),
        ("10人以下", "10-50人", "50人以上"),
        ("Never", "Weekly", "Daily", "Don't know"),
        ("не согласен", "согласен", "полностью согласен"),
        ("< 10k", "10k–50k", "> 50k"),
        ("Novice (no experience)", "Intermediate (a year)", "Advanced (3 years)"),
    ],
)
def test_bands_are_put_in_order(levels):
    assert ordered_levels(reversed(levels)) == levels


@pytest.mark.parametrize("values", [("red", "blue"), ("Daily",), (), ("1 kg", "blue")])
def test_values_without_an_order_have_none(values):
    assert ordered_levels(values) is None
