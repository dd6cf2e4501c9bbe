"""kill -9 of the sender in the middle of a wave: nobody gets two mails, nobody is forgotten."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.orm import Session

from survey_app.config import Settings
from survey_app.customers.models import Contact
from survey_app.outreach import services
from survey_app.outreach.queries import chosen_ids
from tests.builders import Cast
from tests.builders_outreach import wave
from tests.outreach.conftest import Postbox
from tests.outreach.killed import send_and_kill

N_MAILS = 240


def test_a_killed_sender_sends_nothing_twice_and_forgets_nobody(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    people = [
        {"study_id": cast.study.id, "name": f"P{n}", "email": f"p{n}@x.example"}
        for n in range(N_MAILS)
    ]
    session.execute(insert(Contact), people)
    made = wave(session, cast.study, ())
    ids = session.query(Contact.id).filter(Contact.study_id == cast.study.id)
    services.choose(session, cast.study, made, [one for (one,) in ids])
    assert len(chosen_ids(session, made)) == N_MAILS
    services.send_wave(session, cast.study, made)
    session.commit()
    fast = smtp.model_copy(update={"mails_per_minute": 1_000_000})
    fate = send_and_kill(session, fast, postbox.addresses, kill_after=[40, 130], patience_s=180)
    assert fate.n_left > 0, "they were killed in the middle"
    assert fate.twice == []
    assert fate.lost == []
    assert fate.sent_but_not_taken == []
    # Each kill leaves at most one mail of which SMTP itself cannot tell.
    assert fate.states["unknown"] <= fate.n_kills
    assert fate.states["sent"] == N_MAILS - fate.states["unknown"]
