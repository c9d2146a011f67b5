"""Groups a whole set of readings into stories, for `regwire explain --stories`. Pure.

Each two texts that share a company, an act or a rare word are weighed: much the same words, the same days, who and
where, and how few others tell of that company in that country at the time. Weights are learned (`python -m
feeds.learn_grouping`), few, and readable. The two groups whose texts fit best on average are joined, again and again,
while they fit well enough: one text like both of two stories does not make them one.
"""

import heapq
import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from feeds.model import Precision, Reading, Role
from feeds.understand.when import times

FAR, CLOSE = 10, 4
TOGETHER = 0.35
"""From how likely on average two groups are one story."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STEM, _READ, _CROWD, _RARE, _UNLIKELY = 6, 800, 400, 8, 0.003
_ONCE, _LATER = date(2001, 3, 14), date(2040, 9, 5)
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l",
        "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
        "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i",
        "є": "ie", "ґ": "g",
    }
)  # fmt: skip

_SPELT: Mapping[str, float] = MappingProxyType(
    {
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "один": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8,
        "девять": 9, "десять": 10, "полтора": 1.5, "dos": 2, "dois": 2, "deux": 2, "zwei": 2, "iki": 2, "tres": 3,
        "três": 3, "trois": 3, "drei": 3, "üç": 3, "cuatro": 4, "quatro": 4, "quatre": 4, "vier": 4, "dört": 4,
        "cinco": 5, "cinq": 5, "fünf": 5, "beş": 5,
    }
)  # fmt: skip
_SIZES: Mapping[str, float] = MappingProxyType(
    {
        "thousand": 1e3, "тыс": 1e3, "тысяч": 1e3, "тис": 1e3, "mil": 1e3, "mille": 1e3, "tausend": 1e3, "bin": 1e3,
        "हजार": 1e3, "ألف": 1e3, "هزار": 1e3,
        "m": 1e6, "mln": 1e6, "mn": 1e6, "million": 1e6, "миллион": 1e6, "млн": 1e6, "мільйон": 1e6, "millón": 1e6,
        "millones": 1e6, "milhão": 1e6, "milhões": 1e6, "mio": 1e6, "milion": 1e6, "milyon": 1e6, "मिलियन": 1e6,
        "مليون": 1e6, "میلیون": 1e6, "juta": 1e6,
        "b": 1e9, "bn": 1e9, "billion": 1e9, "миллиард": 1e9, "млрд": 1e9, "мільярд": 1e9, "milliard": 1e9,
        "mrd": 1e9, "miliard": 1e9, "milyar": 1e9, "bilhão": 1e9, "bilhões": 1e9, "مليار": 1e9, "میلیارد": 1e9,
        "miliar": 1e9,
    }
)  # fmt: skip
_AMOUNT = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)*|{'|'.join(_SPELT)})[\s-]{{0,2}}([^\W\d_]+)", re.IGNORECASE)
_MONEY = re.compile(r"[$€£₽]|руб|евро|долл|грн|dollar|euro|rubl|roubl|lira", re.IGNORECASE)

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "": -6.49,
        "alone": 1.65,
        "alone-topics": -1.32,
        "amount": 0.98,
        "bodies": 0.77,
        "day": 2.51,
        "kinds": 1.41,
        "names": 0.48,
        "names-apart": -2.92,
        "places": 1.61,
        "places-apart": -3.11,
        "places-words": 1.56,
        "stages-apart": -1.69,
        "title": 2.8,
        "told-day": 1.95,
        "turned": -0.03,
        "undated": 1.02,
        "undated-words": 3.11,
        "week": -0.42,
        "words": 4.87,
        "years": 0.68,
        "years-apart": -1.44,
        "years-off": -0.17,
    }
)

Act = tuple[str | None, str | None, str]
Key = tuple[Hashable, ...]


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
    """What is compared of a text.

    `names` and `places` are all that it names, `main` and `where` those of what it leads with; `words` and `title` have
    their weights; `days` (month, day) and `years` are those it tells of. `crowd` says how many texts of its days share
    each of its keys with it.
    """

    told: Told
    day: date | None
    words: Mapping[str, float]
    title: Mapping[str, float]
    names: frozenset[str]
    main: frozenset[str]
    places: frozenset[str]
    where: frozenset[str]
    bodies: frozenset[str]
    topics: frozenset[str]
    kinds: frozenset[str]
    stages: frozenset[str]
    amounts: frozenset[float]
    days: frozenset[tuple[int, int]]
    years: frozenset[int]
    keys: frozenset[Key]
    crowd: dict[Key, int]


def group(texts: Sequence[Told], weights: Mapping[str, float] = WEIGHTS, together: float = TOGETHER) -> dict[str, int]:
    """The number of the story each text belongs to, by its name; every text has one."""
    cards = cards_of(texts)
    weighed = {(one, other): likely(traits(cards[one], cards[other]), weights) for one, other in candidates(cards)}
    return {
        cards[place].told.name: number
        for number, places in enumerate(joined(len(cards), weighed, together), 1)
        for place in places
    }


def joined(count: int, weighed: Mapping[tuple[int, int], float], together: float) -> list[list[int]]:
    """Groups of the places up to `count`: the two that fit best on average become one, down to `together`."""
    fits: dict[int, dict[int, float]] = {place: {} for place in range(count)}
    for (one, other), sure in weighed.items():
        if sure > _UNLIKELY:
            fits[one][other] = fits[other][one] = sure
    members = {place: [place] for place in range(count)}
    queue = [(-sure, one, other) for one, near in fits.items() for other, sure in near.items() if one < other]
    queue = [entry for entry in queue if -entry[0] >= together]
    heapq.heapify(queue)
    while queue:
        _, one, other = heapq.heappop(queue)
        if one not in members or other not in members:
            continue
        made = count = count + 1
        members[made] = [*members.pop(one), *members.pop(other)]
        first, second = fits.pop(one), fits.pop(other)
        fits[made] = {}
        for near in (first.keys() | second.keys()) & members.keys():
            total = fits[made][near] = fits[near][made] = first.get(near, 0.0) + second.get(near, 0.0)
            mean = total / (len(members[made]) * len(members[near]))
            if mean >= together:
                heapq.heappush(queue, (-mean, near, made))
    return sorted(sorted(places) for places in members.values())


def candidates(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """The pairs worth weighing: those that share a key or a rare word and are not too far apart in time."""
    shared: dict[Hashable, list[int]] = defaultdict(list)
    for place in sorted(range(len(cards)), key=lambda place: (cards[place].day or date.max, place)):
        card = cards[place]
        rare = sorted(card.words, key=lambda word: (-card.words[word], word))[:_RARE]
        for key in {*card.keys, *rare}:
            shared[key].append(place)
    seen: set[tuple[int, int]] = set()
    for places in shared.values():
        for position, place in enumerate(places):
            for near in reversed(places[max(0, position - _CROWD) : position]):
                if _apart(cards[place].day, cards[near].day):
                    break
                pair = (min(place, near), max(place, near))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def likely(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely two texts with these traits are of one story, from 0 to 1."""
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def traits(one: Card, other: Card) -> dict[str, float]:
    """How two texts stand to each other, each trait by its name."""
    alike = _cosine(one.words, other.words)
    alone = _alone(one, other)
    topics = _shared(one.topics, other.topics)
    found = {
        "": 1.0,
        "alone": alone,
        "alone-topics": alone * topics,
        "amount": float(bool(one.amounts & other.amounts)),
        "kinds": _shared(one.kinds, other.kinds),
        "names": _overlap(one.main, other.main),
        "names-apart": float(_strange(one.main, other.names) and _strange(other.main, one.names)),
        "places": _shared(one.places, other.places),
        "places-apart": float(_strange(one.where, other.places) and _strange(other.where, one.places)),
        "places-words": alike * bool(one.where & other.where),
        "bodies": _overlap(one.bodies, other.bodies),
        "stages-apart": float(_strange(one.stages, other.stages)),
        "turned": float(bool(one.kinds and other.kinds) and ("unblock" in one.kinds) != ("unblock" in other.kinds)),
    }
    if one.told.reading.lang == other.told.reading.lang:
        found |= {"words": alike, "title": _cosine(one.title, other.title)}
    if one.day and other.day:
        days = abs((one.day - other.day).days)
        return found | {"day": float(days <= 1), "week": float(days > CLOSE)}
    found |= {
        "undated": float(one.day is None and other.day is None),
        "undated-words": alike,
        "told-day": float(bool(one.days & other.days)),
    }
    if one.years and other.years:
        latest = max(one.years), max(other.years)
        found |= {
            "years": float(latest[0] == latest[1]),
            "years-apart": float(not one.years & other.years),
            "years-off": min(3.0, abs(latest[0] - latest[1])),
        }
    return found


def _alone(one: Card, other: Card) -> float:
    """How few texts of their days tell of a company in a country, or an act, that both do: 1 for none but these."""
    crowds = [min(one.crowd[key], other.crowd[key]) for key in one.keys & other.keys if len(key) > 1]
    return 1 / math.log2(max(2, min(crowds))) if crowds else 0.0


def _apart(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and abs((first - second).days) > FAR


def _strange(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both are known and have nothing in common."""
    return bool(one and other) and not one & other


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def cards_of(texts: Sequence[Told]) -> list[Card]:
    """The texts as they are compared; a word weighs more the fewer texts have it."""
    bags = [_bag(f"{one.title} {one.title} {one.body[:_READ]}") for one in texts]
    rarity = Counter(word for bag in bags for word in bag)
    cards = [
        _card(one, _weighed(bag, rarity, len(texts)), _weighed(_bag(one.title or one.body[:90]), rarity, len(texts)))
        for one, bag in zip(texts, bags, strict=True)
    ]
    _count(cards)
    return cards


def _card(told: Told, words: Mapping[str, float], title: Mapping[str, float]) -> Card:
    reading = told.reading
    lead = [claim for claim in reading.claims if claim.role is Role.LEAD]
    names, places = frozenset(reading.companies), frozenset(reading.countries)
    main = frozenset(claim.company for claim in lead if claim.company) or frozenset(reading.companies[:2])
    where = frozenset(claim.country for claim in lead if claim.country) or places
    acts: set[Act] = {(claim.company, claim.country, claim.action.value) for claim in lead}
    pairs: set[Key] = {(company, country) for company in main for country in where}
    text = f"{told.title}\n{told.body[:_READ]}"
    day = told.published.date() if told.published else None
    return Card(
        told=told,
        day=day,
        words=words,
        title=title,
        names=names,
        main=main,
        places=places,
        where=where,
        bodies=frozenset(reading.regulators),
        topics=frozenset(reading.topics),
        kinds=frozenset(claim.action.value for claim in lead),
        stages=frozenset(claim.stage.value for claim in lead),
        amounts=amounts(text),
        days=_days(text, reading.lang, day),
        years=frozenset([*map(int, _YEAR.findall(text)), *([day.year] if day else ())]),
        keys=frozenset([*((name,) for name in names), *pairs, *(act for act in acts if act[0] or act[1])]),
        crowd={},
    )


def _count(cards: Sequence[Card]) -> None:
    """How many texts of a card's days share each of its keys; any day may be that of a text without one."""
    dated: dict[Key, list[int]] = defaultdict(list)
    whole: Counter[Key] = Counter()
    for card in cards:
        whole.update(card.keys)
        for key in card.keys:
            if card.day:
                dated[key].append(card.day.toordinal())
    for days in dated.values():
        days.sort()
    for card in cards:
        for key in card.keys:
            others = dated[key]
            away = 0
            if card.day:
                day = card.day.toordinal()
                away = len(others) - bisect_right(others, day + CLOSE) + bisect_left(others, day - CLOSE)
            card.crowd[key] = whole[key] - away


def amounts(text: str) -> frozenset[float]:
    """The large amounts a text tells, in figures or spelt, of money or else: "4 млн", "two million", "€13bn"."""
    found = set()
    for told in _AMOUNT.finditer(text):
        size = _size(told[2].casefold())
        short = len(told[2]) <= 2
        if size and (not short or _MONEY.search(text, max(0, told.start() - 3), told.end() + 14)):
            found.add(float(f"{_number(told[1].casefold()) * size:.2g}"))
    return frozenset(found)


def _size(word: str) -> float | None:
    """What a word multiplies by; longer ones may have an ending."""
    for length in range(len(word), max(0, len(word) - 4), -1):
        if (length == len(word) or length > 3) and (size := _SIZES.get(word[:length])):
            return size
    return None


def _number(written: str) -> float:
    if written in _SPELT:
        return _SPELT[written]
    if re.fullmatch(r"\d+[.,]\d{1,2}", written):
        return float(written.replace(",", "."))
    return float(re.sub(r"[.,]", "", written))


def _days(text: str, lang: str, published: date | None) -> frozenset[tuple[int, int]]:
    """The days told, as (month, day); where the day of publication is not known, those that do not depend on it."""
    if published:
        told = {(one.day.month, one.day.day) for one in times(text, lang, published) if one.precision is Precision.DAY}
        return frozenset({*told, (published.month, published.day)})
    once, later = (
        {(one.start, one.day.month, one.day.day) for one in times(text, lang, day) if one.precision is Precision.DAY}
        for day in (_ONCE, _LATER)
    )
    return frozenset((month, day) for _, month, day in once & later)


def _bag(text: str) -> Counter[str]:
    """The stems of the words in Latin letters; of what is written without spaces, each two signs."""
    bag = Counter(_stem(word) for word in _WORD.findall(text) if not _HAN.match(word))
    for run in _HAN.findall(text):
        bag.update(run[place : place + 2] for place in range(len(run) - 1))
    return bag


def _stem(word: str) -> str:
    word = word.casefold()
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LATIN)
    return word[:_STEM]


def _weighed(bag: Counter[str], rarity: Mapping[str, int], texts: int) -> dict[str, float]:
    weights = {word: (1 + math.log(count)) * math.log(1 + texts / rarity.get(word, 1)) for word, count in bag.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}
