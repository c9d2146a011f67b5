"""How a name is spelled, and whether a text writes it so. Pure."""

import re
from enum import StrEnum
from typing import NamedTuple

from feeds.catalog.folding import UNSPACED
from feeds.catalog.records import Kind

NO_SPACES = re.compile(f"[{UNSPACED}]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_TICKER_BEFORE = re.compile(r"(?:\$|\(|:\s?)$")


class Sense(StrEnum):
    """In what way a name stands for its record."""

    NAME = "name"
    TICKER = "ticker"
    DOMAIN = "domain"
    DEMONYM = "demonym"
    METONYM = "metonym"
    PLACE = "place"
    NEED = "need"


class Name(NamedTuple):
    """One spelling of one record, and when it counts.

    `exact` names count only as written; `langs` are those the spelling belongs to (None: all); a `common` one counts
    only with other evidence. A tuple, since sixty thousand of them are made at every start.
    """

    kind: Kind
    id: str
    written: str
    sense: Sense = Sense.NAME
    common: bool = False
    exact: bool = False
    capital: bool = False
    prefix: bool = False
    langs: frozenset[str] | None = None
    pattern: str = ""


def pattern_of(words: list[str], *, prefix: bool = False) -> str:
    """Folded words as they stand in a folded text: with a space where a word must begin or end."""
    joined = " ".join(words)
    if not joined:
        return ""
    if joined.isascii():
        return f" {joined}" if prefix else f" {joined} "
    left = "" if NO_SPACES.match(joined) or _ARABIC.match(joined) else " "
    right = "" if prefix or NO_SPACES.match(joined[-1]) else " "
    return f"{left}{joined}{right}"


def written_so(name: Name, surface: str, text: str, begin: int) -> bool:
    """Whether the spelling fits: acronyms in capitals, domains with their dot, tickers as tickers."""
    if name.sense is Sense.DOMAIN:
        before = text[max(0, begin - 4) : begin].lower()
        return "." in surface and (before[-1:] not in {".", "@"} or before == "www.")
    if name.sense is Sense.TICKER:
        return surface == name.written and (
            len(surface) > 3 or bool(_TICKER_BEFORE.search(text[max(0, begin - 2) : begin]))
        )
    if name.written.endswith("+") and not text.startswith("+", begin + len(surface)):
        return False
    if name.exact:
        # a last full stop ("S.A.") is written but is no part of the words found
        return text.startswith(name.written, begin) and (
            len(surface) <= len(name.written) or "\u0400" <= name.written[-1] <= "\u04ff"
        )
    if " " in surface and _half_written(name.written, surface):
        return False
    return not name.capital or surface[:1].upper() == surface[:1] or not surface[:1].isalpha()


def _half_written(written: str, surface: str) -> bool:
    """Whether only the front of a name is in capitals where all of it should be: "Apple pay", "el país"."""
    last, said = written.rsplit(" ", 1)[-1], surface.rsplit(" ", 1)[-1]
    if not (last.isascii() or surface[:2].islower()) or not last[:1].isupper() or not said[:1].islower():
        return False
    return surface[:1].isupper() or (len(surface.split(" ", 1)[0]) < 4 and written[:1].isupper())
