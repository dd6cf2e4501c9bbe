"""Who speaks: which voice asks the questions, and which question each answer answers.

The guess is for correcting: `with_roles` takes the roles that a person (or the caller, who has
seen the whole folder) gives and works out the questions anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from survey_app.sources.turns import Role, Speaker, Transcript, Turn
from survey_app.sources.vocabulary import words

INTERVIEWER_WORDS = words(
    "interviewer moderator facilitator researcher host question "
    "интервьюер модератор ведущий ведущая исследователь вопрос "
    "访谈者 采访者 采访人 访问者 访谈员 主持人 提问者 研究员 问"
)
PARTICIPANT_WORDS = words(
    "participant respondent interviewee customer client user guest subject answer "
    "респондент респондентка участник участница клиент клиентка пользователь ответ "
    "受访者 被访者 被采访者 参与者 客户 用户 嘉宾 答"
)
# Letters are parts only in pairs (Q and A, И и Р): alone, they are somebody's initials.
INTERVIEWER_LETTERS = words("q i int iv и в")
PARTICIPANT_LETTERS = words("a p r р о")
# An interviewer asks in at least this share of turns, and clearly more often than the others.
MIN_QUESTION_SHARE = 0.2
MIN_TIMES_THE_NEXT = 1.5
MAX_QUESTION_CHARS = 300

_QUESTION = re.compile(r"[?？]")
_INVITATION = re.compile(
    r"(?:(?:so|and|okay|well|please|then|now)[,\s]+)*(?:(?:could|can) you )?(?:please )?"
    r"(?:tell me|tell us|describe|explain|walk me|walk us|talk me|show me|give me an example)\b"
    r"|(?:(?:а|и|ну|тогда|теперь|пожалуйста)[,\s]+)*(?:расскажите|опишите|объясните|поясните|покажите)\b"
    r"|(?:那么?|好的?|现在)?[,，]?(?:请你?您?|麻烦您?)?(?:说说|谈谈|讲讲|聊聊|描述|介绍|举个?例)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]*[\"'”’»)]*")


def guess_speakers(turns: Iterable[Turn], interviewers: Iterable[str] = ()) -> tuple[Speaker, ...]:
    """Tell the voices of a conversation and guess who is the interviewer.

    A voice named in `interviewers` or by a word such as 'Moderator' is one; otherwise the voice
    that asks most, if it asks clearly more than the others. A single voice is a participant's.
    Order: of first appearance.
    """
    n_turns: Counter[str] = Counter()
    n_questions: Counter[str] = Counter()
    for turn in turns:
        if turn.speaker is not None:
            n_turns[turn.speaker] += 1
            n_questions[turn.speaker] += bool(_QUESTION.search(turn.text))
    shares = {name: n_questions[name] / n for name, n in n_turns.items()}
    roles = _roles(shares, n_turns, frozenset(interviewers))
    return tuple(Speaker(name, roles[name], n, shares[name]) for name, n in n_turns.items())


def guess_interviewers(transcripts: Iterable[Transcript]) -> frozenset[str]:
    """Tell, over a whole folder, which names ask: the same interviewer comes back, customers don't.

    A name counts if its role is guessed as interviewer in most of the transcripts it is in, or
    if it is in at least two, asks somewhere, and the names beside it change.
    """
    seen: Counter[str] = Counter()
    asking: Counter[str] = Counter()
    beside: dict[str, set[str]] = {}
    for transcript in transcripts:
        names = {s.name for s in transcript.speakers}
        for speaker in transcript.speakers:
            seen[speaker.name] += 1
            asking[speaker.name] += speaker.role == "interviewer"
            beside.setdefault(speaker.name, set()).update(names - {speaker.name})
    found = set()
    for name, n in seen.items():
        if _word_role(name) == "participant":
            continue
        comes_back = n >= 2 and asking[name] > 0 and len(beside[name]) > 1
        if comes_back or 2 * asking[name] > n:
            found.add(name)
    return frozenset(found)


def with_roles(transcript: Transcript, roles: Mapping[str, Role]) -> Transcript:
    """Give the transcript corrected roles, by speaker's name; names not given keep theirs.

    The question of each participant's turn is worked out anew from the interviewers' turns.
    """
    speakers = tuple(replace(s, role=roles.get(s.name, s.role)) for s in transcript.speakers)
    bare = [replace(t, question=t.question if t.speaker is None else None)
            for t in transcript.turns]  # fmt: skip
    return replace(transcript, speakers=speakers, turns=with_questions(bare, speakers))


def with_questions(turns: Iterable[Turn], speakers: Iterable[Speaker]) -> tuple[Turn, ...]:
    """Write beside each participant's turn the interviewer's last question before it.

    A nod of the interviewer ('Okay.') does not end a question; a turn that already stands under
    a heading keeps the heading until something is asked.
    """
    asking = {s.name for s in speakers if s.role == "interviewer"}
    asked: str | None = None
    heading: str | None = None
    result = []
    for turn in turns:
        if turn.question != heading:
            heading, asked = turn.question, None
        if turn.speaker in asking:
            asked = last_question(turn.text) or asked
            result.append(turn)
        else:
            result.append(replace(turn, question=asked or turn.question))
    return tuple(result)


def last_question(text: str) -> str | None:
    """Return the last sentence that asks ('…?') or invites ('Tell me …'); None without one.

    At most 300 characters of it, the end being kept.
    """
    sentences = (s.strip() for s in _SENTENCE.findall(text))
    asking = [s for s in sentences if _QUESTION.search(s) or _INVITATION.match(s)]
    if not asking:
        return None
    question: str = asking[-1]
    if len(question) > MAX_QUESTION_CHARS:
        question = "…" + question[-MAX_QUESTION_CHARS + 1 :]
    return question


def is_role_word(name: str) -> bool:
    """Tell whether a label says a part in a conversation ('Moderator', 'P2', '受访者')."""
    return _word_role(name) is not None or bool(
        re.fullmatch(r"(?:speaker|спикер|говорящий|发言人|说话人)\s*\d*", name.casefold())
    )


def _word_role(name: str) -> Role | None:
    word = _bare_word(name)
    if word in INTERVIEWER_WORDS:
        return "interviewer"
    return "participant" if word in PARTICIPANT_WORDS else None


def _bare_word(name: str) -> str:
    return re.sub(r"[\s.\-_#№]*\d*$", "", name.casefold()).strip(" .()[]")


def _letter_roles(names: Iterable[str]) -> dict[str, Role]:
    """Return the parts of voices called by letters, if both parts are there."""
    by_name = {name: _bare_word(name) for name in names}
    asking: dict[str, Role] = {
        n: "interviewer" for n, w in by_name.items() if w in INTERVIEWER_LETTERS
    }
    answering: dict[str, Role] = {
        n: "participant" for n, w in by_name.items() if w in PARTICIPANT_LETTERS
    }
    return {**asking, **answering} if asking and answering else {}


def _roles(
    shares: Mapping[str, float], n_turns: Mapping[str, int], known: frozenset[str]
) -> dict[str, Role]:
    roles = _letter_roles(shares)
    for name in shares:
        word = "interviewer" if name in known else _word_role(name)
        if word is not None:
            roles[name] = word
    open_names = [name for name in shares if name not in roles]
    if "interviewer" not in roles.values() and len(shares) > 1 and open_names:
        ranked = sorted(open_names, key=lambda n: (-shares[n], -n_turns[n], n))
        others = [shares[n] for n in shares if n != ranked[0]]
        enough = shares[ranked[0]] >= MIN_QUESTION_SHARE
        clearly = shares[ranked[0]] >= MIN_TIMES_THE_NEXT * max(others)
        # Two voices of which one is called 'Participant' leave no doubt about the other.
        if (enough and clearly) or (len(shares) == 2 and len(open_names) == 1):
            roles[ranked[0]] = "interviewer"
    return {name: roles.get(name, "participant") for name in shares}
