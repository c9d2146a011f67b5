"""Tells the company in the news from the one that only brings it: publishers, makers of measurements, products. Pure."""

import re
from dataclasses import replace

from feeds.catalog import Catalog, Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.understand.tongue import common_word

_MEDIA = frozenset(["news-agency", "newspaper", "broadcaster", "news-site", "blog", "ngo", "advocacy", "publisher"])
_MEASURING = frozenset(["ngo", "advocacy"])
_PRODUCT = frozenset(["hardware", "operating-system"])
_CLOSING = re.compile(r"[^()]{0,80}\)[\s.\"]*(?:\(|$|\n)")
_BESIDE = 4


def news_of(text: str, spots: list[Spot], hits: list[Hit], catalog: Catalog, lang: str) -> list[Spot]:
    """The spots without publishers named as sources; a product stands for the company that makes it."""
    said_before = {hit.end for hit in hits if hit.kind == "said"}
    said_after = {hit.start for hit in hits if hit.kind == "said"}
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
                if told_by or kinds & _MEASURING or _credited(text, spot):
                    continue
            if company.owner and kinds and kinds <= _PRODUCT and company.owner in catalog.companies:
                spot = replace(spot, name=spot.name._replace(id=company.owner))  # noqa: PLW2901
        kept.append(spot)
    return kept


def _credited(text: str, spot: Spot) -> bool:
    """Whether a name stands in brackets at the end, as in "(Reuters)" or "(AFP via The Times)"."""
    opened = text.rfind("(", max(0, spot.start - 80), spot.start)
    if opened < 0 or ")" in text[opened : spot.start]:
        return False
    return _CLOSING.match(text, spot.end) is not None
