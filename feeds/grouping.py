"""Groups a whole set of readings into stories, for `regwire explain --stories`. Pure.

Two texts are of one story when they tell the same act at the same time, or speak of the same companies in much the same
words; who is of one story with a third is of one with its others. Where a text has no date, its words must agree more.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feeds.model import Reading, Role, Stage

NEAR = timedelta(days=3)
FAR = timedelta(days=10)
SAME_WORDS, ALIKE, AKIN = 0.45, 0.25, 0.12
"""How alike the words of two texts must be, from 0 to 1: alone, with the same companies, with the same act."""
_WORD = re.compile(r"[^\W_]{3,}")
_STEM = 6
_READ = 800

Act = tuple[str | None, str | None, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One text with its reading. `name` is the caller's own id for it."""

    name: str
    title: str
    body: str
    published: datetime | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Card:
    """What is compared of a text: its words with their weights, and the acts it leads with."""

    told: Told
    words: Mapping[str, float]
    acts: frozenset[Act]
    names: frozenset[str]


def group(texts: Sequence[Told]) -> dict[str, int]:
    """The number of the story each text belongs to, by its name; every text has one."""
    cards = _cards(texts)
    leader = list(range(len(cards)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for one, other in _candidates(cards):
        if find(one) != find(other) and _same(cards[one], cards[other]):
            leader[max(find(one), find(other))] = min(find(one), find(other))
    return {card.told.name: find(place) + 1 for place, card in enumerate(cards)}


def _candidates(cards: Sequence[_Card]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: those that share a name or an act, not too far apart in time."""
    shared: dict[object, list[int]] = defaultdict(list)
    for place, card in enumerate(cards):
        for key in {*card.names, *card.acts}:
            shared[key].append(place)
    seen: set[tuple[int, int]] = set()
    for places in shared.values():
        for position, other in enumerate(places):
            for one in places[:position]:
                if (one, other) not in seen and not _apart(cards[one], cards[other]):
                    seen.add((one, other))
                    yield one, other


def _apart(one: _Card, other: _Card) -> bool:
    first, second = one.told.published, other.told.published
    return first is not None and second is not None and abs(first - second) > FAR


def _same(one: _Card, other: _Card) -> bool:
    """Whether two texts are of one story."""
    first, second = one.told.published, other.told.published
    alike = _alikeness(one.words, other.words)
    foreign = one.told.reading.lang != other.told.reading.lang
    acts = bool(one.acts & other.acts)
    if first is not None and second is not None and abs(first - second) <= NEAR:
        return (acts and (foreign or alike >= AKIN / 2)) or (bool(one.names & other.names) and alike >= ALIKE)
    if acts:
        return alike >= AKIN or foreign
    return alike >= SAME_WORDS


def _alikeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two bags of words."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _cards(texts: Sequence[Told]) -> list[_Card]:
    bags = [
        Counter(word.casefold()[:_STEM] for word in _WORD.findall(f"{one.title} {one.title} {one.body[:_READ]}"))
        for one in texts
    ]
    rarity = Counter(word for bag in bags for word in bag)
    cards = []
    for one, bag in zip(texts, bags, strict=True):
        weights = {word: (1 + math.log(count)) * math.log(1 + len(texts) / rarity[word]) for word, count in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        words = {word: weight / length for word, weight in weights.items()}
        cards.append(_Card(one, words, _acts(one.reading), frozenset(one.reading.companies)))
    return cards


def _acts(reading: Reading) -> frozenset[Act]:
    return frozenset(
        (claim.company, claim.country, claim.action.value, claim.stage.value)
        for claim in reading.claims
        if claim.role is Role.LEAD and claim.stage is not Stage.DENIED
    )
