"""The records of the catalog as frozen data: what one TOML block of each kind becomes."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a mention names."""

    COMPANY = "company"
    COUNTRY = "country"
    REGULATOR = "regulator"
    LAW = "law"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Company:
    """A company or service. `owner` is the id of its parent; `common` are those of its names that are also ordinary
    words, which count only near one of `needs` or with other evidence."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    ticker: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    kinds: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    not_reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country, territory or the EU. `id` is ISO 3166 alpha-2 or EU; `metonyms` are capitals and seats of government
    that stand for the state."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    not_reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regulator:
    """A regulator, court, ministry or other state body. `country` is None where several countries use the name and
    the text must tell (SEC, FCC, CAC)."""

    id: str
    name: str
    country: str | None
    names: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    not_reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """A law or legal instrument that people name."""

    id: str
    name: str
    country: str | None
    names: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    not_reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One of the subjects people watch. `words` may each stand in any language; a trailing * matches any ending."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    not_reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: `text[start:end]` as written names the record `kind`:`id`."""

    kind: Kind
    id: str
    start: int
    end: int
    surface: str
