"""Who acts in a sentence: a state, a company, a private person; and in which voice a verb stands. Pure."""

import re

from feeds.catalog import Sense, Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.understand.line import Line
from feeds.understand.whole import parts

_POSSESSED = ("'s", "’s")
# where somebody is at home: "a London-based user"
_HOME = "-based"
# a country's name in a case that no subject stands in: "в России и Белоруссии", "из Турции", "Китаем"
_OBLIQUE = re.compile(
    r"(?<!имбаб)(?<!илипп)(?:[иеая]и|[ие]ю|[ие]ей|[бвгджзклмнпрстфхцчшщая]е|ом|ем|ой|ин[ыу]|аны|убы)$"
)
# words of a suit, which is an act only where a state brings it
SUIT = re.compile(r"\b(?:su(?:e|es|ed|ing|it|its)|lawsuits?|complain\w*|case against|accus\w+)\b", re.IGNORECASE)
_TRANSITIVE = ("block", "unblock", "throttle", "fine", "order", "probe")


def actor(line: Line, at: int, low: int) -> tuple[str, int]:
    """Who stands as the subject of a verb at this place (state, company, private or nobody), and where it ends."""
    best, where = "", -1
    for hit in line.of("state", "court", "private"):
        if low <= hit.start and where < hit.end <= at:
            best, where = "private" if hit.kind == "private" else "state", hit.end
    for spot in line.sentence.spots:
        if low <= spot.start and where < spot.end <= at:
            who = _as_subject(line, spot)
            best, where = (who, spot.end) if who else (best, where)
    return best, where


def _as_subject(line: Line, spot: Spot) -> str:
    """As whom a name may be a subject, if at all."""
    if spot.name.kind is Kind.REGULATOR:
        return "state"
    if spot.name.kind is Kind.COUNTRY and spot.name.sense in {Sense.NAME, Sense.METONYM, Sense.PLACE}:
        owning = line.text[spot.end : spot.end + 2] in _POSSESSED or line.text.startswith(_HOME, spot.end)
        aside = line.scene.lang == "ru" and _OBLIQUE.search(line.text[spot.start : spot.end])
        return "" if owning or aside or _placed(line, spot) else "state"
    return "company" if spot.name.kind is Kind.COMPANY and not _governed(line, spot) else ""


def _governed(line: Line, spot: Spot) -> bool:
    """Whether a name is the object of a verb or preposition before it, and so no subject."""
    near = [hit for hit in line.of("on", "in", "by", "use") if hit.end <= spot.start <= hit.end + 40]
    if any(line.words(hit.end, spot.start) <= 4 for hit in near):
        return True
    return any(
        hit.form == "act" and hit.end <= spot.start <= hit.end + 40 and line.words(hit.end, spot.start) <= 2
        for hit in line.of(*_TRANSITIVE)
    )


def _placed(line: Line, spot: Spot) -> bool:
    """Whether a country is told as a place: after "in"."""
    near = [hit for hit in line.of("in") if hit.end <= spot.start < hit.end + 12]
    return any(line.words(hit.end, spot.start) <= 1 for hit in near)


def home(line: Line, at: int, low: int) -> str | None:
    """The country of the state that is the subject at this place, where its name stands beside the verb."""
    who, where = actor(line, at, low)
    if who != "state":
        return None
    near = [
        (abs(spot.end - where) if spot.end <= where else spot.start - where + 2, spot.start, spot.name.id)
        for spot in line.sentence.spots
        if spot.name.kind is Kind.COUNTRY
        and low <= spot.start
        and spot.end <= at
        and line.words(min(spot.end, where), max(spot.start, where)) <= 5
    ]
    return min(near)[2] if near else None


def agent(line: Line, at: int, high: int) -> str:
    """Who is told after "by"."""
    by = line.after(at, ("by",), 14, high + 60)
    if by is None:
        return ""
    told = [
        (hit.start, "private" if hit.kind == "private" else "state") for hit in line.of("state", "court", "private")
    ]
    for spot in line.sentence.spots:
        if spot.name.kind is Kind.COMPANY:
            told.append((spot.start, "company"))
        elif spot.name.kind in {Kind.REGULATOR, Kind.COUNTRY} and not line.text.startswith(_HOME, spot.end):
            told.append((spot.start, "state"))
    near = [(start, who) for start, who in told if by.end <= start and line.words(by.end, start) <= 6]
    return min(near)[1] if near else ""


def state_in(line: Line, low: int, high: int) -> bool:
    """Whether a state's body is told in this clause, in whatever place."""
    if actor(line, high, low)[0] == "state" or any(low <= hit.start < high for hit in line.of("state", "court")):
        return True
    return any(low <= spot.start < high and spot.name.kind is Kind.REGULATOR for spot in line.sentence.spots)


def passive(line: Line, hit: Hit, low: int, high: int) -> bool:
    """Whether a verb's form that may be either is told of whom it is done to."""
    if hit.form != "part":
        return hit.form == "pass"
    if line.before(hit.start, ("be",), 2, low):
        return True
    if line.before(hit.start, ("have",), 2, low):
        return False
    if line.after(hit.end, ("stop", "in", "on", "by", "from"), 0, high):
        return True
    return not any(line.words(hit.end, part.start) <= 4 for part in parts(line, hit.end, high))
