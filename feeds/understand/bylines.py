"""Tells the company in the news from the one that only brings it: publishers, measurers, products. Pure."""

import re
from dataclasses import replace

from feeds.catalog import Catalog, Sense, Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.understand.tongue import common_word

_MEDIA = frozenset(["news-agency", "newspaper", "broadcaster", "news-site", "blog", "ngo", "advocacy", "publisher"])
_MEASURING = frozenset(["ngo", "advocacy"])
_PRODUCT = frozenset(["hardware", "operating-system"])
_STORE, _HOLDING = frozenset(["app-store"]), frozenset(["holding"])
_CLOSING = re.compile(r"[^()]{0,80}\)[\s.\"]*(?:\(|$|\n)")
# "CNN - ", "(Reuters) -", "- РИА Новости." at a beginning; ": WSJ", ". Reuters" at an end
_DASH = re.compile(r"\s?\)?\.?\s*(?:[-–—]{1,2}\s|:\s)|\.?[A-Z]{2}\s[-–—]\s")
_AFTER_DASH = re.compile(r"[-–—:|]\s?[\"«“]?(?:The\s)?$")
_TAIL = re.compile(r"[\s.\"»”)]*(?:\n|$)")
_TELLING = re.compile(
    r"\b(?:sources?|told|interview|entrevista|agencia|agência|agence|agenzia|nachrichtenagentur|ajansına|агентству|агентством)"
    r"\b\W+(?:[^\W\d]+\W+){0,3}$",
    re.IGNORECASE,
)
_TELLER = re.compile(r"\W{1,3}(?:reporters?|correspondents?|journalists?)\b", re.IGNORECASE)
# a place before a dateline's dash, which does nothing itself: "Wien/Berlin – ", "Rom, 3. Mai - "
_DATELINE = re.compile(r"(?:/[A-ZÄÖÜ]\w+|,\s[^–—\n]{1,20})?\s[-–—]\s")
_BEFORE_DATELINE = re.compile(r"(?:^|[\n/]|[.!?]\s)$")
_DATELINED = frozenset(["de", "fr", "es", "pt", "it"])
# what a body that is itself blocked stands in: "сайта X"; right after the act; and before it, alone or in a list
_SITE_OF = re.compile(
    r"\b(?:сайт(?:а|у|ом|ы|ов|ам|ами|ах|е)?(?: организаци[ияй]| движени[яе])?|платформ[ауы])"
    r"\s[\"'«“]?$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s[\"'«“]?")
_AND_MORE = re.compile(r"[\"'»”]?(?:(?:,| и)\s[\"'«“]?\w+(?:\s\w+)?[\"'»”]?)*\s(?:[—–-]\s|\w{2,6}\s)?")
_NEAR_BEGINNING = 40
_BESIDE = 4
# room for "Inc's " between a holding and what it owns
_OWNS = 10


def news_of(text: str, spots: list[Spot], hits: list[Hit], catalog: Catalog, lang: str) -> list[Spot]:
    """The spots without publishers named as sources; a product stands for the company that makes it."""
    said_before = {hit.end for hit in hits if hit.kind == "said"}
    said_after = {hit.start for hit in hits if hit.kind == "said"}
    named = {spot.name.id for spot in spots if spot.name.kind is Kind.COMPANY}
    title_end = max(0, text.find("\n\n"))
    kept = []
    for spot in spots:
        if spot.name.kind is Kind.COMPANY:
            if common_word(spot.surface, lang):
                continue
            company = catalog.companies[spot.name.id]
            kinds = frozenset(company.kinds)
            if kinds & _MEDIA and not kinds - _MEDIA:
                told_by = any(spot.start - at in range(_BESIDE) for at in said_before) or any(
                    at - spot.end in range(_BESIDE) for at in said_after
                )
                if told_by or _credited(text, spot) or _signed(text, spot, title_end):
                    continue
                if kinds & _MEASURING and not (lang == "ru" and _acted_on(text, spot, hits)):
                    continue
            if company.owner in named and kinds and kinds <= _STORE:
                continue
            if kinds == _HOLDING and any(
                0 < other.start - spot.end < _OWNS and catalog.companies[other.name.id].owner == spot.name.id
                for other in spots
                if other.name.kind is Kind.COMPANY
            ):
                continue
            if company.owner and kinds and kinds <= _PRODUCT and company.owner in catalog.companies:
                spot = replace(spot, name=spot.name._replace(id=company.owner))  # noqa: PLW2901
        elif lang in _DATELINED and _heads(text, spot, title_end):
            spot = replace(spot, name=spot.name._replace(sense=Sense.PLACE))  # noqa: PLW2901
        kept.append(spot)
    return kept


def _acted_on(text: str, spot: Spot, hits: list[Hit]) -> bool:
    """Whether a body that mostly speaks of blocks is itself blocked: its site is named, or the act right beside it."""
    if "." in spot.surface or _SITE_OF.search(text, max(0, spot.start - 24), spot.start):
        return True
    blocks = [hit for hit in hits if hit.kind == "block" and not hit.form.startswith("weak")]
    if any(hit.form != "passive" and _NEXT.fullmatch(text, hit.end, spot.start) for hit in blocks):
        return True
    after = [hit.start for hit in blocks if hit.form == "passive" and spot.end <= hit.start < spot.end + 60]
    return any(_AND_MORE.fullmatch(text, spot.end, at) for at in after)


def _heads(text: str, spot: Spot, title_end: int) -> bool:
    """Whether a capital only tells, before a dash, where the news was written."""
    if spot.name.kind is not Kind.COUNTRY or spot.name.sense is not Sense.METONYM or spot.start < title_end:
        return False
    before = text[max(0, spot.start - 2) : spot.start]
    return _BEFORE_DATELINE.search(before) is not None and _DATELINE.match(text, spot.end) is not None


def _credited(text: str, spot: Spot) -> bool:
    """Whether a name stands in brackets at the end, as in "(Reuters)" or "(AFP via The Times)"."""
    opened = text.rfind("(", max(0, spot.start - 80), spot.start)
    if opened < 0 or ")" in text[opened : spot.start]:
        return False
    return _CLOSING.match(text, spot.end) is not None


def _signed(text: str, spot: Spot, title_end: int) -> bool:
    """Whether a name stands where publishers sign: alone in brackets, before a dateline's dash, at the very end."""
    before, after = text[max(0, spot.start - 6) : spot.start], text[spot.end : spot.end + 8]
    if before.endswith("(") and after.startswith(")"):
        return True
    if _TELLING.search(text, max(0, spot.start - 40), spot.start) or _TELLER.match(text, spot.end):
        return True
    begins = title_end + 2 if spot.start >= title_end + 2 else 0
    dateline = bool(begins) and spot.start - begins < _NEAR_BEGINNING
    if dateline and (_DASH.match(after) or (_AFTER_DASH.search(before.rstrip()) and after.startswith("."))):
        return True
    return bool((_AFTER_DASH.search(before) or before.rstrip().endswith((".", "\n"))) and _TAIL.match(after))
