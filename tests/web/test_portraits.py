"""Drawn portraits: the same for the same seed, told apart for others, valid SVG."""

from __future__ import annotations

import defusedxml.ElementTree as Tree

from survey_app.web.portraits import portrait_svg


def test_the_same_seed_draws_the_same_figure() -> None:
    assert portrait_svg("persona-1") == portrait_svg("persona-1")


def test_a_dozen_seeds_draw_a_dozen_figures() -> None:
    assert len({portrait_svg(f"persona-{n}") for n in range(12)}) == 12


def test_the_drawing_holds_nothing_of_its_seed() -> None:
    drawn = portrait_svg("<script>secret</script>", 'a "label" & <more>')
    assert "secret" not in drawn
    assert Tree.fromstring(drawn).get("aria-label") == 'a "label" & <more>'


def test_without_a_label_it_is_hidden_from_screen_readers() -> None:
    assert Tree.fromstring(portrait_svg("x")).get("aria-hidden") == "true"
