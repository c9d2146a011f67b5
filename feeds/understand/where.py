"""Which country an act belongs to: the acting body's, then the place told, then the text's, then the source's. Pure."""

from feeds.catalog import Catalog, Sense, Spot
from feeds.catalog.records import Kind
from feeds.understand.clauses import Pair
from feeds.understand.mentions import Scene, Sentence


def country_of(pair: Pair, scene: Scene, catalog: Catalog) -> str | None:
    """The country whose state acts, as far as the text tells."""
    points: dict[str, float] = {}
    for sentence in scene.sentences:
        near = (
            1.0 if sentence is pair.sentence else 0.45 if sentence.place == 0 else 0.4 if sentence.place == 1 else 0.25
        )
        for spot in sentence.spots:
            code, worth = _worth(spot, sentence, pair, scene, catalog)
            if code:
                points[code] = 0.1 * points.get(code, 0.0) + max(points.get(code, 0.0), worth * near)
    if not points:
        return scene.told.country
    return max(points, key=lambda code: points[code])


def _worth(spot: Spot, sentence: Sentence, pair: Pair, scene: Scene, catalog: Catalog) -> tuple[str | None, float]:
    """The country a mention points to, and how strongly."""
    if spot.name.kind is Kind.REGULATOR:
        return catalog.regulators[spot.name.id].country, 3.0
    if spot.name.kind is Kind.LAW:
        return catalog.laws[spot.name.id].country, 1.5
    if spot.name.kind is not Kind.COUNTRY:
        return None, 0.0
    code = spot.name.id
    before = scene.text[max(sentence.start, spot.start - 10) : spot.start].lower()
    after = scene.text[spot.end : spot.end + 30]
    if spot.name.sense is Sense.DEMONYM:
        follows = any(spot.end <= other.start < spot.end + 25 for other in sentence.companies)
        owned = any(
            word in after.lower() for word in ("app", "firm", "compan", "giant", "owner", "компани", "приложен")
        )
        return code, 0.6 if owned or follows else 1.6
    worth = {Sense.NAME: 2.0, Sense.METONYM: 1.2, Sense.PLACE: 1.3}.get(spot.name.sense, 1.0)
    if before.endswith((" in ", " across ", " в ", " en ", " in der ", " em ", " no ", " na ", " au ", " для ")):
        worth += 0.5
    elif spot.end <= pair.trigger.start and sentence is pair.sentence:
        worth += 0.4
    if after.startswith(("'s", "-based", "-owned")) and any(
        spot.end <= o.start < spot.end + 30 for o in sentence.companies
    ):
        worth -= 1.0
    return code, worth
