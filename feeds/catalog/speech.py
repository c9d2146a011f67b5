"""The words of action, doubt, denial and time of each language, and the finding of them in a text."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from feeds.catalog.folding import UNSPACED_START, WORD, Folded, Folder
from feeds.catalog.loading import CatalogError, blocks


@dataclass(frozen=True, slots=True)
class Cue:
    """One block of words: `kind` is an action or a cue, `form` how the words are used (verb, noun, passive)."""

    kind: str
    form: str
    words: tuple[str, ...]
    reads: tuple[str, ...] = ()
    not_reads: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A cue found at a place of a text."""

    kind: str
    form: str
    start: int
    end: int


# where an accent makes another word: "wurde" and "würde", "bloque" and "bloqué", "e" and "è"
_ACCENTED = frozenset(["de", "fr", "it", "es", "pt"])
_SAME = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae"})
# what may follow the parted end of a verb: "hebt die Sperre auf."
_ENDED = re.compile(r"\W*(?:$|\n)|[\"'»”“)]*\s*(?:[,.;:!?–—(]|und\b|oder\b|sowie\b)")
# the ends that are words of their own as well, how far from its verb an end may stand
_PARTICLES, _PARTED = frozenset(["ab", "an", "auf", "aus", "ein", "mit", "nach", "um", "vor", "zu", "frei"]), 130
_FULL_STOP = re.compile(r"[.!?;]\s|\n")


# "takes ... offline": the words of a cue with the one it is about between them, and how many words may stand there
_APART, _MOST_APART = " ... ", 10


class _Meaning(NamedTuple):
    """What a pattern found may mean: a cue of the pairs or of the written rules, where the rest of its words follow.

    `apart`: the rest follows somewhere behind, and what stands between the two is not of the cue.
    """

    kind: str
    form: str
    rest: re.Pattern[str] | None
    of_rules: bool
    # the word as it is written, where that counts; and whether a part of it stands at the end of its clause
    written: str = ""
    parted: bool = False
    apart: bool = False


class _Patterns(NamedTuple):
    """All cues as one automaton; of each pattern what it means, whether it begins a word, and whether it may go on."""

    automaton: AhoCorasick
    meanings: list[list[_Meaning]]
    spaced: list[bool]
    open: list[bool]


class Speech:
    """One language's cues as one automaton: those of its list of actions, and of its written rules if it has any."""

    def __init__(self, lang: str, cues: tuple[Cue, ...], folder: Folder, of_rules: tuple[Cue, ...] = ()) -> None:
        self.lang, self.cues, self.of_rules, self._folder = lang, cues, of_rules, folder
        for name, some in (("actions", cues), ("grammar", of_rules)):
            for word in (word for cue in some for word in cue.words):
                if not WORD.search(word.partition("*")[0]):
                    raise CatalogError(f'{name}/{lang}.toml: "{word}" has no letters')

    @cached_property
    def _patterns(self) -> _Patterns:
        """The automaton; made when the first text of the language comes, as most readers need few of the languages."""
        meanings: dict[str, list[_Meaning]] = {}
        for cue, ruled in [*((cue, False) for cue in self.cues), *((cue, True) for cue in self.of_rules)]:
            for word in _joined_on(cue, self.lang):
                pattern, rest = _pattern(word, self._folder)
                head = _written(re.split(r"[*~]| \.\.\. ", word)[0]) if self.lang in _ACCENTED else ""
                meaning = _Meaning(cue.kind, cue.form, rest, ruled, head, "~" in word, _APART in word)
                if meaning not in meanings.setdefault(pattern, []):
                    meanings[pattern].append(meaning)
        automaton = AhoCorasick(
            list(meanings), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )
        spaced, ends = [one.startswith(" ") for one in meanings], [not one.endswith(" ") for one in meanings]
        return _Patterns(automaton, list(meanings.values()), spaced, ends)

    def hits(self, folded: Folded) -> tuple[list[Hit], Callable[[], list[Hit]]]:
        """The cues of the actions, and what gives those of the rules; in order, of one kind (and form) the longest."""
        found: dict[tuple[str, str, int], int] = {}
        by_rules: dict[tuple[str, str, int], int] = {}
        joined = folded.joined
        automaton, meanings, spaces, opens = self._patterns
        for index, start, end in automaton.find_matches_as_indexes(joined, overlapping=True):
            if spaces[index]:
                start += 1  # noqa: PLW2901
                stop = joined.find(" ", end) if opens[index] else end - 1
            else:
                stop = end
            for kind, form, rest, of_rules, written, parted, apart in meanings[index]:
                reach = stop
                if parted and rest is not None:
                    if not _closes(folded, start, end, rest):
                        continue
                elif rest is not None:
                    follows = rest.match(joined, end)
                    if follows is None:
                        continue
                    reach = stop if apart else follows.end()
                if written and not _as_written(folded, start, written):
                    continue
                key = (kind, form, start)
                here = by_rules if of_rules else found
                if here.get(key, 0) < reach:
                    here[key] = reach
        return _outer(found, folded, forms=False), partial(_outer, by_rules, folded, forms=True)


# what Arabic writes as one with the next word: "and", "then", "for", "will" before a verb, and more before a noun
_ON_VERBS = ("", "و", "ف", "ل", "ول", "س", "وس", "فس")
_ON_NOUNS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل")
_ON_ARTICLES = ("", "و", "ف", "ب", "ك", "وب")
_VERBS = frozenset(["verb", "weak", "weak-verb", "store"])
_NAMING = frozenset(["state", "court", "class", "scope", "store", "access"])


def _joined_on(cue: Cue, lang: str) -> Iterator[str]:
    """The words of a cue, in Arabic with all that may be written joined to their front."""
    for word in cue.words:
        if lang != "ar":
            yield word
        elif word.startswith("ال"):
            yield from (front + word for front in _ON_ARTICLES)
            yield from (f"{front}لل{word[2:]}" for front in ("", "و"))
        elif cue.form in _VERBS:
            yield from (front + word for front in _ON_VERBS)
        elif cue.form or cue.kind in _NAMING:
            yield from (front + word for front in _ON_NOUNS)
        else:
            yield from (front + word for front in ("", "و"))


def _written(word: str) -> str:
    """A word with its accents, in lower case."""
    return " ".join(part.translate(_SAME) for part in WORD.findall(unicodedata.normalize("NFC", word).casefold()))


def _as_written(folded: Folded, start: int, written: str) -> bool:
    """Whether a text has a word with just the accents it is listed with; capitals may go without."""
    first = folded.words.get(start)
    if first is None or not folded.text:
        return True
    left, right = folded.spans[first][0], folded.spans[first + written.count(" ")][1]
    shown = folded.text[left:right]
    if (shown.isascii() and written.isascii()) or shown.isupper() > (len(shown) == 1):
        return True
    skipped = int(shown[0].isupper())
    return _written(shown)[skipped:].startswith(written[skipped:])


def _closes(folded: Folded, start: int, end: int, rest: re.Pattern[str]) -> bool:
    """Whether what is parted from a verb stands at the end of the same clause: "hebt die Sperre auf"."""
    for found in rest.finditer(folded.joined, end, end + _PARTED):
        first, last = folded.place(start, found.end())
        if _FULL_STOP.search(folded.text, first, last):
            return False
        if found[0] not in _PARTICLES or _ENDED.match(folded.text, last):
            return True
    return False


def _pattern(word: str, folder: Folder) -> tuple[str, re.Pattern[str] | None]:
    """A word as it stands in a folded text, and what must follow where a * stands inside it."""
    if "~" in word:
        head, _, tail = (" ".join(folder.words(part)) for part in word.partition("~"))
        return f" {head} ", re.compile(rf"(?<= ){re.escape(tail)}(?= )")
    if _APART in word:
        head, _, tail = (" ".join(folder.words(part)) for part in word.partition(_APART))
        return f" {head} ", re.compile(rf"(?:[^ ]+ ){{1,{_MOST_APART}}}?{re.escape(tail)}(?= )")
    head, star, tail = word.partition("*")
    joined = " ".join(folder.words(head))
    if UNSPACED_START.match(joined):
        return joined, None
    if not tail:
        return " " + joined + ("" if star else " "), None
    parts = [" ".join(folder.words(part)) for part in tail.split("*")]
    rest = r"[^ ]*".join(" " + re.escape(part) if part else "" for part in parts)
    return " " + joined, re.compile(rf"[^ ]*{rest}" + ("" if tail.endswith("*") else "(?= )"))


def _outer(found: dict[tuple[str, str, int], int], folded: Folded, *, forms: bool) -> list[Hit]:
    """The finds that stand in no longer one of the same kind (with `forms`: kind and form), as hits."""
    reach: dict[tuple[str, str] | str, int] = {}
    words, spans = folded.words, folded.spans
    kept = []
    for start, minus, kind, form in sorted([(start, -end, kind, form) for (kind, form, start), end in found.items()]):
        key = (kind, form) if forms else kind
        if -minus > reach.get(key, -1):
            reach[key] = -minus
            first, after = words.get(start), words.get(1 - minus)
            if first is None or after is None:
                kept.append(Hit(kind, form, *folded.place(start, -minus)))
            else:
                kept.append(Hit(kind, form, spans[first][0], spans[after - 1][1]))
    return kept


def speeches(actions: Path, rules: Path) -> Mapping[str, Speech]:
    """The languages of two folders of <lang>.toml files: words of action, and those of the written rules."""
    folder = Folder(stems=False)
    return {
        path.stem: Speech(path.stem, _cues(path), folder, _cues(rules / path.name))
        for path in sorted(actions.glob("*.toml"))
    }


def _cues(path: Path) -> tuple[Cue, ...]:
    if not path.is_file():
        return ()
    cues = []
    for block in blocks(path, "cue"):
        unknown = block.keys() - {"is", "form", "words", "reads", "not_reads"}
        if unknown or not isinstance(block.get("is"), str) or not isinstance(block.get("words"), list):
            raise CatalogError(
                f"{path.parent.name}/{path.name}: a cue takes is, form, words, reads, not_reads; here: {block.keys()}"
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
