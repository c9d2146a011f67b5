"""The words of action, doubt, denial and time of each language, and the finding of them in a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from feeds.catalog.folding import UNSPACED_START, Folded, Folder
from feeds.catalog.loading import CatalogError, blocks


@dataclass(frozen=True, slots=True)
class Cue:
    """One block of words: `kind` is an action or a cue, `form` how the words are used (verb, noun, passive)."""

    kind: str
    form: str
    words: tuple[str, ...]
    reads: tuple[str, ...] = ()
    not_reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found at a place of a text."""

    kind: str
    form: str
    start: int
    end: int


class _Meaning(NamedTuple):
    """What a pattern found may mean: a cue, where the rest of its words follow."""

    kind: str
    form: str
    rest: re.Pattern[str] | None


class Speech:
    """One language's cues as one automaton."""

    def __init__(self, lang: str, cues: tuple[Cue, ...], folder: Folder) -> None:
        self.lang, self.cues = lang, cues
        meanings: dict[str, list[_Meaning]] = {}
        for cue in cues:
            for word in cue.words:
                pattern, rest = _pattern(word, folder)
                if not pattern.strip():
                    raise CatalogError(f'actions/{lang}.toml: "{word}" has no letters')
                meaning = _Meaning(cue.kind, cue.form, rest)
                if meaning not in meanings.setdefault(pattern, []):
                    meanings[pattern].append(meaning)
        self._meanings = list(meanings.values())
        self._spaced = [pattern.startswith(" ") for pattern in meanings]
        self._open = [not pattern.endswith(" ") for pattern in meanings]
        self._automaton = AhoCorasick(
            list(meanings), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def hits(self, folded: Folded, *, forms: bool = False) -> list[Hit]:
        """Every cue of the text, in its order; of one kind (with `forms`: of one kind and form) the longest."""
        found: dict[tuple[str, str, int], int] = {}
        joined = folded.joined
        spaces, opens, meanings = self._spaced, self._open, self._meanings
        for index, start, end in self._automaton.find_matches_as_indexes(joined, overlapping=True):
            spaced = spaces[index]
            stop = joined.find(" ", end) if spaced and opens[index] else end - spaced
            for kind, form, rest in meanings[index]:
                reach = stop
                if rest is not None:
                    follows = rest.match(joined, end)
                    if follows is None:
                        continue
                    reach = follows.end()
                key = (kind, form, start + spaced)
                if found.get(key, 0) < reach:
                    found[key] = reach
        ordered = sorted((start, -end, kind, form) for (kind, form, start), end in found.items())
        return _outer(ordered, folded, forms=forms)


def _pattern(word: str, folder: Folder) -> tuple[str, re.Pattern[str] | None]:
    """A word as it stands in a folded text, and what must follow where a * stands inside it."""
    head, star, tail = word.partition("*")
    joined = " ".join(folder.words(head))
    if UNSPACED_START.match(joined):
        return joined, None
    if not tail:
        return " " + joined + ("" if star else " "), None
    parts = [" ".join(folder.words(part)) for part in tail.split("*")]
    rest = r"[^ ]*".join(" " + re.escape(part) if part else "" for part in parts)
    return " " + joined, re.compile(rf"[^ ]*{rest}" + ("" if tail.endswith("*") else "(?= )"))


def _outer(found: list[tuple[int, int, str, str]], folded: Folded, *, forms: bool) -> list[Hit]:
    """The finds (start, minus end, kind, form) that stand in no longer one of the same kind (and form), as hits."""
    reach: dict[tuple[str, str] | str, int] = {}
    word = {at: number for number, at in enumerate(folded.at)}
    spans = folded.spans
    kept = []
    for start, minus, kind, form in found:
        key = (kind, form) if forms else kind
        if -minus > reach.get(key, -1):
            reach[key] = -minus
            first, after = word.get(start), word.get(1 - minus)
            if first is None or after is None:
                kept.append(Hit(kind, form, *folded.place(start, -minus)))
            else:
                kept.append(Hit(kind, form, spans[first][0], spans[after - 1][1]))
    return kept


def speeches(folder: Path) -> Mapping[str, Speech]:
    """The languages of a folder of <lang>.toml files."""
    words = Folder(stems=False)
    return {path.stem: Speech(path.stem, _cues(path), words) for path in sorted(folder.glob("*.toml"))}


def _cues(path: Path) -> tuple[Cue, ...]:
    cues = []
    for block in blocks(path, "cue"):
        unknown = block.keys() - {"is", "form", "words", "reads", "not_reads"}
        if unknown or not isinstance(block.get("is"), str) or not isinstance(block.get("words"), list):
            raise CatalogError(
                f"actions/{path.name}: a cue takes is, form, words, reads, not_reads; here: {block.keys()}"
            )
        cues.append(
            Cue(
                block["is"],
                block.get("form", ""),
                tuple(block["words"]),
                tuple(block.get("reads", ())),
                tuple(block.get("not_reads", ())),
            )
        )
    return tuple(cues)
