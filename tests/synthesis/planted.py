"""Made-up studies with segments planted in them, for tests and benchmarks to find again."""

import random

from survey_app.synthesis.respondents import KINDS, Quote, Respondent, ThemeInfo, Trait

NAMES = {
    "goal": ("Grow without hiring", "See the numbers at a glance", "Leave work on time"),
    "pain": ("Exports take too long", "Approval needs six signatures", "Nobody answers at night"),
    "objection": ("Too expensive for us", "We are used to our old tool", "Is our data safe"),
    "praise": ("Support is friendly", "Quick to set up", "Works on a phone"),
}
"""Three themes of each kind: the first belongs to segment 0, the second to 1, the third to 2."""

TRAITS = (
    Trait("size", "Company size", {"s": "1-10", "m": "11-50", "l": "over 50"}, ordered=True),
    Trait("source", "Where they learn", {"blog": "Blogs", "peer": "Colleagues", "fair": "Fairs"},
          elicits=("info_source",)),
    Trait("age", "Age", {"y": "under 40", "o": "40 and over"}, sensitive=True,
          elicits=("demographic",)),
)  # fmt: skip

Study = tuple[list[Respondent], list[ThemeInfo], tuple[Trait, ...]]


def planted(
    n: int,
    *,
    n_segments: int = 3,
    own: float = 0.75,
    other: float = 0.12,
    missing: float = 0.1,
    trait: float = 0.7,
    n_noise: int = 0,
    seed: int = 0,
) -> tuple[Study, dict[str, int]]:
    """A study of n people in equal segments, and the segment of each person.

    People voice a theme of their own segment with probability `own`, any other with `other`;
    each kind stays unasked with probability `missing`; company size points to the segment with
    probability `trait`, the rest is noise. `n_noise` further themes belong to nobody and are
    voiced by a fifth of all.
    """
    chance = random.Random(seed)
    themes = [
        (f"{kind}{index}", kind, name, index)
        for kind in KINDS
        for index, name in enumerate(NAMES[kind])
    ]
    themes += [
        (f"noise{number:02d}", KINDS[number % 4], f"Noise {number}", -1)
        for number in range(n_noise)
    ]
    quotes: dict[str, list[Quote]] = {theme_id: [] for theme_id, *_ in themes}
    people: list[Respondent] = []
    truth: dict[str, int] = {}
    for number in range(n):
        person, segment = f"r{number:04d}", number % n_segments
        truth[person] = segment
        asked = frozenset(kind for kind in KINDS if chance.random() >= missing)
        voiced = set()
        for theme_id, kind, name, belongs in themes:
            likely = 0.2 if belongs < 0 else own if belongs == segment else other
            if kind in asked and chance.random() < likely:
                voiced.add(theme_id)
                quotes[theme_id].append(
                    Quote(f"{theme_id}-{person}", person, theme_id, f"{name}, says {person}",
                          round(chance.random(), 3))
                )  # fmt: skip
        size = "sml"[segment] if chance.random() < trait else chance.choice("sml")
        traits = {
            "size": size,
            "source": chance.choice(("blog", "peer", "fair")),
            "age": chance.choice("yo"),
        }
        people.append(
            Respondent(person, frozenset(voiced), asked, traits, frozenset(traits), "email", "en")
        )
    infos = [ThemeInfo(tid, kind, name, tuple(quotes[tid])) for tid, kind, name, _ in themes]
    return (people, infos, TRAITS), truth


def shuffled(study: Study, seed: int) -> Study:
    """The same study with every theme and every closed answer dealt out anew.

    Each theme keeps the number of its voices among those asked, each question its answers; only
    what goes together is destroyed. Quotes move along with the voices.
    """
    people, themes, traits = study
    chance = random.Random(seed)
    voiced: dict[str, set[str]] = {person.id: set() for person in people}
    new_themes = []
    for theme in themes:
        asked = [person.id for person in people if theme.kind in person.asked]
        n_voices = sum(theme.id in person.voiced for person in people)
        chosen = sorted(chance.sample(asked, n_voices))
        for person_id in chosen:
            voiced[person_id].add(theme.id)
        new_quotes = tuple(
            Quote(f"{theme.id}-{person_id}", person_id, theme.id, quote.text, quote.score)
            for person_id, quote in zip(chosen, theme.quotes, strict=True)
        )
        new_themes.append(ThemeInfo(theme.id, theme.kind, theme.name, new_quotes))
    columns = {}
    for trait in traits:
        answers = [person.traits[trait.key] for person in people]
        chance.shuffle(answers)
        columns[trait.key] = answers
    new_people = [
        Respondent(
            person.id,
            frozenset(voiced[person.id]),
            person.asked,
            {key: answers[index] for key, answers in columns.items()},
            person.asked_traits,
            person.channel,
            person.language,
        )
        for index, person in enumerate(people)
    ]
    return new_people, new_themes, traits
