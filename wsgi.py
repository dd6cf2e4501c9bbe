"""Entry point for WSGI servers: `gunicorn wsgi:app`."""

from survey_app.app import create_app

app = create_app()
