"""What language a text is in: by its script, then by its commonest words. Pure."""

import re

_CYRILLIC, _ARABIC = re.compile("[\u0400-\u04ff]"), re.compile("[\u0600-\u06ff]")
_HAN, _KANA = re.compile("[\u4e00-\u9fff]"), re.compile("[\u3040-\u30ff]")
_HANGUL, _DEVANAGARI = re.compile("[\uac00-\ud7af]"), re.compile("[\u0900-\u097f]")
_LATIN, _UKRAINIAN, _RUSSIAN = re.compile("[A-Za-zÀ-ɏ]"), re.compile("[іїєґІЇЄҐ]"), re.compile("[ыэъёЫЭЪЁ]")
# endings of verbs that no Russian word has
_UKRAINIAN_ENDS = re.compile(r"(?:ють|ував|ював)\b")
_PERSIAN = re.compile("[پچژگی]|\u200c")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "en": "the of and to in on is was for that with by has have from as it at its after over says are be an",
    "tr": "ve bir bu için ile da de olarak daha çok olan sonra kadar göre nedeniyle dedi erişim ın nın ye ya mi ne",
    "es": "el la los las de que y en un una por con para del al se su es lo como más pero sus tras",
    "pt": "o a os as de que e em um uma por com para do da dos das no na nos nas ao se não mais pela pelo é",
    "fr": "le la les de des et en un une du au aux par pour sur dans que qui est se ne pas son sa ses avec d l",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an nach wegen",
    "it": "il lo la i gli le di che e in un una per con del della dei al alla non è da dal si sono ha nel",
    "id": "yang dan di dengan untuk dari ini itu pada dalam tidak akan oleh telah juga kepada karena atas ke bisa",
}
_LANGS = {
    word: tuple(lang for lang, words in _COMMON.items() if word in words.split())
    for word in " ".join(_COMMON.values()).split()
}
_TABLE = {lang: frozenset(words.split()) for lang, words in _COMMON.items()}


def common_word(word: str, lang: str) -> bool:
    """Whether a word is one of the commonest of its language, so never a name unless written as one."""
    return word.islower() and word in _TABLE.get(lang, ())


def language(text: str, hint: str | None = None) -> str:
    """A BCP 47 language of two letters: the hint where the script allows it, else the likeliest."""
    sample = text[:1200]
    guess = _by_script(sample)
    hinted = (hint or "").lower().split("-")[0].split("_")[0][:3]
    if guess == "ru" and not _RUSSIAN.search(sample) and not _UKRAINIAN.search(sample):
        guess = "uk" if hinted == "uk" or (not hinted and _UKRAINIAN_ENDS.search(sample)) else "ru"
    if guess in {"ru", "uk"}:
        return hinted if hinted in {"bg", "sr", "mk", "be", "kk"} else guess
    if guess:
        return hinted if hinted in {"ur", "ja", "ko", "mr", "ne"} else guess
    if hinted and hinted not in {"ru", "uk", "zh", "ar", "fa", "hi", "ja", "ko"} and hinted not in _TABLE:
        return hinted
    words = _WORD.findall(sample.lower())
    counts = dict.fromkeys(_TABLE, 0)
    for word in words:
        for lang in _LANGS.get(word, ()):
            counts[lang] += 1
    best = max(counts, key=lambda lang: counts[lang])
    if hinted in _TABLE and counts[hinted] + 3 >= counts[best]:
        return hinted
    return best if counts[best] else hinted if hinted in _TABLE else "en"


def _by_script(sample: str) -> str | None:
    """The language where the script tells it."""
    if sample.isascii():
        return None
    counts = {
        "cyrillic": len(_CYRILLIC.findall(sample)),
        "ar": len(_ARABIC.findall(sample)),
        "zh": 2 * len(_HAN.findall(sample)),
        "ja": 3 * len(_KANA.findall(sample)),
        "ko": 2 * len(_HANGUL.findall(sample)),
        "hi": len(_DEVANAGARI.findall(sample)),
    }
    best = max(counts, key=lambda script: counts[script])
    if counts[best] * 3 < len(_LATIN.findall(sample)) or not counts[best]:
        return None
    if best == "cyrillic":
        return "uk" if len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample)) else "ru"
    if best == "ar":
        return "fa" if len(_PERSIAN.findall(sample)) * 25 > counts["ar"] else "ar"
    return best
