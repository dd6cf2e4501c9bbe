"""What the DNS says about a sender: SPF, DKIM and DMARC, and the records to ask for.

The look-ups are made on request only, with a short patience, and nothing of them is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask_babel import lazy_gettext as _l

from survey_app.outreach.arrival import Sign

TIMEOUT_S = 3.0
MAX_SPF_LOOKUPS = 10  # RFC 7208, 4.6.4
_LOOKING_UP = ("include:", "a", "mx", "ptr", "exists:", "redirect=")

# Returns the TXT records of a name; [] when there are none. Raises OSError when nobody answers.
TextRecords = Callable[[str], list[str]]


def text_records(name: str) -> list[str]:
    """Ask the DNS for the TXT records of a name."""
    import dns.exception
    import dns.resolver

    try:
        resolver = dns.resolver.Resolver()
        answer = resolver.resolve(name, "TXT", lifetime=TIMEOUT_S)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise OSError(type(error).__name__) from error
    return [b"".join(one.strings).decode("utf-8", "replace") for one in answer]


def look_at_dns(
    domain: str, smtp_host: str, dkim_selector: str, ask: TextRecords = text_records
) -> list[Sign]:
    """Look up whether other servers can tell that mails of this domain are genuine."""
    try:
        return [
            *_spf(domain, smtp_host, ask),
            *_dkim(domain, dkim_selector, ask),
            *_dmarc(domain, ask),
        ]
    except OSError:
        return [
            Sign(
                "look",
                _l("The DNS did not answer"),
                _l("Try again later, or let whoever looks after your domain compare the records."),
            )
        ]


def records_to_ask_for(domain: str, smtp_host: str, dkim_selector: str) -> list[tuple[str, str]]:
    """Return name and content of the records that such a domain should have."""
    selector = dkim_selector or "…"
    return [
        (domain, f"v=spf1 mx a:{smtp_host or '…'} ~all"),
        (f"{selector}._domainkey.{domain}", "v=DKIM1; k=rsa; p=…"),
        (f"_dmarc.{domain}", f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}"),
    ]


def _spf(domain: str, smtp_host: str, ask: TextRecords) -> Iterator[Sign]:
    found = [one for one in ask(domain) if one.lower().split(" ")[0] == "v=spf1"]
    if not found:
        yield Sign(
            "bad",
            _l("SPF: %(domain)s does not say which servers may write for it", domain=domain),
            _l("Ask whoever looks after the domain to add the record below."),
        )
    elif len(found) > 1:
        yield Sign(
            "bad", _l("SPF: there are two records, so neither counts"), _l("Join them into one.")
        )
    else:
        terms = found[0].lower().split()[1:]
        n = sum(term.lstrip("+-~?").startswith(_LOOKING_UP) for term in terms if "all" not in term)
        if "+all" in terms or "all" in terms:
            yield Sign(
                "bad",
                _l("SPF: the record lets everybody write for you (+all)"),
                _l("Let it end with ~all or -all."),
            )
        elif n > MAX_SPF_LOOKUPS:
            yield Sign(
                "bad",
                _l("SPF: the record asks for more than ten look-ups, so it does not count"),
                _l("Take out the services that no longer write for you."),
            )
        else:
            yield Sign(
                "good",
                _l("SPF: there is a record; see that it covers %(host)s", host=smtp_host or "…"),
            )


def _dkim(domain: str, selector: str, ask: TextRecords) -> Iterator[Sign]:
    if not selector:
        yield Sign(
            "look",
            _l("DKIM: the name of your key is not known here, so it cannot be looked up"),
            _l("The administrator sets PORTRAIT_DKIM_SELECTOR; the mail server does the signing."),
        )
        return
    records = [one for one in ask(f"{selector}._domainkey.{domain}") if "p=" in one]
    if records and not any(one.replace(" ", "").rstrip(";").endswith("p=") for one in records):
        yield Sign("good", _l("DKIM: the key '%(selector)s' is there", selector=selector))
    else:
        yield Sign(
            "bad",
            _l("DKIM: there is no key '%(selector)s'", selector=selector),
            _l("Ask whoever runs the mail server for the record of its key."),
        )


def _dmarc(domain: str, ask: TextRecords) -> Iterator[Sign]:
    records = [one for one in ask(f"_dmarc.{domain}") if one.lower().startswith("v=dmarc1")]
    if not records:
        yield Sign(
            "bad",
            _l("DMARC: %(domain)s says nothing; large mail services ask for it", domain=domain),
            _l("Ask whoever looks after the domain to add the record below."),
        )
    else:
        yield Sign("good", _l("DMARC: there is a record"))
