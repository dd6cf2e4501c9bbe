"""What customers' files hold: tables of answers, notes and transcripts. A pure library.

In: a file's name and bytes (for tables also a path), or pasted text. Out: frozen values.

- `read_transcript` → Transcript: turns with speaker, time and question, from txt, md, docx, vtt,
  srt; `guess_interviewers` and `with_roles` set right who asked.
- `read_table` → Table from CSV and XLSX; `require` its columns; `guess_columns` and
  `guess_layout` tell which are open answers, closed ones, and who answered.
- `read_refi` → RefiProject: codes, texts and what is coded in them, from .qdc and .qdpx.
- `open_table` → TableStream: the same row by row, for what does not fit into memory.
- `csv_writer`: tables that leave, with nothing in them that a spreadsheet program would run.
- `parse_contacts`, `read_contacts` → ContactList: people to write to, and lines to mend.

Whatever the bytes, nothing but `SourceError` is raised: a code, and a message that says in
English, Russian or Chinese what to do. The encoding is recognised or refused, never guessed at.

A new transcript format is one module in `transcript_formats/`; a new message one entry in
`messages.py`; a new heading one phrase in `headings.py` or `contact_headings.py`.
"""

from survey_app.sources.columns import ColumnGuess, Layout, guess_columns, guess_layout
from survey_app.sources.contacts import (
    ContactList,
    ContactRow,
    RowError,
    checked_email,
    parse_contacts,
    read_contacts,
)
from survey_app.sources.errors import SourceError
from survey_app.sources.formulas import csv_writer, guarded, unguarded
from survey_app.sources.refi import RefiProject, read_refi
from survey_app.sources.speakers import guess_interviewers, with_roles
from survey_app.sources.streams import TableStream, open_table
from survey_app.sources.tables import Table, read_table, require
from survey_app.sources.transcripts import TRANSCRIPT_ENDINGS, read_transcript
from survey_app.sources.turns import Speaker, Transcript, Turn

__all__ = [
    "TRANSCRIPT_ENDINGS",
    "ColumnGuess",
    "ContactList",
    "ContactRow",
    "Layout",
    "RefiProject",
    "RowError",
    "SourceError",
    "Speaker",
    "Table",
    "TableStream",
    "Transcript",
    "Turn",
    "checked_email",
    "csv_writer",
    "guarded",
    "guess_columns",
    "guess_interviewers",
    "guess_layout",
    "open_table",
    "parse_contacts",
    "read_contacts",
    "read_refi",
    "read_table",
    "read_transcript",
    "require",
    "unguarded",
    "with_roles",
]
