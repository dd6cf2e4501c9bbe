"""Two recorded calls as WebVTT, to show the import of transcripts.

The first is a call with a customer of the contact list, the second with someone who asked not
to be listed. Speakers stand in voice tags, as meeting programs write them.
"""
# ruff: noqa: E501 - one turn a line reads better than wrapped strings

from survey_app.demo.study import DemoTranscript

_WORKSHOP = (
    ("Iris Okonjo", "Thanks for making time, Gwendolyn. May I record this for my notes?"),
    ("Gwendolyn Pryce", "Yes, go ahead. I have half an hour, then the lorry comes."),
    ("Iris Okonjo", "What is your part in the workshop?"),
    (
        "Gwendolyn Pryce",
        "I run the office. Twenty-six people, kitchens made to measure, and I plan the three fitting teams. The owner says I'm the one who knows where everybody is, and I wish that were true.",
    ),
    ("Iris Okonjo", "What gets in your way most?"),
    (
        "Gwendolyn Pryce",
        "Approvals, no question. A change order has to be signed by the designer, the foreman and the owner. Last week one sat on a desk for nine days and the client was without a sink all that time.",
    ),
    (
        "Gwendolyn Pryce",
        "And then the schedule. I move a fitting, the team still drives to the old address, because the new plan did not reach them.",
    ),
    ("Iris Okonjo", "How do you deal with it today?"),
    (
        "Gwendolyn Pryce",
        "Text messages. I keep a list of who confirmed. It's silly, we pay for a scheduling program.",
    ),
    ("Iris Okonjo", "What do you like about it?"),
    (
        "Gwendolyn Pryce",
        "The calendar is lovely to look at. New people understand it on their first morning, and I can drag a job to Thursday with one hand while I'm on the phone with the other.",
    ),
    ("Iris Okonjo", "And what annoys you?"),
    (
        "Gwendolyn Pryce",
        "The export for our accountant. It breaks whenever an order has more than two pages, and I find out when she rings me. Also, I tried to get help on a Friday afternoon and no one was there.",
    ),
    ("Iris Okonjo", "Before you decided for us, what made you hesitate?"),
    (
        "Gwendolyn Pryce",
        "Moving our data. We have drawings and measurements since 2009, and I was afraid that half of it would be lost. And the price, I must say. I never understood which plan we would need.",
    ),
    ("Iris Okonjo", "If you look back in a year and are happy, what has happened?"),
    (
        "Gwendolyn Pryce",
        "We have fitted fifty more kitchens with the same three of us in the office. And I know on the second of the month how the last one went.",
    ),
    ("Iris Okonjo", "Thank you. Anything that we forgot to ask?"),
    (
        "Gwendolyn Pryce",
        "Ask the fitters some day. They will tell you things about gloves and touch screens.",
    ),
)

_COURSES = (
    ("Лев Марченко", "Спасибо, что нашли время. Расскажите, чем вы занимаетесь?"),
    (
        "Собеседница",
        "Учу взрослых рисовать. Веду группы сама, сама всё покупаю, сама считаю налоги. Сотрудников нет.",
    ),
    ("Лев Марченко", "Что мешает вам больше всего?"),
    (
        "Собеседница",
        "Вечера. Группа заканчивается в девять, и потом я до одиннадцати выписываю счета и отвечаю на письма. Рисовать для себя я перестала два года назад.",
    ),
    (
        "Собеседница",
        "И ещё оплата. Фирмы заказывают занятия для сотрудников и платят через два месяца, а мне неловко напоминать.",
    ),
    ("Лев Марченко", "А чего вы хотите добиться?"),
    (
        "Собеседница",
        "Хочу, чтобы запись и счета работали без меня, а я снова рисовала. И чтобы новые ученики приходили сами, а не только по знакомству.",
    ),
    ("Лев Марченко", "Что вам нравится в программе?"),
    (
        "Собеседница",
        "Что счёт уходит за минуту. И напоминания, они такие мягкие, что ученики благодарят.",
    ),
    ("Лев Марченко", "Что раздражает?"),
    ("Собеседница", "С телефона тяжело. Кнопка прячется, приходится включать ноутбук."),
    ("Лев Марченко", "Что вас останавливало перед покупкой?"),
    (
        "Собеседница",
        "Я долго не понимала, сколько это стоит. А ещё боялась, что потеряю контроль: вдруг программа напишет кому-нибудь не то и не тогда.",
    ),
    ("Лев Марченко", "Есть что-то важное, о чём я не спросил?"),
    ("Собеседница", "Спросите про отпуск. Я не помню, когда он был."),
)


def transcripts(workshop_contact_key: str) -> tuple[DemoTranscript, ...]:
    """Both transcripts; the first belongs to the contact with the given key."""
    return (
        DemoTranscript("kitchen-workshop.vtt", "en", workshop_contact_key, _as_vtt(_WORKSHOP)),
        DemoTranscript("drawing-courses.vtt", "ru", None, _as_vtt(_COURSES)),
    )


WORKSHOP_PERSON = ("Gwendolyn Pryce", "gwendolyn@oakham-kitchens.example", "Oakham Kitchens")


def _as_vtt(turns: tuple[tuple[str, str], ...]) -> str:
    """Write the turns as cues; a turn lasts as long as its words take, about 14 letters a second."""
    cues = ["WEBVTT"]
    clock = 4.0
    for speaker, words in turns:
        end = clock + max(2.0, len(words) / 14)
        cues.append(f"{_stamp(clock)} --> {_stamp(end)}\n<v {speaker}>{words}")
        clock = end + 0.8
    return "\n\n".join(cues) + "\n"


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
