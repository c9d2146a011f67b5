"""Tells why a text was read as it was: mentions, cues, and what each pair's features were worth. Pure."""

from collections.abc import Iterator

from feeds.catalog import Catalog
from feeds.catalog.weighing import PLAIN, ruled, told_by
from feeds.model import Text
from feeds.understand.clauses import pairs
from feeds.understand.mentions import Scene, survey
from feeds.understand.pair import Pair
from feeds.understand.weigh import BAR, BARS, SURE, Weighed, best, counts

_TOLD_FEATURES, _TOLD_PAIRS = 6, 20


def explain_why(text: Text, catalog: Catalog) -> Iterator[str]:
    """One line a mention, a sentence's cues, and a pair that did or did not become a claim, the surest first."""
    scene = survey(text, catalog)
    yield f"language {scene.lang}"
    for spot in scene.spots:
        yield f'{spot.name.kind} {spot.name.id} at {spot.start}: "{spot.surface}" ({spot.name.sense})'
    for sentence in scene.sentences:
        cues = ", ".join(f'{hit.kind} "{scene.text[hit.start : hit.end]}"' for hit in sentence.hits)
        yield f"sentence {sentence.place}: {cues or 'no cue'}"
    weighed = best(pairs(scene, catalog), catalog.scale, scene.lang) if catalog.weights else []
    for one in sorted(weighed, key=lambda one: -one.sure)[:_TOLD_PAIRS]:
        yield _line(one, scene, catalog)


def _line(one: Weighed, scene: Scene, catalog: Catalog) -> str:
    pair = one.pair
    word = scene.text[pair.trigger.start : pair.trigger.end]
    waking = BARS.get(scene.lang, BAR).waking
    missed = f"no claim (needs {SURE}, to wake people {waking})"
    verdict = f"{one.stage} {one.role}" if counts(one, scene.lang) else missed
    return (
        f'{pair.action} {pair.company or "nobody named"} by "{word}": {one.sure:.2f} {verdict}: {_worth(pair, catalog)}'
    )


def _worth(pair: Pair, catalog: Catalog) -> str:
    weights = catalog.weights["claim" if ruled(pair.features) else f"{PLAIN}claim"]
    worth = [(name, weights[name]) for name in told_by(pair.action, pair.features) if name in weights]
    worth.sort(key=lambda one: -abs(one[1]))
    return ", ".join(f"{name or 'to begin with'} {value:+.2f}" for name, value in worth[:_TOLD_FEATURES])
