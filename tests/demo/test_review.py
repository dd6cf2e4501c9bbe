"""The demo's review decides as a marketer would, both ways, so that there is something to learn."""

from survey_app.demo.material import VOICES
from survey_app.demo.material.themes import CONCERNS
from survey_app.demo.review import _is_aside, _strays
from survey_app.themes.models import Excerpt, Theme, ThemeExcerpt


def theme(kind, *quotes):
    links = [ThemeExcerpt(excerpt=Excerpt(quote=quote)) for quote in quotes]
    return Theme(kind=kind, name="A theme", excerpts=links)


def quotes_of(kind, n):
    keys = [concern.key for concern in CONCERNS if concern.kind == kind]
    return [VOICES["en"][key][0] for key in keys[:n]]


def test_a_quote_of_another_kind_is_taken_out_and_one_of_its_own_stays():
    pain, goal = quotes_of("pain", 1)[0], quotes_of("goal", 1)[0]
    pains = theme("pain", pain, goal)
    assert not _strays(pain, pains)
    assert _strays(goal, pains)
    assert not _strays("We met at the office on Monday.", pains)  # of no kind that is known


def test_a_theme_of_small_talk_is_rejected_and_one_of_concerns_is_not():
    small_talk = ["We met at the office on Monday.", "My dog was there too."]
    assert _is_aside(theme("pain", *small_talk, quotes_of("pain", 1)[0]))  # two of three
    assert not _is_aside(theme("pain", small_talk[0], quotes_of("pain", 1)[0]))  # one of two
    assert not _is_aside(theme("pain", *quotes_of("pain", 3)))
