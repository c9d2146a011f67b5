"""Reads golden.tsv: sentences of our own, in fourteen languages, each with what must be read from it."""

from dataclasses import dataclass
from pathlib import Path

from feeds.catalog import Catalog
from feeds.model import Action, Role, Stage, Text
from feeds.understand import understand

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
class Sentence:
    """A sentence and the acts it tells as its news."""

    number: int
    lang: str
    words: str
    acts: frozenset[Said]


def sentences() -> tuple[Sentence, ...]:
    """All of the file; `number` is the line."""
    lines = Path(__file__).with_name("golden.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Sentence(number, lang, words, _acts(told))
        for number, line in enumerate(lines, 1)
        if not line.startswith("#")
        for lang, told, words in [line.split("\t")]
    )


def _acts(told: str) -> frozenset[Said]:
    """ "linkedin/RU,x/RU/block!threat" as acts: the action at the end is that of every company before it."""
    if told == "-":
        return frozenset()
    *_, last = told.split(",")
    action, _, stage = last.split("/")[2].partition("!")
    pairs = [one.split("/")[:2] for one in told.split(",")]
    return frozenset(
        Said(None if company == "-" else company, country, Action(action), Stage(stage or "actual"))
        for company, country in pairs
    )


def read(sentence: Sentence, known: Catalog) -> frozenset[Said]:
    """The acts that we read as the sentence's news."""
    reading = understand(Text(sentence.words, "", lang=sentence.lang), known)
    return frozenset(
        Said(claim.company, claim.country, claim.action, claim.stage)
        for claim in reading.claims
        if claim.role is Role.LEAD
    )
