"""The plain words around an act and whom it may be about, as traits: "b1:en:was" stands right before the act. Pure.

b1, b2: before the act; a1, a2: after it; p1, n1: before and after whom it is about; m: between the two.
Names are told by their kind alone (@company, @state, @body), figures as 0; words are cut to what their forms share.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from feeds.catalog import Spot
from feeds.catalog.folding import UNSPACED_START, WORD
from feeds.catalog.records import Kind
from feeds.understand.mentions import Scene, Sentence

_NAMES = {Kind.COMPANY: "@company", Kind.COUNTRY: "@state", Kind.REGULATOR: "@body", Kind.LAW: "@law"}
_MOST_BETWEEN = 7


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's words in short form, and where each starts."""

    lang: str
    starts: list[int]
    forms: list[str]


def words_of(scene: Scene, sentence: Sentence) -> Words:
    """The words of a sentence, names as their kinds."""
    starts: list[int] = []
    forms: list[str] = []
    names = [spot for spot in sentence.spots if spot.name.kind in _NAMES]
    number = 0
    for found in WORD.finditer(scene.text, sentence.start, sentence.end):
        start = found.start()
        while number < len(names) and names[number].end <= start:
            number += 1
        if number < len(names) and names[number].start <= start:
            if not starts or starts[-1] < names[number].start:
                starts.append(names[number].start)
                forms.append(_NAMES[names[number].name.kind])
            continue
        if UNSPACED_START.match(found[0]):
            _signs(scene.text, found.span(), names[number:], starts, forms)
            continue
        starts.append(start)
        forms.append(_form(found[0]))
    return Words(scene.lang, starts, forms)


def _signs(text: str, span: tuple[int, int], names: list[Spot], starts: list[int], forms: list[str]) -> None:
    """The signs of a run that is written without spaces, each as a word, but for the names in it."""
    at, end = span
    for spot in [one for one in names if one.start < end] + [None]:
        for here in range(at, spot.start if spot else end):
            starts.append(here)
            forms.append(text[here])
        if spot and spot.start >= at:
            starts.append(spot.start)
            forms.append(_NAMES[spot.name.kind])
        at = max(at, spot.end if spot else end)


def _form(word: str) -> str:
    if word[0].isdigit():
        return "0"
    return word.lower()[:6]


def around(words: Words, start: int, end: int) -> Iterator[str]:
    """The words around an act."""
    lang, forms = words.lang, words.forms
    first, after = bisect_left(words.starts, start), bisect_left(words.starts, end)
    yield f"b1:{lang}:{forms[first - 1] if first else '^'}"
    if first > 1:
        yield f"b2:{lang}:{forms[first - 2]}"
    yield f"a1:{lang}:{forms[after] if after < len(forms) else '$'}"
    if after + 1 < len(forms):
        yield f"a2:{lang}:{forms[after + 1]}"


def beside(words: Words, start: int, end: int) -> Iterator[str]:
    """The words right before and after whom an act may be about."""
    first, after = bisect_left(words.starts, start), bisect_left(words.starts, end)
    yield f"p1:{words.lang}:{words.forms[first - 1] if first else '^'}"
    yield f"n1:{words.lang}:{words.forms[after] if after < len(words.forms) else '$'}"


def between(words: Words, left: int, right: int, side: str) -> Iterator[str]:
    """The words between the two, if they are few."""
    first, after = bisect_left(words.starts, left), bisect_left(words.starts, right)
    if 0 < after - first <= _MOST_BETWEEN:
        for form in dict.fromkeys(words.forms[first:after]):
            yield f"m{side}:{words.lang}:{form}"
