"""Text -> what it says happened. Pure: no input or output, no clock.

survey(text)     clean, split, find every name and cue        text.py, tongue.py, mentions.py
pairs(scene)     each word of action with whom it may be about clauses.py
best(pairs)      what the pairs' features are worth            weigh.py
topics_of(...)   what it is about                      topics.py
claims_of(...)   country, authority, law, day, quote           claims.py, where.py, when.py
"""

from collections.abc import Iterator
from dataclasses import replace

from feeds.catalog import Catalog
from feeds.catalog.records import Kind
from feeds.model import Claim, Reading, Stage, Text
from feeds.understand.claims import claims_of
from feeds.understand.clauses import pairs
from feeds.understand.doubt import doubtful
from feeds.understand.mentions import Scene, survey
from feeds.understand.settle import settle
from feeds.understand.surely import surely
from feeds.understand.text import clean
from feeds.understand.topics import topics_of
from feeds.understand.weigh import best, counts
from feeds.understand.where import body_country
from feeds.understand.why import explain_why

__all__ = ["clean", "explain_why", "understand"]


def understand(text: Text, catalog: Catalog) -> Reading:
    """All that a text says: whom it names, where, about what, and what it claims happened."""
    scene = survey(text, catalog)
    weighed = best(pairs(scene, catalog), catalog.scale, scene.lang) if catalog.weights else []
    claims = surely(settle((one for one in weighed if counts(one, scene.lang)), catalog), scene, catalog)
    return Reading(
        scene.lang,
        scene.ids(Kind.COMPANY),
        countries_of(scene, catalog),
        scene.ids(Kind.REGULATOR),
        scene.ids(Kind.LAW),
        topics_of(scene, claims, catalog),
        tuple(_vouched(claims_of(claims, scene, catalog))),
    )


def _vouched(claims: Iterator[Claim]) -> Iterator[Claim]:
    """The claims, marked where the sentence that tells them does not vouch for them."""
    seen: dict[str, bool] = {}
    for claim in claims:
        if claim.stage is Stage.ACTUAL and claim.quote not in seen:
            seen[claim.quote] = doubtful(claim.quote)
        yield replace(claim, doubt=True) if claim.stage is Stage.ACTUAL and seen[claim.quote] else claim


def countries_of(scene: Scene, catalog: Catalog) -> tuple[str, ...]:
    """The countries that the text names, and those whose bodies it names."""
    found = [
        body_country(spot, scene, catalog) if spot.name.kind is Kind.REGULATOR else spot.name.id
        for spot in scene.spots
        if spot.name.kind in {Kind.REGULATOR, Kind.COUNTRY}
    ]
    return tuple(dict.fromkeys(code for code in found if code))
