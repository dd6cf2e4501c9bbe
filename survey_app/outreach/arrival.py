"""Whether a wave will arrive: what mail servers and readers look at, checked before it goes. Pure.

Portrait sends no tracking pixels and no redirecting links: who opened a mail is not known, and
that is one reason less for a server to mistrust it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

Level = Literal["good", "look", "bad"]

MAX_SUBJECT_CHARS = {"en": 60, "ru": 60, "zh": 30}  # what a phone shows
MAX_LETTER_CHARS = 2_500
MANY_MAILS = 300  # to so many a day, servers want to know the sender

# Addresses there prove to nobody that the mail comes from your company; their DMARC says so.
FREE_DOMAINS = {
    "gmail.com", "googlemail.com", "yahoo.com", "outlook.com", "hotmail.com", "live.com",
    "icloud.com", "aol.com", "proton.me", "protonmail.com", "gmx.de", "gmx.net", "web.de",
    "mail.ru", "bk.ru", "list.ru", "inbox.ru", "yandex.ru", "yandex.com", "ya.ru",
    "rambler.ru", "qq.com", "163.com", "126.com", "sina.com", "foxmail.com",
}  # fmt: skip
SHORTENERS = {
    "bit.ly", "goo.gl", "t.co", "tinyurl.com", "is.gd", "ow.ly", "clck.ru", "vk.cc", "t.cn",
    "dwz.cn",
}  # fmt: skip
_SECOND_LEVEL = {"co", "com", "org", "net", "gov", "edu", "ac"}

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'）)】]+", re.IGNORECASE)
_SHOUTED = re.compile(r"\b[A-ZА-ЯЁ]{4,}\b")
# Words that filters and readers know from advertising.
_SPAMMY = {
    "en": r"free|act now|urgent|winner|won|prize|guarantee[d]?|no obligation|limited time"
    r"|click here|100%|cash|credit|earn",
    "ru": r"бесплатно|срочно|выиграли|приз|гарантия|гарантируем|только сегодня|жми|нажмите здесь"
    r"|100%|заработок|кредит|скидка",
    "zh": r"免费|紧急|中奖|恭喜|大奖|保证|限时|点击这里|100%|赚钱|贷款|优惠",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at. `remedy` says what to do; empty when all is well."""

    level: Level
    title: object
    remedy: object = ""


def look_at_sender(
    mail_from: str, base_url: str, reply_to: str, *, has_server: bool
) -> Iterator[Sign]:
    """Look at who writes and where the links lead."""
    sender = domain_of(mail_from)
    place = urlsplit(base_url).hostname or ""
    if not has_server:
        yield Sign(
            "bad",
            _l("No mail server is set, so nothing leaves this machine"),
            _l("The administrator sets PORTRAIT_SMTP_HOST; until then mails are files."),
        )
    if sender in ("", "localhost") or "." not in sender:
        yield Sign(
            "bad",
            _l("The sender's address, %(address)s, is of no real domain", address=mail_from),
            _l("The administrator sets PORTRAIT_MAIL_FROM to an address of your company."),
        )
    elif sender in FREE_DOMAINS:
        yield Sign(
            "bad",
            _l("The sender's address is at %(domain)s, where anybody may have one", domain=sender),
            _l("Write from your company's domain; many servers refuse such mails otherwise."),
        )
    else:
        yield Sign("good", _l("Mails come from your domain, %(domain)s", domain=sender))
    if re.fullmatch(r"localhost|127\..*|\[?::1\]?", place):
        yield Sign(
            "bad",
            _l("Links lead to %(place)s, which nobody outside can open", place=place),
            _l("The administrator sets PORTRAIT_BASE_URL to the address that customers reach."),
        )
    elif registered_domain(place) != registered_domain(sender):
        yield Sign(
            "look",
            _l("Links lead to %(place)s, mails come from %(domain)s", place=place, domain=sender),
            _l("Best is one domain for both, such as answers.company.com and company.com."),
        )
    else:
        yield Sign("good", _l("Links and sender are of one domain"))
    if not base_url.startswith("https://"):
        yield Sign(
            "look",
            _l("The links are not encrypted (http)"),
            _l("The administrator puts a certificate in front and sets https in the address."),
        )
    if reply_to and domain_of(reply_to) in FREE_DOMAINS:
        yield Sign(
            "look",
            _l("Replies go to an address at %(domain)s", domain=domain_of(reply_to)),
            _l("An address of your company is trusted more."),
        )
    yield Sign("good", _l("Every mail has a plain text and a way out in one press"))
    yield Sign("good", _l("No pictures, no tracking: who opens a mail is not recorded"))


def look_at_text(language: str, subject: str, text: str, *, own_place: str) -> Iterator[Sign]:
    """Look at the words of a letter as it will be read; `own_place` is the host of our links."""
    if len(subject) > MAX_SUBJECT_CHARS.get(language, 60):
        yield Sign(
            "look",
            _l("The subject is long: %(n)s characters", n=len(subject)),
            _l("A phone shows about %(n)s. Put what matters first.", n=MAX_SUBJECT_CHARS[language]),
        )
    if re.match(r"\s*(re|fwd?|aw|отв)\s*:", subject, re.IGNORECASE):
        yield Sign(
            "bad",
            _l("The subject pretends to be an answer"),
            _l("Leave out 'Re:'; it is what fraud looks like."),
        )
    spammy = _found(_SPAMMY.get(language, ""), f"{subject}\n{text}")
    if spammy:
        yield Sign(
            "look",
            _l("Words known from advertising: %(words)s", words=", ".join(spammy)),
            _l("Say it more plainly, if you can."),
        )
    shouted = [word for word in _SHOUTED.findall(subject) if word.isalpha()]
    if shouted or subject.count("!") + subject.count("！") > 1:
        yield Sign(
            "look",
            _l("The subject shouts"),
            _l("Write it in small letters, with one exclamation mark at most."),
        )
    others = foreign_places(text, own_place)
    if SHORTENERS.intersection(others):
        yield Sign(
            "bad",
            _l("A shortened link hides where it leads"),
            _l("Write the whole address, or leave it out."),
        )
    elif others:
        yield Sign(
            "look",
            _l("There are links to other places: %(places)s", places=", ".join(others)),
            _l("The fewer domains in a mail, the better it arrives."),
        )
    if len(text) > MAX_LETTER_CHARS:
        yield Sign(
            "look",
            _l("The letter is long: %(n)s characters", n=len(text)),
            _l("Half of it would be read by more people."),
        )


def look_at_people(
    n_people: int, daily_cap: int | None, missing: Mapping[str, int], n_suppressed: int
) -> Iterator[Sign]:
    """Look at how many are written to a day, and what is not known of them."""
    if n_people > MANY_MAILS and (daily_cap is None or daily_cap > MANY_MAILS):
        yield Sign(
            "look",
            _l("%(n)s mails at once are many for a sender that is new", n=n_people),
            _l("Under 'When', send at most 50 to 200 a day."),
        )
    for name, n in missing.items():
        yield Sign(
            "look",
            _l("{%(name)s} is not known for %(n)s of the chosen", name=name, n=n),
            _l("Write what to say instead, such as {%(name)s|your company}.", name=name),
        )
    if n_suppressed:
        yield Sign(
            "look",
            _l("%(n)s of the chosen have ended mail since, and get none", n=n_suppressed),
        )


def worst(signs: Iterable[Sign]) -> Level:
    """Return the worst level among the signs."""
    levels = {one.level for one in signs}
    order: tuple[Level, ...] = ("bad", "look", "good")
    return next((level for level in order if level in levels), "good")


def foreign_places(text: str, own_place: str) -> list[str]:
    """Return the hosts that a text links to beside our own, in order, each once."""
    hosts = []
    for match in _ADDRESS.findall(text):
        address = match if "://" in match else f"http://{match}"
        try:
            host = urlsplit(address.rstrip(".,;:!?。，")).hostname or ""
        except ValueError:
            continue
        if host and host != own_place:
            hosts.append(host)
    return list(dict.fromkeys(hosts))


def domain_of(address: str) -> str:
    """Return the domain of an address such as 'Name <a@b.example>', in small letters."""
    return parseaddr(address)[1].rpartition("@")[2].lower()


def registered_domain(host: str) -> str:
    """Guess the part of a host name that somebody registered: company.com, company.co.uk.

    Without the public list of suffixes, second levels such as co.uk are known by their words.
    """
    parts = host.lower().rstrip(".").split(".")
    n = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND_LEVEL else 2
    return ".".join(parts[-n:])


def _found(pattern: str, text: str) -> list[str]:
    if not pattern:
        return []
    edge = "" if re.search(r"[\u4e00-\u9fff]", pattern) else r"\b"
    found = re.findall(rf"{edge}(?:{pattern})(?!\w)" if edge else pattern, text, re.IGNORECASE)
    return list(dict.fromkeys(word.lower() for word in found))[:5]
