"""Finds every name of the catalog in a text, in one Aho-Corasick pass over the text's normal form."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from feeds.catalog.folding import Folded, Folder
from feeds.catalog.records import Kind, Mention
from feeds.catalog.spelling import NO_SPACES, Name, pattern_of, written_so


@dataclass(frozen=True, slots=True)
class Spot:
    """A name found in a text."""

    name: Name
    start: int
    end: int
    surface: str

    @property
    def mention(self) -> Mention:
        """The find without the way it was made."""
        return Mention(self.name.kind, self.name.id, self.start, self.end, self.surface)


# و and, ف so, ب in/by, ل to, ک as, ال the, and their joins; what may be written onto the front of an Arabic word
_CLITICS = frozenset(
    ["", "و", "ف", "ب", "ل", "ک", "ال", "وال", "بال", "لل", "فال", "ول", "وب", "کال", "ولل", "وبال", "س"],
)
WINDOW = 400


class Matcher:
    """All names of a catalog as one automaton."""

    def __init__(
        self,
        names: Iterable[Name],
        needs: dict[str, tuple[str, ...]],
        trades: Mapping[str, frozenset[str]],
        folder: Folder,
    ) -> None:
        self.folder, self._trades = folder, trades
        self._names: list[list[Name]] = []
        self._patterns: list[str] = []
        self._index: dict[str, int] = {}
        for name in names:
            self._add(name.pattern or self.pattern(name.written, prefix=name.prefix), name)
            if other := folder.bare(name.written):
                self._add(pattern_of(other), name)
        self._needs: dict[str, frozenset[int]] = {
            id_: frozenset(
                index
                for word in words
                if (index := self._add(self.pattern(word.rstrip("*"), prefix=word.endswith("*")), None)) is not None
            )
            for id_, words in needs.items()
        }
        self._wanted = frozenset().union(*self._needs.values()) if self._needs else frozenset()
        self._automaton = AhoCorasick(
            self._patterns,
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def pattern(self, written: str, *, prefix: bool = False) -> str:
        """A spelling as it is looked up."""
        return pattern_of(self.folder.words(written), prefix=prefix)

    def _add(self, pattern: str, name: Name | None) -> int | None:
        index = self._index.get(pattern)
        if index is None:
            if not pattern.strip():
                return None
            index = self._index[pattern] = len(self._patterns)
            self._patterns.append(pattern)
            self._names.append([])
        if name is not None:
            self._names[index].append(name)
        return index

    def spots(
        self,
        text: str,
        lang: str | None = None,
        folded: Folded | None = None,
        acts: Sequence[int] = (),
        on_companies: Sequence[int] = (),
    ) -> list[Spot]:
        """Every name that counts in this text, longest first where they overlap, in the order of the text.

        `acts` are places of words that tell an act: a common name right beside one counts; beside those `on_companies`
        only a company's.
        """
        folded = folded or self.folder.stemmed(self.folder.text(text))
        present: dict[int, list[int]] = defaultdict(list)
        hits: list[tuple[int, int, int]] = []
        for index, begin, stop in self._hits(folded):
            if index in self._wanted:
                present[index].append(begin)
            if self._names[index]:
                hits.append((begin, stop, index))
        return self._count(text, lang, hits, present, acts, [*acts, *on_companies])

    def scan(self, folded: Folded) -> int:
        """How many names and words stand in a folded text, whether they count or not: the bare pass, for measuring."""
        return len(self._automaton.find_matches_as_indexes(folded.joined, overlapping=True))

    @property
    def spellings(self) -> list[str]:
        """Every spelling in normal form, by the number `named` takes."""
        return self._patterns

    def named(self, index: int) -> list[Name]:
        """The names of one spelling."""
        return [name for name in self._names[index] if not name.prefix]

    def said(self, words: str) -> list[Mention]:
        """What short words name, any case, no evidence asked; one record a place unless one kind has several."""
        folded = self.folder.stemmed(self.folder.text(words))
        spots = [
            Spot(name, begin, stop, words[begin:stop])
            for index, begin, stop in self._hits(folded)
            for name in self.named(index)
        ]
        return _likeliest(longest(spots))

    def _hits(self, folded: Folded) -> Iterator[tuple[int, int, int]]:
        """Every spelling that stands in a text, by its number, and where."""
        for index, start, end in self._automaton.find_matches_as_indexes(folded.joined, overlapping=True):
            pattern = self._patterns[index]
            if pattern[0] == " " or self._fits_before(folded.joined, start, pattern):
                yield index, *folded.place(start + (pattern[0] == " "), end - (pattern[-1] == " "))

    @staticmethod
    def _fits_before(joined: str, start: int, pattern: str) -> bool:
        if NO_SPACES.match(pattern):
            return True
        return joined[joined.rfind(" ", 0, start) + 1 : start] in _CLITICS

    def _count(
        self,
        text: str,
        lang: str | None,
        hits: list[tuple[int, int, int]],
        present: dict[int, list[int]],
        acts: Sequence[int],
        on_companies: Sequence[int],
    ) -> list[Spot]:
        """Which of the hits count: spelling, language, evidence; a longer one hides those inside it."""
        found: list[Spot] = []
        for begin, stop, index in hits:
            surface = text[begin:stop]
            found += [
                Spot(name, begin, stop, surface)
                for name in self._names[index]
                if (name.langs is None or lang is None or lang in name.langs) and written_so(name, surface, text, begin)
            ]
        sure = {spot.name.id for spot in found if not spot.name.common}
        settled = [spot for spot in found if not spot.name.common]
        beside = [spot for spot in found if spot.name.kind in {Kind.COMPANY, Kind.REGULATOR}]
        counted = [
            spot
            for spot in found
            if not spot.name.common
            or spot.name.id in sure
            or self._near(spot, present)
            or self._in_company(spot, settled, beside)
            or (
                spot.name.exact
                and any(-30 < at - spot.start < 30 for at in (on_companies if spot.name.kind is Kind.COMPANY else acts))
            )
        ]
        return longest(counted)

    def _in_company(self, spot: Spot, settled: list[Spot], beside: list[Spot]) -> bool:
        """Whether a common name of some length stands with others of its trade, or right beside another name."""
        if spot.name.kind is not Kind.COMPANY:
            return False
        mine = self._trades.get(spot.name.id, frozenset())
        if any(0 <= other.start - spot.end < 6 for other in beside) and any(
            0 <= spot.start - other.end < 6 for other in beside
        ):
            return True
        return (
            len(spot.name.written) > 2
            and any(
                other.name.kind is Kind.REGULATOR or mine & self._trades.get(other.name.id, frozenset())
                for other in settled
            )
        ) or any(
            other.name.id != spot.name.id
            and (0 <= other.start - spot.end < 6 or 0 <= spot.start - other.end < 6)
            and mine & self._trades.get(other.name.id, frozenset())
            for other in beside
        )

    def _near(self, spot: Spot, present: dict[int, list[int]]) -> bool:
        needed = self._needs.get(f"{spot.name.kind}:{spot.name.id}", frozenset())
        return any(
            spot.start - WINDOW < at < spot.end + WINDOW and not spot.start <= at < spot.end
            for index in needed & present.keys()
            for at in present[index]
        )


def longest(spots: list[Spot]) -> list[Spot]:
    """Without those that stand inside a longer one; several records of one and the same place all stay."""
    kept: list[Spot] = []
    seen: set[tuple[int, int, Kind, str]] = set()
    reach, edge = -1, -1
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        key = (spot.start, spot.end, spot.name.kind, spot.name.id)
        if key not in seen and (spot.start >= reach or (spot.start == edge and spot.end == reach)):
            seen.add(key)
            kept.append(spot)
            reach, edge = spot.end, spot.start
    return kept


_RANK = {Kind.COMPANY: 0, Kind.COUNTRY: 1, Kind.REGULATOR: 2, Kind.LAW: 3, Kind.TOPIC: 4}


def _likeliest(spots: list[Spot]) -> list[Mention]:
    """Of several records at one place those of the likeliest kind, each once."""
    best: dict[tuple[int, int], int] = {}
    for spot in spots:
        place = (spot.start, spot.end)
        best[place] = min(best.get(place, 9), _RANK[spot.name.kind])
    return list(dict.fromkeys(spot.mention for spot in spots if _RANK[spot.name.kind] == best[spot.start, spot.end]))
