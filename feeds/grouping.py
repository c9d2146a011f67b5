"""Groups a whole set of readings into stories, for `regwire explain --stories`. Pure.

Each two texts that share a company, an act or a rare word are weighed: the same act, much the same words, the same
days, the same numbers. Weights are learned (`python -m feeds.learn_grouping`), few, and readable. The surest are joined
first, and groups only where their texts fit each other on the whole.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from feeds.model import Reading, Role

FAR = timedelta(days=10)
SURE, TOGETHER = 0.4, 0.3
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STEM, _READ, _CROWD = 6, 800, 400

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "": -3.02,
        "act": 1.04,
        "acts": 0.32,
        "day": -0.23,
        "day-act": 1.25,
        "day-words": 0.53,
        "days": -2.21,
        "days-act": -0.1,
        "days-words": -0.13,
        "foreign": -1.0,
        "names": 0.39,
        "numbers": 0.74,
        "places": 1.81,
        "title": 3.2,
        "title-foreign": 0.02,
        "topics": -0.12,
        "undated": -2.29,
        "undated-act": 1.03,
        "undated-words": 1.18,
        "week": -2.86,
        "week-act": -0.91,
        "week-words": -0.34,
        "words": 2.93,
        "words-foreign": 0.05,
    }
)

Act = tuple[str | None, str | None, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One text with its reading. `name` is the caller's own id for it."""

    name: str
    title: str
    body: str
    published: datetime | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared of a text: its words with their weights, its title's, its numbers, the acts it leads with."""

    told: Told
    words: Mapping[str, float]
    title: Mapping[str, float]
    numbers: frozenset[str]
    acts: frozenset[Act]
    names: frozenset[str]


def group(texts: Sequence[Told], weights: Mapping[str, float] = WEIGHTS) -> dict[str, int]:
    """The number of the story each text belongs to, by its name; every text has one."""
    cards = cards_of(texts)
    weighed = {(one, other): likely(traits(cards[one], cards[other]), weights) for one, other in candidates(cards)}
    group_of = list(range(len(cards)))
    members = [[place] for place in range(len(cards))]
    for (one, other), sure in sorted(weighed.items(), key=lambda pair: (-pair[1], pair[0])):
        left, right = sorted((group_of[one], group_of[other]))
        if sure < SURE:
            break
        if left != right and _together(members[left], members[right], weighed) >= TOGETHER:
            for place in members[right]:
                group_of[place] = left
            members[left] += members[right]
            members[right] = []
    return {card.told.name: group_of[place] + 1 for place, card in enumerate(cards)}


def _together(left: Sequence[int], right: Sequence[int], weighed: Mapping[tuple[int, int], float]) -> float:
    """How likely the texts of two groups are of one story, on average."""
    total = sum(weighed.get((min(one, other), max(one, other)), 0.0) for one in left for other in right)
    return total / (len(left) * len(right))


def candidates(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """The pairs worth weighing: those that share a name or an act and are not too far apart in time."""
    shared: dict[object, list[int]] = defaultdict(list)
    for place, card in enumerate(cards):
        rare = sorted(card.words, key=lambda word: -card.words[word])[:6]
        for key in {*card.names, *card.acts, *rare}:
            shared[key].append(place)
    seen: set[tuple[int, int]] = set()
    for places in shared.values():
        for position, other in enumerate(places):
            for one in places[max(0, position - _CROWD) : position]:
                if (one, other) not in seen and not _apart(cards[one], cards[other]):
                    seen.add((one, other))
                    yield one, other


def likely(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely two texts with these traits are of one story, from 0 to 1."""
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def traits(one: Card, other: Card) -> dict[str, float]:
    """How two texts stand to each other, each trait by its name."""
    alike = _cosine(one.words, other.words)
    foreign = one.told.reading.lang != other.told.reading.lang
    acts = {act for act in one.acts & other.acts if act[0]}
    found = {
        "": 1.0,
        "words" if not foreign else "words-foreign": alike,
        "title" if not foreign else "title-foreign": _cosine(one.title, other.title),
        "names": _shared(one.names, other.names),
        "acts": _shared(one.acts, other.acts),
        "act": float(bool(acts)),
        "places": _shared(frozenset(one.told.reading.countries), frozenset(other.told.reading.countries)),
        "topics": _shared(frozenset(one.told.reading.topics), frozenset(other.told.reading.topics)),
        "numbers": min(3.0, len(one.numbers & other.numbers)),
        "foreign": float(foreign),
    }
    found |= _when(one.told.published, other.told.published, alike, bool(acts))
    return found


def _when(first: datetime | None, second: datetime | None, alike: float, act: bool) -> dict[str, float]:
    """How near in time, and what the same words or act are worth then."""
    if first is None or second is None:
        return {"undated": 1.0, "undated-words": alike, "undated-act": float(act)}
    days = abs(first - second).days
    near = "day" if days <= 1 else "days" if days <= 4 else "week"
    return {near: 1.0, f"{near}-words": alike, f"{near}-act": float(act)}


def _apart(one: Card, other: Card) -> bool:
    first, second = one.told.published, other.told.published
    return first is not None and second is not None and abs(first - second) > FAR


def _shared(
    one: frozenset[object] | frozenset[str] | frozenset[Act], other: frozenset[object] | frozenset[str] | frozenset[Act]
) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def cards_of(texts: Sequence[Told]) -> list[Card]:
    """The texts as they are compared; a word weighs more the fewer texts have it."""
    bags = [_bag(f"{one.title} {one.title} {one.body[:_READ]}") for one in texts]
    rarity = Counter(word for bag in bags for word in bag)
    return [
        Card(
            told=one,
            words=_weighed(bag, rarity, len(texts)),
            title=_weighed(_bag(one.title or one.body[:90]), rarity, len(texts)),
            numbers=frozenset(
                number.strip(".,") for number in _NUMBER.findall(f"{one.title} {one.body[:_READ]}")
                if not _YEAR.fullmatch(number)
            ),
            acts=_acts(one.reading),
            names=frozenset(one.reading.companies),
        )
        for one, bag in zip(texts, bags, strict=True)
    ]  # fmt: skip


def _bag(text: str) -> Counter[str]:
    return Counter(word.casefold()[:_STEM] for word in _WORD.findall(text))


def _weighed(bag: Counter[str], rarity: Mapping[str, int], texts: int) -> dict[str, float]:
    weights = {word: (1 + math.log(count)) * math.log(1 + texts / rarity.get(word, 1)) for word, count in bag.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _acts(reading: Reading) -> frozenset[Act]:
    return frozenset(
        (claim.company, claim.country, claim.action.value) for claim in reading.claims if claim.role is Role.LEAD
    )
