"""Which watched keywords stand in a text: one linear pass however many there are. Pure."""

import unicodedata
from collections.abc import Collection

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


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


def _whole(text: str, start: int, end: int) -> bool:
    return _edge(text[start - 1 : start], text[start]) and _edge(text[end : end + 1], text[end - 1])


def _edge(outside: str, inside: str) -> bool:
    if not outside or not outside.isalnum() or not inside.isalnum():
        return True
    return unicodedata.category(inside) == "Lo" and not "\u0590" <= inside <= "\u06ff"
