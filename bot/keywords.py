"""Which watched keywords stand in a text: one linear pass however many there are. Pure."""

import unicodedata
from collections.abc import Collection

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

SMALL = 1_000


def fold(words: str) -> str:
    """Words as they are compared: compatibility forms, case and white space folded."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


class Keywords:
    """A set of keywords (folded) and the automaton that finds them."""

    def __init__(self, words: Collection[str]) -> None:
        self.words = tuple(words)
        self._automaton = (
            AhoCorasick(self.words, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
            if self.words
            else None
        )

    def found(self, text: str) -> frozenset[str]:
        """The keywords that stand in the text as whole words (anywhere, in scripts without spaces)."""
        if self._automaton is None:
            return frozenset()
        folded = fold(text)
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        return frozenset(self.words[place] for place, start, end in hits if _whole(folded, start, end))


class WatchedWords:
    """All watched keywords, growing: a large automaton for most, a small one for those added since it was built.

    The small one is rebuilt with every addition, the large one aside, when the small one has grown to a tenth of it.
    """

    def __init__(self) -> None:
        self.last = 0
        self._settled = Keywords(())
        self._fresh = Keywords(())

    def add(self, words: Collection[str], last: int) -> None:
        """Take in words; `last` is the newest watch they come from."""
        known = set(self._fresh.words)
        if new := [word for word in words if word not in known]:
            self._fresh = Keywords((*self._fresh.words, *dict.fromkeys(new)))
        self.last = max(self.last, last)

    def found(self, text: str) -> frozenset[str]:
        """The watched words that stand in the text."""
        return self._settled.found(text) | self._fresh.found(text)

    def heavy(self) -> bool:
        """Whether it is time for `settle`."""
        return len(self._fresh.words) > max(SMALL, len(self._settled.words) // 10)

    def settle(self) -> None:
        """Build the large automaton anew with all words. Slow with many; may run in a thread beside `found`."""
        fresh = self._fresh.words
        self._settled = Keywords(tuple(dict.fromkeys((*self._settled.words, *fresh))))
        taken = set(fresh)
        self._fresh = Keywords(tuple(word for word in self._fresh.words if word not in taken))


def _whole(text: str, start: int, end: int) -> bool:
    return _edge(text[start - 1 : start], text[start]) and _edge(text[end : end + 1], text[end - 1])


def _edge(outside: str, inside: str) -> bool:
    if not outside or not outside.isalnum() or not inside.isalnum():
        return True
    return unicodedata.category(inside) == "Lo" and not "\u0590" <= inside <= "\u06ff"
