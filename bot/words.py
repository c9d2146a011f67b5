"""What a person's words name: companies, countries, topics, regulators, laws, and what is left unread. Pure.

A button carries exact names as `c:linkedin k:RU`; a person types any alias in any order, case or language.
"""

import itertools
import re
from collections.abc import Container
from dataclasses import dataclass, field

from bot.model import Watch
from feeds.catalog import Catalog
from feeds.catalog.records import Kind

PRESS_LONGEST = 64
"""How many bytes a button may carry."""
DIGITS = 18
EXACT = {"c": Kind.COMPANY, "k": Kind.COUNTRY, "t": Kind.TOPIC, "r": Kind.REGULATOR, "l": Kind.LAW}
_TOKEN = re.compile(r"(?<!\S)([cktrl]):([\w.-]+)")
_FILLER = frozenset(
    re.findall(
        r"\w+",
        """a an the in on of about for to and or with by at from status timeline watch follow alerts alert news topic
        company country regulator law is was be what how please тема тему теме о об про в во на и или по за из с
        страна компания ведомство закон статус что как новости""",
    )
) | {""}
_SIGNS = ".!?\"'«»“”()"


@dataclass(frozen=True, slots=True)
class Wish:
    """The ids that words name, in the order they were named, and the words that name nothing we know."""

    companies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    unread: str = field(default="")

    def __bool__(self) -> bool:
        return any((self.companies, self.countries, self.topics, self.regulators, self.laws))


def read(words: str, catalog: Catalog) -> Wish:
    """What the words name. Unknown exact names are left unread."""
    named: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    known = _tables(catalog)

    def exact(match: re.Match[str]) -> str:
        kind = EXACT[match[1]]
        if match[2] not in known[kind]:
            return match[0]
        named[kind].append(match[2])
        return " "

    rest = _TOKEN.sub(exact, words)
    left, end = [], 0
    for mention in sorted(catalog.resolve(rest), key=lambda mention: mention.start):
        named[mention.kind].append(mention.id)
        left.append(rest[end : mention.start])
        end = max(end, mention.end)
    left.append(rest[end:])
    words_left = re.split(r"[\s,;&+]+", " ".join(left))
    unread = " ".join(word for word in words_left if word.strip(_SIGNS).casefold() not in _FILLER)
    found = {kind: tuple(dict.fromkeys(ids)) for kind, ids in named.items()}
    return Wish(
        companies=found[Kind.COMPANY],
        countries=found[Kind.COUNTRY],
        topics=found[Kind.TOPIC],
        regulators=found[Kind.REGULATOR],
        laws=found[Kind.LAW],
        unread=unread,
    )


def number(words: str) -> int | None:
    """The number that words are, None for anything else or one beyond any id."""
    words = words.strip().removeprefix("#")
    return int(words) if words.isascii() and words.isdigit() and len(words) <= DIGITS else None


def watches(wish: Wish, chat_id: int) -> list[Watch]:
    """The watches a wish asks for: each combination of what it names, one of a kind at a time."""
    return [
        Watch(0, chat_id, company=company, country=country, topic=topic, regulator=regulator, law=law)
        for company, country, topic, regulator, law in itertools.product(
            wish.companies or (None,),
            wish.countries or (None,),
            wish.topics or (None,),
            wish.regulators or (None,),
            wish.laws or (None,),
        )
        if any((company, country, topic, regulator, law))
    ]


def exact(*, company: str | None = None, country: str | None = None, topic: str | None = None,
          regulator: str | None = None, law: str | None = None) -> str:  # fmt: skip
    """Names as a button carries them."""
    parts = (("c", company), ("k", country), ("t", topic), ("r", regulator), ("l", law))
    return " ".join(f"{letter}:{name}" for letter, name in parts if name)


def again(command: str, wish: Wish, room: int) -> str:
    """The command that asks for a wish anew, as a button carries it with so many bytes to spare; "" if none can."""
    ids = (wish.companies, wish.countries, wish.topics, wish.regulators, wish.laws)
    tokens = [f"{letter}:{name}" for letter, names in zip(EXACT, ids, strict=True) for name in names]
    asked = " ".join([command, *tokens])
    return asked if len(asked.encode()) + room <= PRESS_LONGEST else ""


def _tables(catalog: Catalog) -> dict[Kind, Container[str]]:
    return {
        Kind.COMPANY: catalog.companies,
        Kind.COUNTRY: catalog.countries,
        Kind.TOPIC: catalog.topics,
        Kind.REGULATOR: catalog.regulators,
        Kind.LAW: catalog.laws,
    }
