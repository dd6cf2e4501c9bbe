"""Excerpts as points: near each other where they use the same words, or words used alike."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from survey_app.nlp.semantic import SentenceModel
from survey_app.nlp.units import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

N_DIMENSIONS = 160
SMALL_CORPUS = 60  # units; below, a word said once still tells two excerpts apart
MEANING_SHARE = 0.85  # of likeness, where there is a sentence model; the rest is by words
MAX_TERM_SHARE = 0.3  # a word in more of the excerpts than this is the topic of the whole study
LETTERS = (3, 4, 5)  # in a piece of a word
LETTER_WEIGHT = {"en": 1.0, "ru": 1.0, "zh": 1.3}  # of letter n-grams against words


def build_vectors(
    units: Sequence[Unit], language: str, seed: int, model: SentenceModel | None = None
) -> "Matrix":
    """Turn units of one language into rows of unit length (zero where nothing is comparable).

    By their words; for English with a sentence `model`, also by what they mean.
    """
    import numpy as np

    lexical = _lexical(units, language, seed)
    if model is None or language != "en":
        return lexical
    meaning = model.encode([unit.meaning for unit in units])
    share = MEANING_SHARE**0.5
    return np.asarray(
        np.hstack([share * meaning, (1 - MEANING_SHARE) ** 0.5 * lexical]), dtype=np.float32
    )


def _lexical(units: Sequence[Unit], language: str, seed: int) -> "Matrix":
    """Compare by words.

    Stems, pairs of stems and letter n-grams weighted by TF-IDF, then latent semantic analysis
    (Deerwester et al. 1990), so that words that keep the same company come near each other.
    """
    import numpy as np
    from scipy import sparse
    from sklearn.preprocessing import normalize

    counts = sparse.hstack(
        [term_matrix(units), LETTER_WEIGHT[language] * _letter_matrix(units, language)]
    ).tocsr()
    n_dimensions = min(N_DIMENSIONS, min(counts.shape) // 3)
    if len(units) < SMALL_CORPUS or n_dimensions < 2:
        return np.asarray(normalize(counts).toarray(), dtype=np.float32)
    from sklearn.decomposition import TruncatedSVD

    reduced = TruncatedSVD(n_dimensions, random_state=seed).fit_transform(counts)
    return np.asarray(normalize(reduced), dtype=np.float32)


def term_matrix(units: Sequence[Unit]) -> Any:
    """Weigh stems and pairs of neighbouring stems by TF-IDF, as a sparse matrix of float32."""
    return _tfidf(
        [
            (*unit.terms, *(f"{a} {b}" for a, b in zip(unit.terms, unit.terms[1:], strict=False)))
            for unit in units
        ],
        rare=2,
        analyzer=tuple,
    )


def _letter_matrix(units: Sequence[Unit], language: str) -> Any:
    """Weigh letter n-grams, which forgive typos and endings and see through Chinese words."""
    options: dict[str, Any] = {"analyzer": _letters_of}
    if language == "zh":
        options = {"analyzer": "char", "ngram_range": (1, 2)}
    return _tfidf([unit.plain for unit in units], rare=3, **options)


def _letters_of(text: str) -> list[str]:
    return [grams for word in text.split() for grams in _letters_of_word(word)]


@lru_cache(maxsize=50_000)
def _letters_of_word(word: str) -> tuple[str, ...]:
    """Cut a word with a blank before and behind it into pieces of 3 to 5 letters.

    Words come again and again, so this is many times quicker than cutting each text anew.
    """
    padded = f" {word} "
    return tuple(
        padded[at : at + size]
        for size in LETTERS
        if size <= len(padded) or size == LETTERS[0]
        for at in range(max(1, len(padded) - size + 1))
    )


def _tfidf(texts: Sequence[Any], *, rare: int, **options: Any) -> Any:
    import numpy as np
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfVectorizer

    small = len(texts) < SMALL_CORPUS
    vectorizer = TfidfVectorizer(
        lowercase=False,
        min_df=1 if small else rare,
        max_df=1.0 if small else MAX_TERM_SHARE,
        sublinear_tf=True,
        dtype=np.float32,
        **options,
    )
    try:
        return vectorizer.fit_transform(texts)
    except ValueError:  # nothing left to count
        return sparse.csr_matrix((len(texts), 1), dtype=np.float32)
