from survey_app.sources import guess_interviewers, read_transcript, with_roles
from survey_app.sources.speakers import guess_speakers, last_question
from survey_app.sources.turns import Turn


def talk(*lines):
    return read_transcript("a.txt", "\n".join(lines).encode())


def test_the_voice_that_asks_most_is_the_interviewer():
    speakers = guess_speakers(
        [Turn("B", "Good."), Turn("A", "Why?"), Turn("B", "It is slow, no?"),
         Turn("A", "Since when?"), Turn("B", "Ever."), Turn("B", "Always.")]
    )  # fmt: skip
    # B asks in 1 of 4 turns, A in 2 of 2
    assert [(s.name, s.role, s.question_share) for s in speakers] == [
        ("B", "participant", 0.25),
        ("A", "interviewer", 1.0),
    ]


def test_a_word_for_the_part_counts_more_than_question_marks():
    speakers = guess_speakers([Turn("Moderator", "Go on."), Turn("Eve", "Why? What for?")])
    assert {s.name: s.role for s in speakers} == {"Moderator": "interviewer", "Eve": "participant"}


def test_letters_are_parts_only_in_pairs():
    pair = guess_speakers([Turn("Q", "Go on."), Turn("A", "Why? What for?")])
    assert [s.role for s in pair] == ["interviewer", "participant"]
    initials = guess_speakers([Turn("B", "I see."), Turn("A", "Why?"), Turn("B", "So.")])
    assert [s.role for s in initials] == ["participant", "interviewer"]


def test_a_single_voice_is_a_participant():
    assert guess_speakers([Turn("Eve", "Why? Why?")])[0].role == "participant"


def test_nobody_is_the_interviewer_where_nobody_asks_clearly_more():
    speakers = guess_speakers([Turn("A", "Well?"), Turn("B", "Well?")])
    assert {s.role for s in speakers} == {"participant"}


def test_a_name_that_comes_back_in_other_company_and_asks_is_the_interviewer():
    folder = [
        talk("Dan: Why?", "Anna: Slow.", "Dan: And?", "Anna: Dear."),
        talk("Dan: Why?", "Boris: Slow.", "Dan: And?", "Boris: Dear."),
        talk("Dan: I see.", "Carla: Slow.", "Dan: Right.", "Carla: Dear."),
    ]
    assert [s.role for s in folder[2].speakers] == ["participant", "participant"]
    assert guess_interviewers(folder) == {"Dan"}


def test_corrected_roles_move_the_questions():
    wrong = talk("Dan: Why?", "Anna: What is it?", "Dan: Really?", "Anna: It is slow.")
    right = with_roles(wrong, {"Anna": "interviewer", "Dan": "participant"})
    assert [s.role for s in right.speakers] == ["participant", "interviewer"]
    assert [t.question for t in right.turns] == [None, None, "What is it?", None]
    assert with_roles(right, {"Dan": "interviewer", "Anna": "participant"}).turns[3].question == (
        "Really?"
    )


def test_the_last_question_of_several_sentences_is_found():
    assert last_question("Right. What is slow? The export? I see.") == "The export?"
    assert last_question("Ну, расскажите о работе.") == "Ну, расскажите о работе."
    assert last_question("请您谈谈价格。") == "请您谈谈价格。"
    assert last_question("I see.") is None
    assert len(last_question("a" * 1000 + "?")) == 300
