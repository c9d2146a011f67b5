"""What the endings of Turkish words tell, where other languages use words of their own. Pure."""

import re

# a verb that says of itself that it was not done: "engellenmedi"; of access only its end is so denied, since
# "açılmıyor", it does not open, tells of a block
_NOT = r"m(?:[ae](?:d[iı]|yece|yaca|mi?ş|mı?ş|z\b|ması|mesi)|[iıuü]yor)"
_NEGATED = re.compile(
    r"(?:engelle|yasakla|kapat|kapan|kısıtla|durdur|kald[ıi]r|kalk|yavaşla|sınırla|kesil|veril|getiril|uygulan|edil)"
    rf"(?:[ıiuü]?[lnt])?{_NOT}",
    re.IGNORECASE,
)
_NOT_OPENED = re.compile(rf"aç(?:ıl)?{_NOT}", re.IGNORECASE)
# a verb of what had been before: "engellenmişti"
_HAD = re.compile(r"m[ıiuü]şt[ıiuü]", re.IGNORECASE)
# a participle, which stands before what it describes: "kapatılan site"
_PARTICIPLE = re.compile(
    r"(?:[ıiuü]l|n|t|d|y|m)[ae]n$|m[ıiuü]ş$|[lm][ıiuü]$|d[ıiuü]ğ[ıiuü]$|ecek$|acak$", re.IGNORECASE
)
# the case of a name: the one acted on; where or from whom; with whom
_ACTED_ON = re.compile(r"['’](?:n?[ae]|y?[aeıiuü]|n?[ıiuü]n)(?!\w)", re.IGNORECASE)
_ASIDE = re.compile(r"['’](?:[dt][ae]n?|y?l[ae]|[dt][ae]ki|[cç][ae])(?!\w)", re.IGNORECASE)
_GIVEN = re.compile(r"['’](?:n?[ae]|y[ae])(?!\w)", re.IGNORECASE)
# what may be put in a name's way: "X'e erişim", "X'e engel"
_IN_THE_WAY = re.compile(
    r"eriş|ulaşım|engel|yasa[kğ]|kısıt|sınır|kapı|yol|bant|daralt|kilit|tedbir|ceza|yaptırım|karartma|blok|son ver",
    re.IGNORECASE,
)
# a deed, not a service: "paylaşmasını yasakladı"; but to use a service or to reach it stands for the service
_DEED = re.compile(r"(\w+)m[ae](?:(?:l[ae]r)?[ıi]n[ıi]|s[ıi]n[ıi]|y[ıi]|s[ıi])\W+$", re.IGNORECASE)
_OF_SERVICE = re.compile(
    r"kullan|gir|eriş|ulaş|indir|bağlan|açıl|faaliyet|hizmet|yayın|engelle|yasakla|kapat", re.IGNORECASE
)
_MAY, _WILL = re.compile(r"[ae]bil[ie]|meli(?!k)|malı", re.IGNORECASE), re.compile(r"ece[kğ]|aca[kğ]", re.IGNORECASE)
_WHY = re.compile(r"\b(?:neden|niye|niçin)\b", re.IGNORECASE)
# what takes up a name without an ending: "X hakkında", "X adlı uygulamayı", "X platformunu"
_TAKEN_UP = re.compile(
    r"\s(?:hakkında\w*|için|aleyhine|aleyhinde|adlı|isimli|adresi\w*|dahil|gibi|karşı|(?:\w+\s)?\w+(?:[sy]|n)[ıiuüaeî]n?[ıiuüae]?\b)",
    re.IGNORECASE,
)


def denies(word: str, *, of_end: bool) -> bool:
    """Whether a verb denies what it names; `of_end` if it names the end of a block."""
    return _NEGATED.search(word) is not None or (of_end and _NOT_OPENED.search(word) is not None)


def had_been(word: str) -> bool:
    """Whether a verb tells of what was before."""
    return _HAD.search(word) is not None


def describes(word: str) -> bool:
    """Whether a verb's form describes the name after it."""
    return _PARTICIPLE.search(word) is not None


def acted_on(text: str, end: int) -> bool:
    """Whether the ending of the name that ends here marks it as the one acted on."""
    return _ACTED_ON.match(text, end) is not None


def aside(text: str, end: int) -> bool:
    """Whether the ending of the name that ends here makes it a place, a source or a companion."""
    return _ASIDE.match(text, end) is not None


def taken_up(text: str, end: int) -> bool:
    """Whether a name without an ending is taken up by the word after it."""
    return _TAKEN_UP.match(text, end) is not None


def passed_by(between: str, word: str) -> bool:
    """Whether a name in the dative is only told or given something: no word of what is put in its way follows it."""
    return _GIVEN.match(between) is not None and not _IN_THE_WAY.search(between) and not _IN_THE_WAY.match(word)


def of_a_deed(text: str, trigger: int, between: str, word: str) -> bool:
    """Whether what is forbidden is something the company does: "X'e ... yasakladı", "paylaşmasını engelledi"."""
    if word.lower().startswith(("yasakla", "men")) and _GIVEN.match(between) and not _IN_THE_WAY.search(between):
        return True
    deed = _DEED.search(text, max(0, trigger - 40), trigger)
    return deed is not None and not _OF_SERVICE.search(deed[1])


def yet_to_come(word: str) -> str:
    """What the ending of a verb says of the future: "threat" if it may be, "future" if it will, else nothing."""
    return "threat" if _MAY.search(word) else "future" if _WILL.search(word) else ""


def asks_why(sentence: str) -> bool:
    """Whether a question takes for granted what it asks about."""
    return _WHY.search(sentence) is not None
