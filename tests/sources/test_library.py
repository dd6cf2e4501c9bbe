import subprocess
import sys

import survey_app.sources


def test_everything_promised_is_there():
    assert all(hasattr(survey_app.sources, name) for name in survey_app.sources.__all__)


def test_the_library_loads_no_web_no_database_and_no_spreadsheet_program():
    code = (
        "import sys, survey_app.sources as s; "
        "print([m for m in ('flask', 'sqlalchemy', 'openpyxl', 'sklearn', 'nltk') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
