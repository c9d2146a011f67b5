"""How well the reader reads labelled records: precision, recall and F of every figure, and a keyword reader beside it.

The figures are those of the measuring set: push (what may wake a person), lead, any, company, country, topic; story
pairs where stories were grouped. Micro-averaged over records; None only matches None.
"""

import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feeds.catalog import Catalog
from feeds.catalog.records import Kind
from feeds.grouping import Told, group
from feeds.model import Reading, Text
from feeds.understand import understand
from feeds.understand.naming import country_of, key_of

FIGURES = ("push", "lead", "any", "company", "country", "topic")
PUSH = frozenset(["block", "throttle", "unblock", "shutdown"])
MAIN = ("en", "ru")
Keys = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Event:
    """One event, labelled or read."""

    company: str | None
    country: str | None
    action: str
    stage: str = "actual"
    role: str = "lead"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a record is labelled with, or what was read from it."""

    companies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One labelled record."""

    id: str
    text: Text
    wording: str
    gold: Answer


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits, what was said, what is true."""

    hit: int = 0
    said: int = 0
    true: int = 0

    @property
    def prf(self) -> tuple[float, float, float]:
        """Precision, recall, and their harmonic mean."""
        precision = self.hit / self.said if self.said else (0.0 if self.true else 1.0)
        recall = self.hit / self.true if self.true else 1.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def keys(answer: Answer, figure: str) -> Keys:
    """What of an answer is compared for a figure."""
    lead = [event for event in answer.events if event.role == "lead"]
    named = [(key_of(event.company), country_of(event.country), event) for event in lead]
    if figure == "push":
        return frozenset((c, k, e.action) for c, k, e in named if e.action in PUSH and e.stage == "actual")
    if figure == "lead":
        return frozenset((c, k, e.action, e.stage) for c, k, e in named)
    if figure == "any":
        return frozenset((key_of(e.company), country_of(e.country), e.action) for e in answer.events)
    if figure == "company":
        return frozenset(map(key_of, answer.companies))
    if figure == "country":
        return frozenset(map(country_of, answer.countries))
    return frozenset(answer.topics)


def tally(pairs: Iterable[tuple[Answer, Answer]], figure: str) -> Tally:
    """One figure over (gold, read) pairs."""
    hit = said = true = 0
    for gold, read in pairs:
        g, r = keys(gold, figure), keys(read, figure)
        hit, said, true = hit + len(g & r), said + len(r), true + len(g)
    return Tally(hit, said, true)


def story_pairs(pairs: Mapping[str, tuple[Answer, Answer]]) -> Tally:
    """Pairs of records grouped as one story, against the labels'."""

    def grouped(which: int) -> set[tuple[str, ...]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for name, both in pairs.items():
            story = both[which].story
            if story:
                groups[story].append(name)
        return {pair for ids in groups.values() for pair in itertools.combinations(sorted(ids), 2)}

    gold, read = grouped(0), grouped(1)
    return Tally(len(gold & read), len(read), len(gold))


def answer_of(told: Mapping[str, Any]) -> Answer:
    """A record's labels, or an answer in the same form."""
    return Answer(
        tuple(told.get("companies") or ()),
        tuple(told.get("countries") or ()),
        tuple(told.get("topics") or ()),
        tuple(
            Event(
                one.get("company"),
                one.get("country"),
                one["action"],
                one.get("stage", "actual"),
                one.get("role", "lead"),
            )
            for one in told.get("events") or ()
        ),
        told.get("story"),
    )


def read_gold(path: Path) -> list[Record]:
    """The labelled records of a file; raises ValueError naming the line that is wrong."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            day = told.get("published")
            published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
            text = Text(told.get("title") or "", told.get("text") or "", published, told.get("lang"))
            found.append(Record(told["id"], text, told.get("wording") or "", answer_of(told)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return found


def answer_from(reading: Reading, catalog: Catalog) -> Answer:
    """A reading under the names that labels use."""
    return Answer(
        tuple(catalog.companies[one].name for one in reading.companies),
        reading.countries,
        reading.topics,
        tuple(
            Event(
                catalog.companies[claim.company].name if claim.company else None,
                claim.country,
                claim.action.value,
                claim.stage.value,
                claim.role.value,
            )
            for claim in reading.claims
        ),
    )


def by_keywords(text: Text, catalog: Catalog) -> Answer:
    """What a keyword bot reads: each company with each country and each word of action that the text holds."""
    whole = f"{text.title}\n{text.body}"
    mentions = catalog.find(whole)
    companies = tuple(dict.fromkeys(catalog.companies[m.id].name for m in mentions if m.kind is Kind.COMPANY))
    countries = tuple(dict.fromkeys(m.id for m in mentions if m.kind is Kind.COUNTRY))
    speech = catalog.speeches.get(text.lang or "en")
    hits = speech.hits(catalog.fold(whole)[1])[0] if speech else []
    actions = dict.fromkeys(hit.kind for hit in hits if hit.kind in PUSH)
    events = tuple(Event(c, k, a) for c in companies for k in countries for a in actions)
    return Answer(companies, countries, (), events)


def table(gold: list[Record], read: Mapping[str, Answer], label: str) -> str:
    """One line of figures."""
    cells = [f"{label:<12} n={len(gold):<5}"]
    pairs = {record.id: (record.gold, read.get(record.id, Answer())) for record in gold}
    cells += ["{} P {:.3f} R {:.3f} F {:.3f}".format(one, *tally(pairs.values(), one).prf) for one in FIGURES]
    if label == "all" and any(one.story for one in read.values()):
        cells.append("story P {:.3f} R {:.3f} F {:.3f}".format(*story_pairs(pairs).prf))
    return " | ".join(cells)


def report(gold: Path, catalog: Catalog) -> str:
    """The figures of a labelled file: of all, by language, by wording; and a keyword reader's."""
    records = read_gold(gold)
    readings = {record.id: understand(record.text, catalog) for record in records}
    stories = group(
        [Told(one.id, one.text.title, one.text.body, one.text.published, readings[one.id]) for one in records]
    )
    read = {
        name: replace(answer_from(reading, catalog), story=f"story-{stories[name]}")
        for name, reading in readings.items()
    }
    lines = [table(records, read, "all")]
    lines.append(table([one for one in records if one.text.lang not in MAIN], read, "not " + ", ".join(MAIN)))
    parts: tuple[Callable[[Record], str], ...] = (lambda one: one.text.lang or "?", lambda one: one.wording or "?")
    for part in parts:
        groups: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            groups[part(record)].append(record)
        lines += [table(some, read, name) for name, some in sorted(groups.items(), key=lambda pair: -len(pair[1]))]
    lines.append(table(records, {record.id: by_keywords(record.text, catalog) for record in records}, "keywords"))
    return "\n".join(lines)
