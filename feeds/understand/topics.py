"""What a text is about: its topics' own words, and the acts, laws, trades and bodies they go with. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator

from feeds.catalog import Catalog, Sense
from feeds.catalog.records import Kind
from feeds.understand.mentions import Scene
from feeds.understand.weigh import Weighed

# a topic costs nobody sleep, so less than an even chance is enough
ENOUGH = -0.6


def topics_of(scene: Scene, acts: Iterable[Weighed], catalog: Catalog) -> tuple[str, ...]:
    """The topics that a text is about, in the order of the catalog."""
    traits = tuple(dict.fromkeys(traits_of(scene, acts, catalog)))
    points = catalog.scale.topics(traits, named)
    if not points:
        return tuple(topic for topic in catalog.topics if f"word:{topic}" in traits)
    return tuple(topic for topic in catalog.topics if points.get(topic, points[""]) > ENOUGH)


def named(topic: str, traits: Iterable[str]) -> list[str]:
    """The names under which traits have weights for a topic: its own words alike for all, the rest each for itself."""
    names = ["", topic]
    for trait in traits:
        head, _, of = trait.partition(":")
        if of == topic:
            names.append(head)
            names.append(f"{topic} {head}")
        else:
            names.append(f"{topic} {trait}")
    return names


def traits_of(scene: Scene, acts: Iterable[Weighed], catalog: Catalog) -> Iterator[str]:
    """All that may tell a topic."""
    title = scene.sentences[0] if scene.sentences and scene.sentences[0].place == 0 else None
    counts: Counter[str] = Counter()
    for spot in scene.spots:
        if spot.name.kind is Kind.TOPIC:
            counts[spot.name.id] += 1
            yield f"word:{spot.name.id}"
            if spot.name.sense is not Sense.PLACE:
                yield f"name:{spot.name.id}"
            if title and spot.start < title.end:
                yield f"title:{spot.name.id}"
        elif spot.name.kind is Kind.LAW:
            yield from (f"law:{topic}" for topic in catalog.laws[spot.name.id].topics)
        elif spot.name.kind is Kind.REGULATOR:
            yield from (f"body:{kind}" for kind in catalog.regulators[spot.name.id].kinds)
        elif spot.name.kind is Kind.COMPANY:
            yield from (f"trade:{kind}" for kind in catalog.companies[spot.name.id].kinds)
    yield from (f"often:{topic}" for topic, count in counts.items() if count > 2)
    yield from (f"act:{one.pair.action}" for one in acts)
