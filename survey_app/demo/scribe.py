"""Puts sentences together into answers, so that hardly two answers are alike.

Sentences are dealt like cards: none returns before its deck is used up. Openers, joints and
tails vary the frame, and each person keeps a way of writing: properly, in haste, with typos.
"""

import re
from collections.abc import Sequence
from random import Random

from survey_app.demo.material import ASIDES, JOINERS, OPENERS, TAILS, VOICES
from survey_app.demo.material.fitting import may_say
from survey_app.demo.people import Person

OPENER_SHARE = 0.3
TAIL_SHARE = 0.12
LONG_ENOUGH_TO_DIFFER = 20
_ENDS = (".", "!", "?", "…", "。", "！", "？", ")", "）")
_KEEP_CAPITAL = re.compile(r"(I\b|[A-Z]{2,}|Tomas|Friday|Fridays|Last Friday|CSV|\()")


class Scribe:
    """Writes the open answers of one study; holds the decks and what has been written so far."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._decks: dict[tuple[str, ...], list[str]] = {}
        self._written: set[str] = set()

    def voice(self, person: Person, concern: str) -> str:
        """A sentence about the concern that this person could have said."""
        language = person.contact.language
        return self._deal(("voice", language, concern), VOICES[language][concern], person)

    def aside(self, person: Person, category: str) -> str:
        """A remark of a category of `material/asides.py`."""
        language = person.contact.language
        return self._deal(("aside", language, category), ASIDES[language][category], person)

    def once(self, person: Person, category: str) -> str | None:
        """As `aside`, but None when each remark of the category has been used once."""
        key = ("aside", person.contact.language, category)
        remarks = ASIDES[person.contact.language][category]
        deck = self._decks.setdefault(key, self._rng.sample(list(remarks), len(remarks)))
        if not any(_fits(person, remark) for remark in deck):
            return None
        return self.aside(person, category)

    def pick(self, person: Person, name: str, sentences: Sequence[str]) -> str:
        """A sentence from a named deck of the caller's."""
        key = (name, person.contact.language, *sentences[:1])
        return self._deal(key, sentences, person)

    def write(
        self, person: Person, question: str, sentences: Sequence[str], *, complains: bool
    ) -> str:
        """One open answer made of the sentences, in the person's way of writing."""
        for _ in range(8):
            text = self._in_style(person, self._frame(person, question, sentences, complains))
            if len(text) < LONG_ENOUGH_TO_DIFFER or text not in self._written:
                break
        self._written.add(text)
        return text

    def plain(self, person: Person, sentence: str) -> str:
        """A remark or a shrug as it stands, with no frame around it."""
        text = self._in_style(person, sentence)
        self._written.add(text)
        return text

    def row(self, person: Person, sentence: str) -> str:
        """One row of a list answer: no opener, a tail only where the row would repeat another."""
        text = self._in_style(person, sentence.rstrip(".。"))
        while text in self._written:
            tail = self._rng.choice(TAILS[person.contact.language]["complaint"])
            text = self._in_style(person, _ended(sentence, person.contact.language) + tail)
        self._written.add(text)
        return text

    # ---- how it is done -------------------------------------------------------------------

    def _deal(self, key: tuple[str, ...], sentences: Sequence[str], person: Person) -> str:
        deck = self._decks.get(key)
        if not deck or not any(_fits(person, sentence) for sentence in deck):
            deck = self._decks[key] = self._rng.sample(list(sentences), len(sentences))
        for place in range(len(deck) - 1, -1, -1):
            if _fits(person, deck[place]):
                return deck.pop(place)
        fitting = [sentence for sentence in sentences if _fits(person, sentence)]
        return self._rng.choice(fitting or list(sentences))

    def _frame(
        self, person: Person, question: str, sentences: Sequence[str], complains: bool
    ) -> str:
        language = person.contact.language
        text = sentences[0]
        openers = OPENERS[language].get(question, ())
        if openers and len(text) > 6 and self._rng.random() < OPENER_SHARE:
            text = _joined(self._rng.choice(openers), text)
        joiners = self._rng.sample(JOINERS[language], len(sentences) - 1)
        for joiner, sentence in zip(joiners, sentences[1:], strict=True):
            text = _ended(text, language) + _joined(joiner, sentence)
        if len(text) > 6 and self._rng.random() < TAIL_SHARE:
            tails = TAILS[language]["any"]
            if complains:
                tails += TAILS[language]["complaint"]
            text = _ended(text, language) + self._rng.choice(tails)
        return text

    def _in_style(self, person: Person, text: str) -> str:
        way = writing_style(person)
        if way == "hasty":
            return text.lower().rstrip(".。")
        if way == "typos" and len(text) > 40:
            return self._with_a_slip(text)
        return text

    def _with_a_slip(self, text: str) -> str:
        """Swap two inner letters of one longer word, as quick fingers do."""
        words = text.split(" ")
        long_words = [i for i, word in enumerate(words) if len(word) > 6 and word.isalpha()]
        if not long_words or self._rng.random() < 0.4:
            return text
        i = self._rng.choice(long_words)
        word = words[i]
        at = self._rng.randrange(2, len(word) - 2)
        words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return " ".join(words)


def writing_style(person: Person) -> str:
    """How this person types, always the same: properly, hasty or with typos."""
    number = int(person.contact.key[1:])
    if number % 5 == 0:
        return "hasty"
    if number % 7 == 0 and person.contact.language != "zh":
        return "typos"
    return "properly"


def _fits(person: Person, sentence: str) -> bool:
    return may_say(
        sentence=sentence,
        gender=person.gender,
        audience=person.contact.audience,
        trade=person.trade,
        industry=person.industry,
    )


def _ended(text: str, language: str) -> str:
    if text.endswith(_ENDS):
        return text
    return text + ("。" if language == "zh" else ".")


def _joined(front: str, sentence: str) -> str:
    if front.endswith(", ") and not _KEEP_CAPITAL.match(sentence):
        sentence = sentence[:1].lower() + sentence[1:]
    return front + sentence
