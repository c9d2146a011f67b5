"""Whether a watch wants what a change tells. Pure.

A watch is stored under one key, its most telling part; a subject has the keys of everything it is about. So the watches
to look at are few, and `wants` then decides on all parts of each.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.model import Level, Watch
from feeds.journal.changes import Told
from feeds.model import Act, Action, Role, Stage

Owners = Callable[[str], Collection[str]]
"""A company's id -> the ids of its owners, up to the top."""


@dataclass(frozen=True, slots=True)
class Place:
    """One (companies with their owners, country, action) that a subject tells."""

    companies: frozenset[str]
    country: str | None
    action: Action


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about, as far as watches ask.

    `level` is the least level at which it is of interest: an act, a threat, or mere coverage. `named` are all names of
    the item, which count at the level of everything only; `keywords` the watched words found in it.
    """

    level: Level
    places: tuple[Place, ...]
    topics: frozenset[str]
    regulators: frozenset[str]
    laws: frozenset[str]
    named: Place | None
    named_countries: frozenset[str]
    keywords: frozenset[str]


LOUDER = {Level.ACTS: 0, Level.THREATS: 1, Level.EVERYTHING: 2}


def subject(told: Told, owners: Owners, keywords: Collection[str]) -> Subject:
    """What a change is about; `keywords` are those found in the item's words."""
    reading, story = told.reading, told.story
    acts = [act for act in story.acts if act.role is Role.LEAD] if story else []
    done = [act for act in acts if act.stage is Stage.ACTUAL and not act.doubt]
    if done:
        level, acts = Level.ACTS, done
    else:
        level = Level.THREATS if acts else Level.EVERYTHING
    return Subject(
        level=level,
        places=tuple(_place(act, owners) for act in acts),
        topics=frozenset(story.topics if story else reading.topics),
        regulators=frozenset(story.regulators if story else reading.regulators),
        laws=frozenset((story.law,) if story and story.law else () if story else reading.laws),
        named=Place(_with_owners(reading.companies, owners), None, Action.LAW),
        named_countries=frozenset(reading.countries),
        keywords=frozenset(keywords),
    )


def key(watch: Watch) -> str:
    """The key a watch is stored under."""
    return next(f"{name}:{value}" for name, value in _parts(watch) if value)


def keys(about: Subject) -> set[str]:
    """The keys of every watch that may want the subject."""
    companies = {company for place in about.places for company in place.companies}
    countries = {place.country for place in about.places if place.country}
    if about.named:
        companies |= about.named.companies
    found = {f"company:{company}" for company in companies}
    found |= {f"country:{country}" for country in countries | about.named_countries}
    for name, values in (
        ("topic", about.topics),
        ("regulator", about.regulators),
        ("law", about.laws),
        ("keyword", about.keywords),
    ):
        found |= {f"{name}:{value}" for value in values}
    return found


def wants(watch: Watch, about: Subject) -> bool:
    """Whether every part of the watch holds for the subject, at the watch's level.

    A country never matches what has no country: scoping fails closed.
    """
    level = Level.EVERYTHING if watch.keyword else watch.level
    if LOUDER[about.level] > LOUDER[level]:
        return False
    if watch.keyword and watch.keyword not in about.keywords:
        return False
    for wanted, offered in (
        (watch.topic, about.topics),
        (watch.regulator, about.regulators),
        (watch.law, about.laws),
    ):
        if wanted and wanted not in offered:
            return False
    if not (watch.company or watch.country or watch.kinds):
        return True
    if any(_holds(watch, place) for place in about.places):
        return True
    return level is Level.EVERYTHING and _named(watch, about)


def _holds(watch: Watch, place: Place) -> bool:
    return (
        (watch.company is None or watch.company in place.companies)
        and (watch.country is None or watch.country == place.country)
        and (not watch.kinds or place.action in watch.kinds)
    )


def _named(watch: Watch, about: Subject) -> bool:
    """At the level of everything it is enough that the item names what is watched."""
    if watch.kinds or about.named is None:
        return False
    company = watch.company is None or watch.company in about.named.companies
    return company and (watch.country is None or watch.country in about.named_countries)


def _parts(watch: Watch) -> tuple[tuple[str, str | None], ...]:
    return (
        ("company", watch.company),
        ("keyword", watch.keyword),
        ("law", watch.law),
        ("regulator", watch.regulator),
        ("topic", watch.topic),
        ("country", watch.country),
    )


def _place(act: Act, owners: Owners) -> Place:
    return Place(_with_owners((act.company,) if act.company else (), owners), act.country, act.action)


def _with_owners(companies: Collection[str], owners: Owners) -> frozenset[str]:
    return frozenset(companies) | {owner for company in companies for owner in owners(company)}
