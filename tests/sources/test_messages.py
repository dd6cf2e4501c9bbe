import string

import pytest

from survey_app.sources import SourceError
from survey_app.sources.messages import LANGUAGES, MESSAGES, message


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_is_said_in_every_language_with_the_same_facts(code):
    facts = {
        language: {field for _, field, _, _ in string.Formatter().parse(wording) if field}
        for language, wording in MESSAGES[code].items()
    }
    assert tuple(facts) == LANGUAGES
    assert facts["en"] == facts["ru"] == facts["zh"]
    assert all(wording.rstrip()[-1] in ".。>" for wording in MESSAGES[code].values())


def test_an_unknown_language_is_told_the_known_ones():
    with pytest.raises(ValueError, match="en, ru, zh"):
        message("SR001", {}, "tlh")


def test_an_error_is_one_line_that_shows_no_folders_and_no_control_characters():
    error = SourceError("SR023", {"column": "a\nb", "known": "c\x1b[31m"}, "a/b/re\nport.csv")
    assert str(error) == ("SR023 re port.csv: There is no column 'a b'. The columns are: c [31m.")
    assert error.exit_code == 2
    assert error.message("ru") == "Нет столбца «a b». Есть столбцы: c [31m."


def test_braces_in_a_users_words_are_not_a_format():
    error = SourceError("SR023", {"column": "{known.__class__}", "known": "{}"})
    assert "'{known.__class__}'" in error.message("en")
