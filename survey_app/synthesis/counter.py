"""What speaks against a statement (rule R11): looked for, not waited for.

For a closed answer that is the members who answered otherwise. For a theme it is what members
said with the opposite intent about the same thing: praise of the exports stands against 'exports
take too long'. A quote is about the same thing if it has a content word of the statement's name
itself; that its theme has one is not enough, since themes are mixed. And whatever its kind, a
quote that denies the name ('exports are no trouble any more') stands against it, where it has two
of its content words and a 'not' that the name lacks. So does a closed answer about the same
thing that says the opposite: who ticks 'very happy with the exports' has no trouble with them. A
contradiction in other words is missed, and people can add it by hand.
"""

from collections.abc import Collection, Iterable, Sequence

from .quotes import quote_evidence
from .respondents import Respondent, ThemeInfo, Trait
from .sheet import Evidence

MAX_AGAINST = 2
MIN_WORD = 4
STEM = 5
"""Letters by which two forms of a word are taken for one; crude, and the same in any alphabet."""
DENIED_BY = ("pain", "objection", "praise")
"""Kinds of quotes that say how things are; a wish that something be otherwise denies nothing."""
ENGLISH_DENIALS = ("not", "no", "never", "none", "nothing", "neither", "without", "cannot", "t")
DENIALS = frozenset((*ENGLISH_DENIALS, "не", "нет", "ни", "никогда", "ничего", "без"))
CHINESE_DENIALS = ("不", "没", "无", "并非", "从未")
MIN_WORDS = 2
"""Words that a quote must share with a name of four or more; with a shorter name one will do."""
OPPOSITE = {
    "pain": ("praise",),
    "objection": ("praise",),
    "praise": ("pain", "objection"),
}
"""A wish has no opposite: 'it lacks git' as an objection supports who wants git."""
SIGN = {"pain": -1, "objection": -1, "praise": 1}
GOOD_TAGS = frozenset({"praise", "value", "loyalty"})
BAD_TAGS = frozenset({"pain", "complaint", "objection", "fear"})
YES_NO = {"true": 1, "false": -1}
MIN_STEPS = 3
"""A scale of fewer steps has no ends that could be told from its middle."""


def against_theme(
    theme: ThemeInfo, themes: Iterable[ThemeInfo], members: Collection[str]
) -> tuple[Evidence, ...]:
    """The quotes by members, of the opposite kind, that share most words with the theme's name."""
    words = content_words(theme.name)
    needed = MIN_WORDS if len(words) >= 2 * MIN_WORDS else 1
    own = {quote.id for quote in theme.quotes}
    name_denies = _denies(theme.name)
    found = []
    for other in themes:
        opposite = other.kind in OPPOSITE.get(theme.kind, ())
        for quote in other.quotes:
            if quote.respondent_id not in members or quote.id in own:
                continue
            shared = len(words & content_words(quote.text))
            denied = shared >= MIN_WORDS and _denies(quote.text) != name_denies
            if (opposite and shared >= needed) or (denied and other.kind in DENIED_BY):
                found.append((shared, quote))
    found.sort(key=lambda pair: (-pair[0], -pair[1].score, pair[1].id))
    chosen: dict[str, Evidence] = {}  # one a person
    for _, quote in found:
        chosen.setdefault(quote.respondent_id, quote_evidence(quote, against=True))
    return tuple(chosen.values())[:MAX_AGAINST]


def closed_against(
    theme: ThemeInfo, traits: Iterable[Trait], members: Sequence[Respondent]
) -> tuple[Evidence, ...]:
    """The closed answers by members that say the opposite of a theme about the same thing.

    The question must share words with the theme's name and ask for something good or something
    bad, by its tags; a 'yes' or the upper third of its scale affirms it, a 'no' or the lower
    third denies it. Sensitive questions are left out. At most two, one a person.
    """
    sign = SIGN.get(theme.kind, 0)
    words = content_words(theme.name)
    needed = MIN_WORDS if len(words) >= 2 * MIN_WORDS else 1
    chosen: dict[str, Evidence] = {}
    for trait in sorted(traits, key=lambda trait: trait.key):
        value = bool(GOOD_TAGS & set(trait.elicits)) - bool(BAD_TAGS & set(trait.elicits))
        about = len(words & content_words(trait.label)) >= needed
        if not sign or not value or trait.sensitive or not about:
            continue
        for person in members:
            for code in person.codes(trait.key)[:1]:
                if _affirms(trait, code) * value == -sign:
                    text = trait.choices[code]
                    piece = Evidence(person.id, text, "against", trait_key=trait.key, code=code)
                    chosen.setdefault(person.id, piece)
    return tuple(chosen.values())[:MAX_AGAINST]


def _affirms(trait: Trait, code: str) -> int:
    """1 for a yes or the upper third of a scale, -1 for a no or the lower third, else 0."""
    if code in YES_NO:
        return YES_NO[code]
    codes = list(trait.choices)
    if not trait.ordered or len(codes) < MIN_STEPS or code not in codes:
        return 0
    place = codes.index(code) / (len(codes) - 1)
    return int(place >= 2 / 3) - int(place <= 1 / 3)


def against_answer(trait: Trait, code: str, members: Sequence[Respondent]) -> tuple[Evidence, ...]:
    """Members who answered the question otherwise, the most frequent other answers first."""
    others = [
        (other, person.id)
        for person in members
        if (codes := person.codes(trait.key)) and code not in codes
        for other in codes[:1]
    ]
    counts = {other: sum(pair[0] == other for pair in others) for other, _ in others}
    others.sort(key=lambda pair: (-counts[pair[0]], pair))
    return tuple(
        Evidence(
            person_id, trait.choices.get(other, other), "against", trait_key=trait.key, code=other
        )
        for other, person_id in others[:MAX_AGAINST]
    )


def _denies(text: str) -> bool:
    """Whether there is a word of denial in it: 'isn't', 'не', '没有'."""
    letters = "".join(letter if letter.isalpha() else " " for letter in text.casefold())
    # Of "can't" a 't' is left, and no other English word is one.
    return not DENIALS.isdisjoint(letters.split()) or any(one in text for one in CHINESE_DENIALS)


def content_words(text: str) -> frozenset[str]:
    """The beginnings of the longer words; in Chinese, pairs of characters."""
    found: set[str] = set()
    for word in "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split():
        if any("\u4e00" <= letter <= "\u9fff" for letter in word):
            found |= {word[at : at + 2] for at in range(len(word) - 1)}
        elif len(word) >= MIN_WORD:
            found.add(word[:STEM])
    return frozenset(found - SAYS_NOTHING)


def _begin(words: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words.split())


SAYS_NOTHING = _begin(
    """
    about after again also always because been before being better both cannot clear clearly could
    does done easy easily even ever every everything from good great have having into just like
    liked love made make makes more most much must need needs never nice nobody nothing often only
    other over really same should since some something still such takes than thank that their them
    then there these they thing things this those time very want wanted well were what when where
    which while will with without work works would your
    более больше было быть весь вместо всегда всего всем всех говорить даже делать если есть ещё
    зато когда которые который лучше меня много можно надо наша наши него нечего никогда ничего
    нужно нравится один одна одно около опять очень перед пока после потом потому почти просто
    сама само самый себя сейчас слишком снова совсем столько стало такая такой там тебя тоже
    только тогда того уже хорошо хотя хочу чего через чтобы этого этом этот
    """
).union(
    (
        "我们",
        "他们",
        "一个",
        "没有",
        "不是",
        "可以",
        "非常",
        "比较",
        "觉得",
        "很好",
        "清楚",
        "方便",
    ),
    ("现在", "时候", "就是", "还是", "这个", "那个", "什么", "不用", "不能", "一次", "都是"),
)
"""Words of any topic: that two statements share one says nothing (as `content_words` cuts them)."""
