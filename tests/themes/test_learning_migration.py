"""What studies had been taught apart becomes their workspace's, and can be taken apart again."""

from __future__ import annotations

from pathlib import Path

from flask_migrate import downgrade
from sqlalchemy import Connection, text

from survey_app.app import create_app
from survey_app.cli import migrate_to_head
from survey_app.config import Settings
from survey_app.db import db

AFTER = "signals_workspace_model"
BEFORE = f"{AFTER}-1"  # whatever stands before it in the chain
MODEL = (
    "INSERT INTO learnt_model (study_id, weights, kinds, n_decisions, made_at)"
    " VALUES (:study, '{}', '{}', :n, :at)"
)


def test_of_two_studies_models_the_latest_is_kept_for_the_workspace(tmp_path: Path) -> None:
    app = create_app(Settings(instance=tmp_path, testing=True))
    with app.app_context():
        migrate_to_head(app, BEFORE)
        with db.engine.begin() as connection:
            two_studies_with_models(connection)
        migrate_to_head(app, AFTER)
        with db.engine.connect() as connection:
            rows = connection.execute(text("SELECT workspace_id, n_decisions FROM learnt_model"))
            assert rows.all() == [(1, 60)]  # made on the second of February, the later of the two
        downgrade(revision=BEFORE)
        with db.engine.connect() as connection:
            rows = connection.execute(
                text("SELECT study_id, n_decisions FROM learnt_model ORDER BY study_id")
            )
            assert rows.all() == [(1, 60), (2, 60)]
        db.session.remove()
        db.engine.dispose()


def two_studies_with_models(connection: Connection) -> None:
    """Fill the tables as they stood: the first study was taught last."""
    connection.execute(
        text(
            "INSERT INTO workspace (id, name, language, created_at)"
            " VALUES (1, 'Northwind', 'en', '2026-01-01')"
        )
    )
    for study, n, day in ((1, 60, 2), (2, 90, 1)):
        connection.execute(
            text(
                "INSERT INTO study (id, workspace_id, slug, title, organisation, product,"
                " language, status, privacy, created_at)"
                " VALUES (:id, 1, :slug, '', '', '', 'en', 'open', '{}', '2026-01-01')"
            ),
            {"id": study, "slug": f"study-{study}"},
        )
        at = f"2026-02-0{day} 00:00:00.000000"
        connection.execute(text(MODEL), {"study": study, "n": n, "at": at})
