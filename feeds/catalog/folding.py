"""Spellings brought to one form: case, accents, homoglyphs, zero-width characters, Cyrillic endings. Pure.

A text is cut into words; each word gets its normal form; the normal forms joined by single spaces are what names are
looked up in. The places of the words in the text as written are kept, so that a find can be told where it stands.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

# A word: a run of a script without spaces, or letters, digits and what is written over, under or invisibly in them.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u30fa\u30fc-\u318f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_SPACED = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0300-\u0482\u0483-\u058f\u0590-\u0603"
    "\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff\u0750-\u08ff\u0900-\u0963\u0966-\u0dff\u10a0-\u10ff\u1200-\u177f"
    "\u1800-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u2c00-\u2dff\ua000-\ua95f\ua980-\uabff"
    "\ufb00-\ufdff\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U00010000-\U0001efff"
)
WORD = re.compile(f"[{UNSPACED}]+|[{_SPACED}]+")
UNSPACED_START = re.compile(f"[{UNSPACED}]")
INVISIBLE = re.compile("[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ZWNJ = "\u200c"
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z]")
_GREEK = re.compile("[\u0370-\u03ff]")
_TO_LATIN = str.maketrans("аеорсухіјѕвкмнтԁԛԝһӏαεορυικνχτβηµ", "aeopcyxijsbkmhtdqwhlaeopuiknxtbnu")
_TO_CYRILLIC = str.maketrans("aeopcyxkmhtbi", "аеорсухкмнтві")
_LETTERS = str.maketrans({
    "ё": "е", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ؤ": "و",
    "ـ": "", "ґ": "г", ZWNJ: " ",
})  # fmt: skip
_ENDINGS = (
    "иями", "ского", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иям", "иях", "ові", "еві", "ією",
    "ою", "ею", "ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ым", "им", "ом",
    "ем", "ам", "ям", "ах", "ях", "ую", "юю", "ию", "ия", "ии", "ої", "ій", "ів", "ії", "ія", "ію",
    "а", "я", "о", "е", "у", "ю", "ы", "и", "ь", "й", "і", "ї", "є",
)  # fmt: skip
_ENDING = re.compile(f"(?<=[а-яёіїєґ]{{3}})(?:{'|'.join(e for e in _ENDINGS if e != 'ского')})$")
_LIKE_ENDING = frozenset("мвх")
_CACHE, _LONGEST_WORD = 60_000, 300


def fold(word: str) -> str:
    """One word in its normal form, endings kept."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFKC", INVISIBLE.sub("", word)).casefold()
    if _LATIN.search(word):
        if _CYRILLIC.search(word) or _GREEK.search(word):
            word = _one_script(word)
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    elif "\u0600" <= word[:1] <= "\u06ff":
        word = "".join(c for c in word if not unicodedata.combining(c))
    return word.translate(_LETTERS)


def _one_script(word: str) -> str:
    """A word that mixes scripts, in the script that most of its letters are of: look-alikes change places."""
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    if latin >= cyrillic:
        return word.translate(_TO_LATIN)
    return word.translate(_TO_CYRILLIC)


def stem(word: str) -> str:
    """A folded word without its Russian or Ukrainian case ending; any other word as it is."""
    if not "\u0400" <= word[:1] <= "\u052f":
        return word
    return _ENDING.sub("", word, count=1)


def bare(word: str) -> str:
    """A folded word as other cases leave it, where its own end looks like one: телеграм, of телеграма; else ""."""
    return word if word[-1:] in _LIKE_ENDING and stem(word) != word else ""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text's words in normal form between single spaces, and where each of them stands in the text."""

    joined: str
    at: list[int]
    spans: list[tuple[int, int]]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `joined[start:end]` stands in the text as written."""
        first, last = bisect_right(self.at, start) - 1, bisect_right(self.at, end - 1) - 1
        (begin, stop), (begin2, stop2) = self.spans[first], self.spans[last]
        left, right = start - self.at[first], end - self.at[last]
        whole = self.at[last + 1] - self.at[last] - 1
        return min(begin + left, stop - 1), min(begin2 + right, stop2) if right < whole else stop2


class Folder:
    """Folds texts, remembering the words it has seen. With `stems`, names are folded without their case endings."""

    def __init__(self, *, stems: bool = True) -> None:
        self._stems = stems
        self._seen: dict[str, str] = {}
        self._cut: dict[str, str] = {}

    def word(self, word: str) -> str:
        """The normal form of one word, endings kept."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) > _CACHE:
                self._seen.clear()
            known = fold(word[:_LONGEST_WORD])
            self._seen[word[:_LONGEST_WORD]] = known
        return known

    def words(self, text: str) -> list[str]:
        """The normal forms of the words of a name."""
        if text.isascii() and text.replace(" ", "").isalnum():
            return text.lower().split()
        forms = [word for word in (self.word(match) for match in WORD.findall(text)) if word]
        return [stem(form) for form in forms] if self._stems else forms

    def bare(self, text: str) -> list[str]:
        """The words of a name as other cases leave the last one, where that differs; else none."""
        if not self._stems or text[-1:].casefold() not in _LIKE_ENDING:
            return []
        *front, last = self.words(text)
        whole = bare(self.word(WORD.findall(text)[-1]))
        return [*front, whole] if whole and whole != last else []

    def text(self, text: str) -> Folded:
        """A text's words in normal form, endings kept."""
        forms: list[str] = []
        spans: list[tuple[int, int]] = []
        seen = self._seen
        for match in WORD.finditer(text):
            word = match[0]
            form = seen.get(word)
            if form is None:
                form = self.word(word)
            if form:
                forms.append(form)
                spans.append(match.span())
        return _joined(forms, spans)

    def stemmed(self, folded: Folded) -> Folded:
        """The same words without their Russian and Ukrainian case endings; the very same text where there are none."""
        if not _CYRILLIC.search(folded.joined):
            return folded
        if len(self._cut) > _CACHE:
            self._cut.clear()
        cut, forms = self._cut, []
        for start, after in zip(folded.at, folded.at[1:], strict=False):
            form = folded.joined[start : after - 1]
            known = cut.get(form)
            if known is None:
                known = cut[form] = stem(form)
            forms.append(known)
        return _joined(forms, folded.spans)


def _joined(forms: list[str], spans: list[tuple[int, int]]) -> Folded:
    """Normal forms between single spaces, with where each begins (and where the last one's end would be)."""
    return Folded(f" {' '.join(forms)} ", [*accumulate((len(form) + 1 for form in forms), initial=1)], spans)
