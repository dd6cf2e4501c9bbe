"""The words of a text, where they stand, and the form under which they are counted."""

from survey_app.nlp.lang import get_language

Token = tuple[int, int, str]


def tokens(text: str, language: str) -> list[Token]:
    """Find the words of a text: (start, end, stem or lemma) in the order in which they stand."""
    lang = get_language(language)
    normalise = lang.normalise
    return [(start, end, normalise(text[start:end])) for start, end in lang.word_spans(text)]


def content_terms(text: str, language: str) -> list[Token]:
    """Find the words that say what a text is about: no stop words, bare numbers or lone letters."""
    lang = get_language(language)
    kept = []
    for start, end, norm in tokens(text, language):
        surface = text[start:end].lower().replace("’", "'").replace("ё", "е")
        if surface in lang.stop_words or norm in lang.stop_words or norm.isdigit():
            continue
        if len(norm) < 2 and norm.isascii():
            continue
        kept.append((start, end, norm))
    return kept
