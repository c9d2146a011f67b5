"""Reads golden.jsonl: texts of our own, in fourteen languages, each with what must be read from it.

A line is {"lang", "class", "title", "text", "push", "other", "companies", "countries"}: `push` are the acts that may
wake people, as [company, country, action]; `other` what else is told as news, with its stage; `companies` and
`countries` are all that the text names, and left out where nobody wrote them down.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feeds.catalog import Catalog
from feeds.model import Action, Reading, Role, Stage, Text
from feeds.understand import understand

# all of them are read as news of this day
PUBLISHED = datetime(2026, 5, 14, 12, tzinfo=UTC)
WAKING = frozenset([Action.BLOCK, Action.UNBLOCK, Action.THROTTLE, Action.SHUTDOWN])


@dataclass(frozen=True, slots=True)
class Said:
    """One act: (company or None, country, action, stage)."""

    company: str | None
    country: str | None
    action: Action
    stage: Stage

    @property
    def wakes(self) -> bool:
        """Whether it may wake a person up."""
        return self.stage is Stage.ACTUAL and self.action in WAKING


@dataclass(frozen=True, slots=True)
class Golden:
    """A text, what is hard in it, and what it says; `companies` and `countries` are None where not written down."""

    number: int
    lang: str
    kind: str
    text: Text
    acts: frozenset[Said]
    companies: frozenset[str] | None
    countries: frozenset[str] | None

    def __str__(self) -> str:
        """As a failing test prints it."""
        return f"{self.number} {self.lang} {self.kind}: {self.text.title} {self.text.body}"


@dataclass(frozen=True, slots=True)
class Read:
    """What we read from a text: the acts told as its news (those in doubt apart), and whom and where it names."""

    acts: frozenset[Said]
    sure: frozenset[Said]
    companies: frozenset[str]
    countries: frozenset[str]


def golden() -> tuple[Golden, ...]:
    """All of the file; `number` is the line."""
    lines = Path(__file__).with_name("golden.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines, 1):
        told = json.loads(line)
        acts = [Said(company, country, Action(action), Stage.ACTUAL) for company, country, action in told["push"]]
        acts += [
            Said(company, country, Action(action), Stage(stage)) for company, country, action, stage in told["other"]
        ]
        companies, countries = (frozenset(told[key]) if key in told else None for key in ("companies", "countries"))
        text = Text(told["title"], told["text"], PUBLISHED, told["lang"])
        found.append(Golden(number, told["lang"], told["class"], text, frozenset(acts), companies, countries))
    return tuple(found)


def read(one: Golden, known: Catalog) -> Read:
    """What we read from a text."""
    reading: Reading = understand(one.text, known)
    lead = [claim for claim in reading.claims if claim.role is Role.LEAD]
    acts = {Said(claim.company, claim.country, claim.action, claim.stage) for claim in lead}
    sure = {Said(claim.company, claim.country, claim.action, claim.stage) for claim in lead if not claim.doubt}
    return Read(frozenset(acts), frozenset(sure), frozenset(reading.companies), frozenset(reading.countries))
