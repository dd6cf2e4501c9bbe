import pytest

from survey_app.nlp.elicits import infer_elicits


@pytest.mark.parametrize(
    ("wording", "tags"),
    [
        ("What annoys you about it?", ("pain",)),
        ("What do you not like?", ("pain",)),
        ("What is the hardest part of your week?", ("pain",)),
        ("difficult_aspects_1", ("pain",)),
        ("What hinders you from using it more?", ("objection",)),
        ("hinderances", ("pain", "objection")),
        ("What almost stopped you from buying?", ("objection",)),
        ("features_changes", ("goal",)),
        ("What would you change?", ("goal",)),
        ("pleasant_aspects", ("praise",)),
        ("What do you like most?", ("praise",)),
        ("Что вас раздражает?", ("pain",)),
        ("Что вас удерживает от покупки?", ("objection",)),
        ("Что бы вы хотели изменить?", ("goal",)),
        ("Что вам нравится больше всего?", ("praise",)),
        ("它有哪些地方让您烦恼", ("pain",)),
        ("您有什么顾虑？", ("objection",)),
        ("您希望改进什么？", ("goal",)),
        ("您最喜欢什么？", ("praise",)),
        ("Name", ()),
        ("Is there anything else?", ()),
        ("", ()),
        ("👍", ()),
        ("שאלה", ()),
    ],
)
def test_a_questions_wording_tells_what_it_asks_for(wording, tags):
    assert infer_elicits(wording) == tags


def test_a_heading_of_10_000_characters_is_read_all_the_same():
    assert infer_elicits("What annoys you? " * 600) == ("pain",)
