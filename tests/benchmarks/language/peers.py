"""What the engine is compared with: public methods that install offline, at their best footing.

The grouping peers are told the true number of groups, which the engine is not.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec

from survey_app.nlp.cues import BOOKS
from survey_app.nlp.lang import get_language

Labeller = Callable[[str, str], bool]  # (text, language) -> is it a pain

_KEYWORDS = re.compile(
    r"\b(?:problem|issue|error|bug|crash|fail|broken|not work|slow|difficult|hard|annoy|frustrat"
    r"|bad|poor|terrible|worst|hate|never|can't|cannot|doesn't|won't)\w*"
    r"|проблем|ошибк|не работа|плох|ужас|медлен|долго|неудобн|сложно"
    r"|问题|错误|不好|差|慢|难|麻烦|失望|坏|不能|没有",
    re.IGNORECASE,
)


def everything(text: str, language: str) -> bool:
    """Call every text a pain."""
    return True


def lexicon(text: str, language: str) -> bool:
    """More bad words than good ones, as lexicon sentiment does it."""
    book = BOOKS[language]
    lower = text.lower()
    forms = [book.form(lower[a:b]) for a, b in get_language(language).word_spans(lower)]
    return sum(f in book.negative for f in forms) > sum(f in book.positive for f in forms)


def keywords(text: str, language: str) -> bool:
    """One of two dozen telling words."""
    return bool(_KEYWORDS.search(text))


PAIN_PEERS: dict[str, Labeller] = {
    "all are pains": everything,
    "lexicon": lexicon,
    "keywords": keywords,
}


def group_peers(
    texts: Sequence[str], language: str, number: int, seed: int = 0
) -> Iterable[tuple[str, list[int]]]:
    """Group texts by TF-IDF with k-means, NMF and LDA, and by BERTopic where it is installed."""
    from sklearn.cluster import KMeans
    from sklearn.decomposition import NMF, LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    lang = get_language(language)

    def words(text: str) -> list[str]:
        lower = text.lower()
        found = [lower[a:b] for a, b in lang.word_spans(lower)]
        return [word for word in found if word not in lang.stop_words]

    weighed = TfidfVectorizer(analyzer=words, min_df=2).fit_transform(texts)
    counted = CountVectorizer(analyzer=words, min_df=2).fit_transform(texts)
    yield "k-means, told", KMeans(number, n_init=1, random_state=seed).fit_predict(weighed).tolist()
    nmf = NMF(number, init="nndsvd", max_iter=100, random_state=seed).fit_transform(weighed)
    yield "NMF, told", nmf.argmax(axis=1).tolist()
    lda = LatentDirichletAllocation(number, max_iter=5, random_state=seed).fit_transform(counted)
    yield "LDA, told", lda.argmax(axis=1).tolist()
    if find_spec("bertopic"):
        from bertopic import BERTopic

        yield "BERTopic", BERTopic().fit_transform(list(texts))[0]
