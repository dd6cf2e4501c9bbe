"""What the demo's team has written around its personas: notes on boards, a pledge, a question.

The boards themselves are filled by evidence; these are the cells that only a team can fill, and
they stand there as assumptions.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.db import now
from survey_app.personas import around, board_pages, queries
from survey_app.studies.models import Study
from survey_app.synthesis.boards import BOARD_BY_KEY

DAYS_TO_DO_IT = 60

NOTES = {
    ("gains", "relief"): {
        "en": "Reminders go out by themselves, in a tone that each client can be given.",
        "ru": "Напоминания уходят сами, тон можно выбрать для каждого клиента.",
        "zh": "付款提醒自动发出，每位客户都可以选用不同的语气。",
    },
    ("gains", "creators"): {
        "en": "Last month's invoice is copied with one press.",
        "ru": "Счёт за прошлый месяц копируется одним нажатием.",
        "zh": "上个月的发票一键复制。",
    },
    ("gains", "proposition"): {
        "en": "The paperwork is done before the weekend begins.",
        "ru": "Бумаги готовы до начала выходных.",
        "zh": "周末之前，票据工作已经做完。",
    },
    ("compass", "solution"): {
        "en": "A move with a person beside you: we bring the old records over in the first week.",
        "ru": "Переезд с сопровождением: старые записи переносим в первую неделю.",
        "zh": "专人陪同迁移：第一周内把旧记录全部导入。",
    },
}
PLEDGE = {
    "en": "Begin each first call with their last bad week, and only then show the calendar.",
    "ru": "Начинать первый звонок с их последней тяжёлой недели и лишь потом показывать календарь.",
    "zh": "首次通话先请对方讲讲最近最难熬的一周，然后再展示日历。",
}
QUESTION = {
    "en": "Who of us has heard this on the phone lately?",
    "ru": "Кто из нас слышал это по телефону в последнее время?",
    "zh": "我们当中最近有谁在电话里听到过这一点？",
}


def dress(session: Session, study: Study, *, user: User, language: str) -> None:
    """Write the team's own words around every persona of the demo; the caller commits."""
    personas = queries.personas(session, study)
    for persona in personas:
        for (board, cell), texts in NOTES.items():
            board_pages.note(
                session,
                persona,
                BOARD_BY_KEY[board],
                cell=cell,
                text=texts[language],
                user_id=user.id,
            )
    for persona in personas[:1]:
        version = persona.versions[-1]
        around.pledge(
            session, persona, user=user, who=user.name, area="script", text=PLEDGE[language],
            due_on=now().date() + timedelta(days=DAYS_TO_DO_IT),
        )  # fmt: skip
        if version.statements:
            line = version.statements[0]
            around.comment(session, persona, line, user=user, text=QUESTION[language])
    if len(personas) > 1:
        around.link(session, personas[0], personas[1], "unlike")
