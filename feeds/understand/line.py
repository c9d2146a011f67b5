"""A sentence made ready for the written rules: its cues by kind, its clauses, and counting of words. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from feeds.catalog import Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.mentions import Scene, Sentence, lists

_HARD = re.compile(r"[;—–|]|: | - |\.\.\.")
_HARD_FREE = re.compile(r"[;|]|: |\.\.\.")
# "Two days after he spoke, ..."
_OPENING = re.compile(
    r"(?:(?:[\w-]+ ){0,2}(?:hours?|days?|weeks?|months?|years?|minutes?) |(?:just|shortly|soon|long|only) )",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['’]\w+)?")
# languages whose order of words is free: cases, not places, tell who does what to whom
FREE = frozenset(["ru", "uk", "tr", "hi", "fa", "de", "ar"])
# cues that may stand inside others and still count
_SMALL = frozenset(
    ["be", "have", "by", "in", "on", "stop", "break", "from", "not", "may", "will", "past", "then", "impose", "enact",
     "propose", "det", "lift", "private", "include", "such", "store", "remove", "partly", "order-to", "aside", "talk",
     "opinion", "undone", "unless", "sign", "decision", "operate", "adverb", "use", "uphold", "imposed", "announce",
     "article"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An act that the rules read from a sentence.

    `companies` holds None for those of a class that are not named, and is empty for a class or a country-wide cut.
    `country` is the acting state's where it stands beside the verb; `rule` is the name of the turn of speech.
    """

    action: Action
    companies: tuple[str | None, ...]
    stage: Stage
    role: Role
    trigger: Hit
    sentence: Sentence
    rule: str
    country: str | None = None


class Part(NamedTuple):
    """What a verb may be about: company, class, that (the one told of before), scope (something else), state, net."""

    kind: str
    start: int
    end: int
    ids: tuple[str | None, ...] = ()


@dataclass(slots=True)
class Line:
    """A sentence with its cues by kind. `carried` are the companies told of before, `stores` those that are stores."""

    scene: Scene
    sentence: Sentence
    groups: list[list[Spot]]
    carried: tuple[str, ...]
    stores: frozenset[str]
    by: dict[str, list[Hit]] = field(default_factory=dict)
    edges: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return self.scene.text

    @property
    def free(self) -> bool:
        """Whether the order of words tells nothing."""
        return self.scene.lang in FREE

    def of(self, *kinds: str) -> Iterator[Hit]:
        """The cues of these kinds."""
        for kind in kinds:
            yield from self.by.get(kind, ())

    def word(self, hit: Hit) -> str:
        """A cue as written, in small letters."""
        return self.text[hit.start : hit.end].lower()

    def words(self, start: int, end: int) -> int:
        """How many words stand between two places."""
        return bisect_left(self.starts, end) - bisect_left(self.starts, start) if end > start else 0

    def clause(self, at: int) -> tuple[int, int]:
        """The bounds of the clause around a place."""
        low, high = self.sentence.start, self.sentence.end
        for edge in self.edges:
            if edge <= at:
                low = max(low, edge)
            else:
                high = min(high, edge)
        return low, high

    def before(self, at: int, kinds: tuple[str, ...], within: int, low: int = -1) -> Hit | None:
        """The nearest cue of these kinds that ends before a place, at most so many words away."""
        best = None
        for kind in kinds:
            for hit in self.by.get(kind, ()):
                if low <= hit.start and hit.end <= at and (best is None or hit.end > best.end):
                    best = hit
        return best if best and self.words(best.end, at) <= within else None

    def after(self, at: int, kinds: tuple[str, ...], within: int, high: int = 1 << 60) -> Hit | None:
        """The nearest cue of these kinds that starts after a place, at most so many words away."""
        best = None
        for kind in kinds:
            for hit in self.by.get(kind, ()):
                if at <= hit.start and hit.end <= high and (best is None or hit.start < best.start):
                    best = hit
        return best if best and self.words(at, best.start) <= within else None


def ids_of(group: list[Spot]) -> tuple[str, ...]:
    """The companies of a group, each once."""
    return tuple(dict.fromkeys(spot.name.id for spot in group))


def line_of(scene: Scene, sentence: Sentence, carried: tuple[str, ...], stores: frozenset[str]) -> Line:
    """A sentence ready for reading."""
    names = [(spot.start, spot.end) for spot in sentence.spots if spot.name.kind in {Kind.COMPANY, Kind.REGULATOR}]
    hits = [
        hit
        for hit in sentence.hits
        if hit.kind in {"state", "court"} or not any(start <= hit.start < end for start, end in names)
    ]
    line = Line(scene, sentence, lists(scene.text, sentence.companies), carried, stores)
    for hit in _outer(scene, sentence, hits):
        line.by.setdefault(hit.kind, []).append(hit)
    words = scene.text[sentence.start : sentence.end]
    line.starts = [sentence.start + found.start() for found in _WORD.finditer(words)]
    hard = _HARD_FREE if line.free else _HARD
    edges = {sentence.start + found.end() for found in hard.finditer(words)} | {hit.start for hit in line.of("break")}
    opening = _OPENING.match(words)
    begun = sentence.start + (opening.end() if opening else 2)
    if any(hit.start <= begun for hit in line.of("aside")) and ", " in words:
        edges.add(sentence.start + words.index(", ") + 1)
    line.edges = sorted(edges)
    return line


def _outer(scene: Scene, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
    """Without words of weight inside longer ones, and of a word that is verb or noun only the use that fits here."""
    kept, reach, begin = [hit for hit in hits if hit.kind in _SMALL], -1, -1
    for hit in sorted((hit for hit in hits if hit.kind not in _SMALL), key=lambda hit: (hit.start, -hit.end)):
        if hit.start < reach and not (hit.start == begin and hit.end == reach):
            continue
        if hit.start >= reach:
            begin, reach = hit.start, hit.end
        kept.append(hit)
    nouns = {(hit.kind, hit.start) for hit in kept if hit.form == "noun"}
    both = nouns & {(hit.kind, hit.start) for hit in kept if hit.form == "act"}
    if not both:
        return kept
    names = {spot.end for spot in sentence.spots if spot.name.kind is Kind.COMPANY}
    return [
        hit
        for hit in kept
        if (hit.kind, hit.start) not in both
        or hit.form not in {"noun", "act"}
        or (hit.form == "noun") == _noun_here(scene.text, hit, hits, names)
    ]


def _noun_here(text: str, hit: Hit, hits: list[Hit], names: set[int]) -> bool:
    """Whether a word that may be verb or noun is a noun: after an article or a name, or before "on"."""
    for other in hits:
        if other.kind in {"det", "lift"} and 0 <= hit.start - other.end <= 1:
            # "a decree that bans X" against "that ban"
            return not (text[other.start : other.end] == "that" and text[hit.start : hit.end].endswith("s"))
        if other.kind in {"on", "be"} and 0 <= other.start - hit.end <= 1:
            return True
    return not text[hit.start : hit.end].endswith("s") and any(0 <= hit.start - end <= 1 for end in names)
