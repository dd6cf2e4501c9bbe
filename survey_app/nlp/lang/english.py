"""English: Snowball stems; stop words written for this project (MIT), kept short.

Words that carry a signal (not, never, no, want, need, problem, too, but, like) are no stop words.
"""

import re
from functools import cache, lru_cache
from typing import Any

from survey_app.nlp.lang.base import Language, spaced_word_spans, words

STOP_WORDS = words("""
a about above after again all also am an and any are as at be because been before being below
between both by can could did do does doing done down during each even every few for from further
get gets getting go going got had has have having he her here hers herself him himself his how i
i'd i'll i'm i've if in into is it it's its itself just let's lot lots made make makes many may me
might mine more most much must my myself of off on once one only onto or other our ours ourselves
out over own really same she should so some something such than that that's the their theirs them
themselves then there there's these they they're they've thing things this those through to under
until up upon us use used uses using very was we we're we've were what when where which while who
whom whose why will with would you you're you've your yours yourself
""")

ABBREVIATIONS = words("""
abt acc adm apr approx apt assn asst aug ave avg bldg blvd capt cf co col corp cpl cust dec dept dr
e.g ea ed eg eq esp est etc excl exec exp ext feb fig fri ft gen gov govt hon hr hrs i.e ie inc incl
intl jan jr jul jun lt ltd mar max mgmt mgr min misc mon mr mrs ms mt no nos nov nr oct org p.a pp
pres prof pt q qty rd rec rep resp rev sat sec sen sep sept sgt sq sr st sun tel temp thu thur
thurs tue tues u.k u.s v viz vol vs w.r.t wed wk wks yr yrs
""")
CONTRAST = re.compile(
    r"(?:[,;:(–—-]\s{0,2}|\s)(?=(?:but|however|although|though|tho|whereas|yet\s(?:it|i|the|we|they)"
    r"|except(?:\sthat|\sfor|\swhen)?|unfortunately|sadly|other\sthan\sthat|on\sthe\sother\shand"
    r"|even\sthough|despite|nevertheless|still,|while\s(?:i|the|it|we|they))\b)"
    r"|;\s|\s[–—]\s|\s--\s",
    re.IGNORECASE,
)


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Reduce an English word to its stem: 'exports' and 'exported' to 'export'."""
    word = word.lower().replace("’", "'")
    if len(word) > 40:  # no word; a stemmer must not chew on it
        return word
    return str(_stemmer().stem(word))


LANGUAGE = Language(
    code="en",
    name="English",
    stop_words=STOP_WORDS,
    sentence_marks=".!?…",
    abbreviations=ABBREVIATIONS,
    closing_abbreviations=words("etc"),
    contrast=CONTRAST,
    word_spans=spaced_word_spans,
    normalise=stem,
    examples=(
        "The export takes forever and nobody answers.",
        "I wish it could read our old files.",
        "Too expensive for a team of three.",
    ),
)
