"""The languages that answers are read in: one file each, one line here."""

from survey_app.nlp.lang import chinese, english, russian
from survey_app.nlp.lang.base import Language

_ALL = (english.LANGUAGE, russian.LANGUAGE, chinese.LANGUAGE)

LANGUAGES: dict[str, Language] = {language.code: language for language in _ALL}
if len(LANGUAGES) != len(_ALL):
    raise ValueError("two files in survey_app/nlp/lang/ bring the same language code")


def get_language(code: str) -> Language:
    """Look up a language by its code; an unknown code is an error that lists the known ones."""
    try:
        return LANGUAGES[code]
    except KeyError:
        known = ", ".join(LANGUAGES)
        raise ValueError(f"Unknown language {code!r}. Choose one of: {known}.") from None


__all__ = ["LANGUAGES", "Language", "get_language"]
