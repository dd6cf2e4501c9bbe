"""Small studies and sheets by hand, so that a test can say what every number must be."""

from survey_app.synthesis import (
    KINDS,
    Context,
    Evidence,
    PersonaDraft,
    Quote,
    Respondent,
    Statement,
    ThemeInfo,
    Trait,
    wilson_interval,
)

EXPORTS = "exports"
AGE = Trait("age", "Age", {"y": "under 40", "o": "40 and over"}, sensitive=True)
SIZE = Trait("size", "Company size", {"s": "1-10", "l": "over 10"}, ordered=True)


def person(number, voiced=(), asked=KINDS, **traits):
    return Respondent(
        f"p{number:02d}", frozenset(voiced), frozenset(asked), traits, frozenset(traits)
    )


def quote(number, theme=EXPORTS, speaker=None, text=None):
    speaker = f"p{number:02d}" if speaker is None else speaker
    return Quote(f"q-{theme}-{number}", speaker, theme, text or f"{theme}, words {number}")


def cited(one, stance="for"):
    return Evidence(one.respondent_id, one.text, stance, quote_id=one.id)


def study(n=20, n_voicing=6):
    """People p00 ... of whom the first few voiced the pain 'exports', one quote each."""
    people = tuple(person(i, [EXPORTS] if i < n_voicing else [], size="s") for i in range(n))
    theme = ThemeInfo(
        EXPORTS, "pain", "Exports take too long", tuple(quote(i) for i in range(n_voicing))
    )
    return people, (theme,), (SIZE,)


def context(n=20, n_voicing=6, **changes):
    people, themes, traits = study(n, n_voicing)
    return Context(**{"respondents": people, "themes": themes, "traits": traits} | changes)


def statement(n=6, asked=10, n_quotes=3, **changes):
    low, high = wilson_interval(n, asked)
    evidence = tuple(cited(quote(i)) for i in range(n_quotes))
    return Statement(
        **{
            "field": "pains",
            "text": "Exports take too long",
            "n": n,
            "asked": asked,
            "low": low,
            "high": high,
            "theme_id": EXPORTS,
            "evidence": evidence,
        }
        | changes
    )


def persona(*statements, n_members=10, n=20, gaps=None, **changes):
    """A segment of the people p00 to p09 of twenty, steady and with its gaps stated."""
    from survey_app.synthesis import find_gaps

    people, themes, traits = study(n)
    members = people[:n_members]
    return PersonaDraft(
        **{
            "id": "persona-1",
            "name": "Exports take too long",
            "summary": "",
            "share": n_members / n,
            "n": n_members,
            "stability": 0.9,
            "stability_word": "solid",
            "members": tuple(one.id for one in members),
            "fit": {one.id: 1.0 for one in members},
            "statements": statements,
            "not_known": find_gaps(members, people, themes, traits) if gaps is None else gaps,
            "unclassified_share": 0.1,
        }
        | changes
    )
