"""REFI-QDA out and in: the published rules are kept, and what goes out comes back."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.coding import exchange, services
from survey_app.coding.exchange import paragraphs
from survey_app.collect.models import Passage
from survey_app.interviews.models import Interview
from survey_app.sources import SourceError, read_refi
from survey_app.studies.models import Study
from survey_app.themes import services as review
from survey_app.themes.models import Theme, ThemeExcerpt
from tests.builders import MARKUP, Cast
from tests.builders_voices import answer, publish_tiny
from tests.coding.conftest import Desk
from tests.pages import Pages
from tests.refi_rules import problems

# As other tools write it: braces around identifiers, codes in codes, a group, a text inside.
FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="theirs" origin="Another tool">
 <CodeBook><Codes>
  <Code guid="{11111111-1111-1111-1111-111111111111}" name="Work" isCodable="false">
   <Description>What they do all day</Description>
   <Code guid="{22222222-2222-2222-2222-222222222222}" name="Paper  forms" isCodable="true"/>
  </Code>
  <Code guid="{33333333-3333-3333-3333-333333333333}" name="Likes" isCodable="true"/>
 </Codes></CodeBook>
 <Sources>
  <TextSource guid="{44444444-4444-4444-4444-444444444444}" name="Talk one">
   <PlainTextContent>Moderator: How is it?

Ada: 😀 We print forms. I like the colours.</PlainTextContent>
   <PlainTextSelection guid="{55555555-5555-5555-5555-555555555555}"
    startPosition="0" endPosition="44">
    <Coding guid="{66666666-6666-6666-6666-666666666666}">
     <CodeRef targetGUID="{22222222-2222-2222-2222-222222222222}"/></Coding>
   </PlainTextSelection>
   <PlainTextSelection guid="{77777777-7777-7777-7777-777777777777}"
    startPosition="46" endPosition="9999">
    <Coding guid="{88888888-8888-8888-8888-888888888888}">
     <CodeRef targetGUID="{33333333-3333-3333-3333-333333333333}"/></Coding>
   </PlainTextSelection>
  </TextSource>
  <PictureSource guid="{99999999-9999-9999-9999-999999999999}" name="photo"/>
 </Sources>
 <Sets><Set guid="{aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa}" name="praise">
  <MemberCode targetGUID="{33333333-3333-3333-3333-333333333333}"/></Set></Sets>
</Project>"""


def packed(xml: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("project.qde", xml)
    return stream.getvalue()


def quotes(session: Session, study: Study) -> set[tuple[str, str, str]]:
    rows = session.scalars(
        select(ThemeExcerpt)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Theme.study_id == study.id)
    )
    return {(one.theme.kind, one.theme.name, one.excerpt.quote) for one in rows}


def outline(session: Session, study: Study) -> set[tuple[str, str, str, str]]:
    themes = session.scalars(select(Theme).where(Theme.study_id == study.id)).all()
    names = {one.id: one.name for one in themes}
    return {(t.kind, t.name, t.definition, names.get(t.parent_id or 0, "")) for t in themes}


@pytest.fixture
def coded(session: Session, cast: Cast, desk: Desk) -> Desk:
    """The talk coded by two people, with a part, a definition and an answer of a survey."""
    services.code(session, desk.first, start=0, end=36, theme=desk.slow, user=cast.researcher)
    services.code(session, desk.first, start=0, end=36, theme=desk.slow, user=cast.other_researcher)
    services.code(session, desk.second, start=0, end=25, theme=desk.silent, user=cast.researcher)
    services.code(session, desk.second, start=26, end=33, theme=desk.silent, user=cast.researcher)
    goal = review.create(session, desk.study, kind="goal", name=f"a <goal> {MARKUP}\x0b", user=None)
    review.nest(session, desk.slow, under=desk.silent, user=None)
    review.define(session, desk.slow, definition="Waiting for files.", user=None)
    response = answer(session, publish_tiny(session, desk.study), "First line.\nSecond line.")
    passage = session.scalars(select(Passage).where(Passage.response_id == response.id)).one()
    services.code(session, passage, start=12, end=24, theme=goal, user=cast.researcher)
    session.commit()
    return desk


def test_the_codebook_keeps_the_published_rules_and_comes_back(
    pages: Pages, session: Session, cast: Cast, coded: Desk
) -> None:
    pages.sign_in(cast.viewer)
    data = pages.client.get(f"/s/{coded.study.slug}/themes/codebook.qdc").data
    root = ElementTree.fromstring(data)
    assert problems(root) == []
    del root[0][:]  # the rules do find what is wrong
    assert problems(root) != []
    exchange.bring_in(
        session, cast.other_study, read_refi("c.qdc", data), kind="pain", user=cast.admin
    )
    ours = {(k, n.replace("\x0b", ""), d, p) for k, n, d, p in outline(session, coded.study)}
    assert outline(session, cast.other_study) == ours
    again = exchange.bring_in(
        session, cast.other_study, read_refi("c.qdc", data), kind="pain", user=cast.admin
    )
    assert (again.n_themes, again.n_known) == (0, 3)


def test_a_project_keeps_the_published_rules_and_comes_back_quote_by_quote(
    pages: Pages, session: Session, cast: Cast, coded: Desk
) -> None:
    pages.sign_in(cast.researcher)
    answered = pages.client.get(f"/s/{coded.study.slug}/themes/project.qdpx")
    assert answered.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answered.data)) as archive:
        root = ElementTree.fromstring(archive.read("project.qde"))
        texts = [archive.read(one).decode() for one in archive.namelist() if one != "project.qde"]
    assert problems(root) == []
    space = "{urn:QDA-XML:project:1.0}"
    by_name = {one.get("name") for one in root.iter(f"{space}User")}
    assert by_name == {"Portrait", cast.researcher.name, cast.other_researcher.name}
    for one in root.iter(f"{space}PlainTextSelection"):
        start, end = (int(one.get(key) or 0) for key in ("startPosition", "endPosition"))
        assert any(text[start:end] == one.get("name") for text in texts)
    assert [value.text for value in root.iter(f"{space}TextValue")] == ["Just me"]
    done = exchange.bring_in(
        session, cast.other_study, read_refi("p.qdpx", answered.data), kind="pain", user=cast.admin
    )
    assert (done.n_texts, done.n_quotes, done.n_unread) == (2, 5 - 1, 0)  # two coders, one quote
    ours = {(kind, name.replace("\x0b", ""), q) for kind, name, q in quotes(session, coded.study)}
    assert quotes(session, cast.other_study) == ours
    talks = session.scalars(
        select(Interview).where(Interview.study_id == cast.other_study.id)
    ).all()
    assert len(talks) == 2
    exchange.bring_in(
        session, cast.other_study, read_refi("p.qdpx", answered.data), kind="pain", user=cast.admin
    )
    assert len(session.scalars(select(Interview)
               .where(Interview.study_id == cast.other_study.id)).all()) == 2  # fmt: skip


def test_what_another_tool_wrote_becomes_themes_talks_and_quotes(
    session: Session, cast: Cast, desk: Desk
) -> None:
    project = read_refi("theirs.qdpx", packed(FOREIGN))
    done = exchange.bring_in(session, desk.study, project, kind="goal", user=cast.researcher)
    assert (done.n_themes, done.n_texts, done.n_quotes, done.n_unread) == (3, 1, 2, 1)
    assert outline(session, desk.study) >= {
        ("goal", "Work", "What they do all day", ""),
        ("goal", "Paper forms", "", "Work"),
        ("praise", "Likes", "", ""),
    }
    # 'Moderator: How is it?' has 21 signs, the gap 2, 'Ada: ' 5: her words begin at 28, and the
    # 16 signs from 28 to 44 are '😀 We print forms'; those from 46 on are the rest.
    assert quotes(session, desk.study) == {
        ("goal", "Paper forms", "😀 We print forms"),
        ("praise", "Likes", "I like the colours."),
    }
    talk = session.scalars(select(Interview).where(Interview.title == "Talk one")).one()
    assert talk.mode == "import"


def test_a_broken_or_malicious_file_is_refused_in_words(
    pages: Pages, cast: Cast, desk: Desk
) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0">'
        '<Codes><Code guid="1" name="&a;"/></Codes></CodeBook>'
    )
    empty = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>'
    for name, data, code in (
        ("a.qdc", b"", "SR001"), ("a.qdc", b"<html/>", "SR006"), ("a.qdc", b"\x00\xff", "SR006"),
        ("a.qdc", bomb.encode(), "SR006"), ("a.qdc", empty.encode(), "SR060"),
        ("a.txt", b"x", "SR003"), ("a.qdpx", b"not a zip", "SR006"),
        ("a.qdpx", packed("<Project"), "SR006"),
    ):  # fmt: skip
        with pytest.raises(SourceError) as caught:
            read_refi(name, data)
        assert caught.value.code == code, (name, data[:20])
    pages.sign_in(cast.researcher)
    here = f"/s/{desk.study.slug}/coding/bring-in"
    pages.get(here)
    pages.post(here, {"kind": "pain"}, expect=422)
    page = pages.post(here, {"kind": "pain", "file": (io.BytesIO(b"<html/>"), "a.qdc")}, expect=422)
    assert "damaged" in page.text
    told = pages.post(here, {"kind": "pain", "file": (io.BytesIO(packed(FOREIGN)), "theirs.qdpx")})
    assert told.location.endswith("/coding/")
    assert "stays behind" in pages.get(told.location).text


def test_an_empty_study_has_no_codebook_to_hand_over(pages: Pages, cast: Cast) -> None:
    pages.sign_in(cast.researcher)
    for path in ("codebook.qdc", "project.qdpx"):
        answered = pages.client.get(f"/s/{cast.study.slug}/themes/{path}")
        assert answered.status_code == 422
    assert pages.client.get(f"/s/{cast.study.slug}/themes/codebook.csv").status_code == 200
    pages.sign_in(cast.viewer)
    answered = pages.client.get(f"/s/{cast.study.slug}/themes/project.qdpx")
    assert answered.status_code == 403  # whole texts are for those who work with them


def test_paragraphs_begin_where_their_words_begin() -> None:
    text = "  One: a\n\nTwo: b\n  c\n\nOne: d e"
    found = paragraphs(text)
    assert [(one.speaker, one.text) for one in found] == [("One", "a"), ("Two", "b\n  c"),
                                                          ("One", "d e")]  # fmt: skip
    assert all(text[one.start :].startswith(one.text) for one in found)
    assert [one.text for one in paragraphs("a\nb\r\nc")] == ["a", "b", "c"]
    assert paragraphs(" \n\n ") == []
