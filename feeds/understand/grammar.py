"""Reads one sentence's words of action: who acts, on whom, how real. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from feeds.catalog import Sense, Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.mentions import Scene, Sentence, lists

_ACTS = frozenset(action.value for action in Action)
_HARD = re.compile(r"[;—–|]|: | - |\.\.\.")
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Found:
    """An act read from a sentence. `companies` empty: a class of services, or a country-wide cut."""

    action: Action
    companies: tuple[str, ...]
    stage: Stage
    role: Role
    trigger: Hit
    sentence: Sentence
    rule: str
    sure: float = 1.0
    country: str | None = None


@dataclass(slots=True)
class Line:
    """A sentence made ready: its parts by kind, and where its clauses end."""

    scene: Scene
    sentence: Sentence
    groups: list[list[Spot]]
    carried: tuple[str, ...]
    by: dict[str, list[Hit]] = field(default_factory=dict)
    edges: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.scene.text

    def of(self, *kinds: str) -> Iterator[Hit]:
        for kind in kinds:
            yield from self.by.get(kind, ())

    def words(self, start: int, end: int) -> int:
        """How many words stand between."""
        return len(_WORD.findall(self.text[start:end])) if end > start else 0

    def clause(self, at: int) -> tuple[int, int]:
        """The bounds of the clause around a place."""
        low, high = self.sentence.start, self.sentence.end
        for edge in self.edges:
            if edge <= at:
                low = max(low, edge)
            else:
                high = min(high, edge)
        return low, high

    def before(self, at: int, kinds: tuple[str, ...], within: int, low: int | None = None) -> Hit | None:
        """The nearest cue of these kinds that ends before a place, at most so many words away."""
        best = None
        for hit in self.of(*kinds):
            if hit.end <= at and (low is None or hit.start >= low) and self.words(hit.end, at) <= within:
                if best is None or hit.end > best.end:
                    best = hit
        return best

    def after(self, at: int, kinds: tuple[str, ...], within: int, high: int | None = None) -> Hit | None:
        """The nearest cue of these kinds that starts after a place."""
        best = None
        for hit in self.of(*kinds):
            if hit.start >= at and (high is None or hit.end <= high) and self.words(at, hit.start) <= within:
                if best is None or hit.start < best.start:
                    best = hit
        return best


def line_of(scene: Scene, sentence: Sentence, carried: tuple[str, ...]) -> Line:
    """A sentence ready for reading."""
    names = [(spot.start, spot.end) for spot in sentence.spots if spot.name.kind in {Kind.COMPANY, Kind.REGULATOR}]
    hits = [
        hit
        for hit in sentence.hits
        if hit.kind in {"state", "court"} or not any(start <= hit.start < end for start, end in names)
    ]
    line = Line(scene, sentence, lists(scene.text, sentence.companies), carried)
    for hit in _outer(scene, sentence, hits):
        line.by.setdefault(hit.kind, []).append(hit)
    words = scene.text[sentence.start : sentence.end]
    edges = {sentence.start + found.end() for found in _HARD.finditer(words)} | {hit.start for hit in line.of("break")}
    if any(hit.start - sentence.start < 3 for hit in line.of("aside")) and ", " in words:
        edges.add(sentence.start + words.index(", ") + 1)
    line.edges = sorted(edges)
    return line


_SMALL = frozenset(["be", "have", "by", "in", "on", "stop", "break", "from", "not", "may", "will", "past", "then", "impose", "enact", "propose", "det", "lift", "private"])


def _outer(scene: Scene, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
    """Without words of weight inside longer ones, and without the use of a word (verb or noun) that does not fit here."""
    weighty = sorted((hit for hit in hits if hit.kind not in _SMALL), key=lambda hit: (hit.start, -hit.end))
    kept, reach, begin = [hit for hit in hits if hit.kind in _SMALL], -1, -1
    for hit in weighty:
        if hit.start < reach and not (hit.start == begin and hit.end == reach):
            continue
        if hit.start >= reach:
            begin, reach = hit.start, hit.end
        kept.append(hit)
    both = {(h.kind, h.start) for h in kept if h.form == "noun"} & {(h.kind, h.start) for h in kept if h.form == "act"}
    names = {spot.end for spot in sentence.spots if spot.name.kind is Kind.COMPANY}
    return [
        hit
        for hit in kept
        if (hit.kind, hit.start) not in both or hit.form not in {"noun", "act"} or (hit.form == "noun") == _noun_here(scene.text, hit, hits, names)
    ]


def _noun_here(text: str, hit: Hit, hits: list[Hit], names: set[int]) -> bool:
    """Whether a word that may be verb or noun is a noun: after an article or a name, or before "on"."""
    for other in hits:
        if other.kind == "det" and 0 <= hit.start - other.end <= 1:
            return True
        if other.kind == "on" and 0 <= other.start - hit.end <= 1:
            return True
        if other.kind == "be" and 0 <= other.start - hit.end <= 1:
            return True
        if other.kind == "lift" and 0 <= hit.start - other.end <= 1:
            return True
    return not text[hit.start : hit.end].endswith("s") and any(0 <= hit.start - end <= 1 for end in names)


Part = tuple[str, int, int, tuple[str, ...]]


def parts(line: Line, low: int, high: int) -> list[Part]:
    """What a verb may have as its object between two places, in their order: kind, start, end, companies."""
    found: list[Part] = [
        ("company", group[0].start, group[-1].end, tuple(dict.fromkeys(spot.name.id for spot in group)))
        for group in line.groups
        if group[0].start >= low and group[-1].end <= high
    ]
    taken = [(start, end) for _, start, end, _ in found]
    for spot in line.sentence.spots:
        if spot.name.kind is Kind.REGULATOR and spot.start >= low and spot.end <= high:
            found.append(("state", spot.start, spot.end, ()))
    for kind in ("that", "class", "scope", "net", "device", "state", "court"):
        found += [
            (kind, hit.start, hit.end, ())
            for hit in line.of(kind)
            if hit.start >= low and hit.end <= high and not any(s <= hit.start < e for s, e in taken)
            and line.text[hit.end : hit.end + 1] != "-"
        ]
    for kind in ("probe", "law", "fine", "ruling"):
        found += [("scope", h.start, h.end, ()) for h in line.of(kind) if h.form == "noun" and h.start >= low and h.end <= high]
    return sorted(found, key=lambda part: (part[1], -part[2]))


def actor(line: Line, at: int, low: int) -> tuple[str, int]:
    """Who stands as the subject of a verb at this place: state, company, private or nobody; and where."""
    best, where = "", -1
    for hit in line.of("state", "court"):
        if low <= hit.start and hit.end <= at and hit.end > where:
            best, where = "state", hit.end
    for hit in line.of("private"):
        if low <= hit.start and hit.end <= at and hit.end > where:
            best, where = "private", hit.end
    for spot in line.sentence.spots:
        if not low <= spot.start or spot.end > at or spot.end <= where:
            continue
        if spot.name.kind is Kind.REGULATOR:
            best, where = "state", spot.end
        elif spot.name.kind is Kind.COUNTRY and spot.name.sense in {Sense.NAME, Sense.METONYM}:
            if not _placed(line, spot) and not line.text[spot.end : spot.end + 2].startswith(("'s", "’s")):
                best, where = "state", spot.end
        elif spot.name.kind is Kind.COMPANY and not _governed(line, spot):
            best, where = "company", spot.end
    return best, where


def _governed(line: Line, spot: Spot) -> bool:
    """Whether a name is the object of a verb or preposition before it, and so no subject."""
    for hit in line.of("on", "in", "by", "use"):
        if hit.end <= spot.start <= hit.end + 40 and line.words(hit.end, spot.start) <= 4:
            return True
    return any(
        hit.form == "act" and hit.end <= spot.start <= hit.end + 40 and line.words(hit.end, spot.start) <= 2
        for kind in ("block", "unblock", "throttle", "fine", "order", "probe")
        for hit in line.of(kind)
    )


def home(line: Line, at: int, low: int) -> str | None:
    """The country of the state that is the subject at this place, where its name stands beside the verb."""
    who, where = actor(line, at, low)
    if who != "state":
        return None
    near = [
        (abs(spot.end - where) if spot.end <= where else spot.start - where + 2, spot)
        for spot in line.sentence.spots
        if spot.name.kind is Kind.COUNTRY and low <= spot.start and spot.end <= at
        and line.words(min(spot.end, where), max(spot.start, where)) <= 5
    ]
    return min(near, key=lambda pair: pair[0])[1].name.id if near else None


def _placed(line: Line, spot: Spot) -> bool:
    """Whether a country is told as a place: after "in"."""
    return any(hit.end <= spot.start and line.words(hit.end, spot.start) <= 1 for hit in line.of("in") if spot.start - hit.end < 12)


def agent(line: Line, at: int, high: int) -> str:
    """Who is told after "by"."""
    by = line.after(at, ("by",), 14, high + 60)
    if by is None:
        return ""
    first, where = "", 10**9
    for hit in line.of("state", "court", "private"):
        if by.end <= hit.start < where and line.words(by.end, hit.start) <= 6:
            first, where = ("private" if hit.kind == "private" else "state"), hit.start
    for spot in line.sentence.spots:
        if by.end <= spot.start < where and line.words(by.end, spot.start) <= 6:
            if spot.name.kind is Kind.COMPANY:
                first, where = "company", spot.start
            elif spot.name.kind in {Kind.REGULATOR, Kind.COUNTRY}:
                first, where = "state", spot.start
    return first


def passive(line: Line, hit: Hit, low: int, high: int) -> bool:
    """Whether a verb's form that may be either is told of whom it is done to."""
    if hit.form == "pass":
        return True
    if hit.form != "part":
        return False
    if line.before(hit.start, ("be",), 2, low):
        return True
    if line.before(hit.start, ("have",), 2, low):
        return False
    ahead = next((part for part in parts(line, hit.end, high) if line.words(hit.end, part[1]) <= 4), None)
    stop = line.after(hit.end, ("stop", "in", "on", "by", "from"), 0, high)
    if stop is not None or ahead is None:
        return True
    return False
