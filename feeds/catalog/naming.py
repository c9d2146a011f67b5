"""Which spellings each record of the catalog may be found by, and what evidence the common ones need. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from feeds.catalog.folding import fold
from feeds.catalog.loading import CatalogError
from feeds.catalog.records import Company, Country, Kind, Law, Regulator, Topic
from feeds.catalog.spelling import Name, Sense

Territories = Mapping[str, Mapping[str, list[str]]]

_LATIN = re.compile("[A-Za-z]")
# a small language whose names of countries are other words in Arabic: its Algeria is "Al Jazeera"
_UNREAD = frozenset(["mzn"])
# newspapers are often called what places and people are called
_PRESS = frozenset(["newspaper", "news-site", "broadcaster", "news-agency", "magazine", "publisher"])
_CASED = re.compile("[A-Za-z\u0400-\u04ff]")
_ACRONYM = re.compile(r"[^a-zа-яёіїє]{1,6}")
# endings that an adjective of nationality takes besides the one in the catalog
_INFLECTED = (
    (re.compile("isch$"), ("ische", "ischen", "ischer", "isches", "ischem")),
    (re.compile("isk$"), ("iska", "iske")),
    (re.compile("ais$|ois$"), ("{}e", "{}es")),
    (re.compile("ien$"), ("iens", "ienne", "iennes")),
    (re.compile("ain$"), ("ains", "aine", "aines")),
    (re.compile("[eé]s$"), ("esa", "esas", "eses")),
    (re.compile("ês$"), ("esa", "esas", "eses")),
    (re.compile("ano$"), ("ana", "anos", "anas", "ani", "ane")),
    (re.compile("o$"), ("a", "os", "as", "i", "e")),
    (re.compile("ese$"), ("esi",)),
    (re.compile("(?<=[nchr])$"), ("s",)),
)


def names_of(
    companies: Mapping[str, Company],
    countries: Mapping[str, Country],
    regulators: Mapping[str, Regulator],
    laws: Mapping[str, Law],
    topics: Mapping[str, Topic],
    cldr: Territories,
) -> Iterator[Name]:
    """Every spelling of every record."""
    for company in companies.values():
        yield from _company(company)
    sets: dict[str, frozenset[str]] = {}
    for country in countries.values():
        yield from _country(country, cldr.get(country.id, {}), sets)
    for regulator in regulators.values():
        yield from _plain(Kind.REGULATOR, regulator)
    for law in laws.values():
        yield from _plain(Kind.LAW, law)
    for topic in topics.values():
        for written in dict.fromkeys((topic.name, *topic.names)):
            yield Name(Kind.TOPIC, topic.id, written)
        for written in topic.words:
            yield Name(Kind.TOPIC, topic.id, written.rstrip("*"), Sense.PLACE, prefix=written.endswith("*"))


def _company(company: Company) -> Iterator[Name]:
    common = frozenset(company.common)
    words = frozenset(map(fold, common))
    press = bool(company.kinds) and _PRESS.issuperset(company.kinds)
    for written in dict.fromkeys((company.name, *company.names, *company.common)):
        # DiDi beside the common name Didi tells the company only as written
        twin = written not in common and bool(words) and fold(written) in words
        yield Name(
            Kind.COMPANY,
            company.id,
            written,
            common=written in common,
            exact=twin
            or not any(map(str.isalpha, written))
            or ((written in common or _short(written)) and bool(_LATIN.search(written))),
            capital=(press or written in common or len(written) < 5)
            and written[:1].isupper()
            and bool(_CASED.match(written)),
        )
    for ticker in company.ticker:
        yield Name(Kind.COMPANY, company.id, ticker, Sense.TICKER)
    for domain in company.domains:
        yield Name(Kind.COMPANY, company.id, domain, Sense.DOMAIN)


def _country(country: Country, cldr: Mapping[str, list[str]], sets: dict[str, frozenset[str]]) -> Iterator[Name]:
    common = frozenset(country.common)
    told = (
        (Sense.NAME, (country.name, *country.names)),
        (Sense.DEMONYM, country.demonyms),
        (Sense.METONYM, country.metonyms),
        (Sense.PLACE, country.places),
    )
    mine = set()
    for sense, spellings in told:
        for written in dict.fromkeys(spellings):
            forms = [written, *inflected(written)] if sense is Sense.DEMONYM else [written]
            for form in forms:
                mine.add(form)
                yield _place(country.id, form, sense, written in common)
    words = frozenset(map(fold, common))
    for pattern, (written, langs) in cldr.items():
        if written not in mine:
            tongues = sets.get(langs) or sets.setdefault(langs, frozenset(langs.split()))
            free = "en" in tongues or not (_LATIN.search(written) or langs in _UNREAD)
            twin = bool(words) and fold(written) in words
            yield _place(country.id, written, Sense.NAME, twin, None if free else tongues, pattern)


def _place(
    id_: str, written: str, sense: Sense, common: bool, langs: frozenset[str] | None = None, pattern: str = ""
) -> Name:
    upper = written[:1].isupper() and bool(_CASED.match(written))
    short = len(written) < 9 and _short(written)
    return Name(Kind.COUNTRY, id_, written, sense, common, short, upper, langs=langs, pattern=pattern)


def _plain(kind: Kind, record: Regulator | Law) -> Iterator[Name]:
    common = frozenset(getattr(record, "common", ()))
    for written in dict.fromkeys((record.name, *record.names, *common)):
        yield Name(kind, record.id, written, common=written in common, exact=_short(written),
                   capital=written in common and written[:1].isupper())  # fmt: skip


def _short(written: str) -> bool:
    """Whether a spelling is an acronym, which is read only in capitals."""
    letters = written.replace(".", "")
    return letters.isupper() and bool(_CASED.search(letters)) and bool(_ACRONYM.fullmatch(letters))


def inflected(written: str) -> Iterator[str]:
    """Other endings of a Latin adjective of nationality."""
    if not _LATIN.match(written) or " " in written or len(written) < 5:
        return
    for ending, others in _INFLECTED:
        found = ending.search(written)
        if found:
            stem = written[: found.start()]
            yield from (other.format(written) if "{}" in other else stem + other for other in others)
            return


def needs_of(
    companies: Mapping[str, Company],
    countries: Mapping[str, Country],
    regulators: Mapping[str, Regulator],
    *_: object,
) -> dict[str, tuple[str, ...]]:
    """The words near which a common name counts, by kind:id."""
    told: dict[str, tuple[str, ...]] = {}
    kinds: tuple[tuple[Kind, Iterable[Company | Country | Regulator]], ...] = (
        (Kind.COMPANY, companies.values()),
        (Kind.COUNTRY, countries.values()),
        (Kind.REGULATOR, regulators.values()),
    )
    for kind, records in kinds:
        for record in records:
            if record.common:
                told[f"{kind}:{record.id}"] = record.needs
    return told


def territories(path: Path) -> Territories:
    """The names of countries in every language: code -> normal form -> spelling and languages; empty if not there.

    The file is made by cldr.py.
    """
    if not path.is_file():
        return {}
    try:
        found: Territories = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CatalogError(f"{path.name}: {error}; make it anew with python -m feeds.catalog.cldr") from error
    return found
