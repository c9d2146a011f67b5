"""From weighed pairs to claims: country, authority, law, day, and the sentence that says so. Pure."""

from feeds.catalog import Catalog
from feeds.catalog.records import Kind
from feeds.model import Claim, Precision
from feeds.understand.mentions import Scene
from feeds.understand.weigh import Weighed
from feeds.understand.where import country_of

_LONGEST_QUOTE = 600


def claim_of(weighed: Weighed, scene: Scene, catalog: Catalog) -> Claim:
    """What one weighed pair claims."""
    pair = weighed.pair
    country = country_of(pair, scene, catalog)
    return Claim(
        pair.company,
        country,
        pair.action,
        weighed.stage,
        weighed.role,
        _quote(scene.text[pair.sentence.start : pair.sentence.end]),
        None,
        Precision.DAY,
        _named(Kind.REGULATOR, weighed, scene, country, catalog),
        _named(Kind.LAW, weighed, scene, country, catalog),
    )


def _quote(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _LONGEST_QUOTE else one_line[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _named(kind: Kind, weighed: Weighed, scene: Scene, country: str | None, catalog: Catalog) -> str | None:
    """The body (or law) of the claim's country that stands nearest to what the claim tells."""
    records = catalog.regulators if kind is Kind.REGULATOR else catalog.laws
    here = weighed.pair.sentence
    ranked = sorted(
        (abs(spot.start - weighed.pair.trigger.start) + (0 if here.start <= spot.start < here.end else 1000), spot.name.id)
        for spot in scene.spots
        if spot.name.kind is kind and records[spot.name.id].country in {country, None}
    )
    return ranked[0][1] if ranked else None
