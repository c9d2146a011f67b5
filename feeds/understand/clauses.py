"""Pairs each word of action with each company it may be about, and tells how they stand to each other. Pure.

A pair's features are named in words; what each is worth is learned (see learn.py) and kept in weights.json.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feeds.catalog import Catalog, Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action
from feeds.understand.links import link
from feeds.understand.mentions import Scene, Sentence, lists, standing_for_state

ACTIONS = frozenset(action.value for action in Action)
_MOST_PAIRS = 60
_NEAR = 60
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of action and the company it may be about (None: a class of services, or none named)."""

    action: Action
    company: str | None
    trigger: Hit
    sentence: Sentence
    group: tuple[Spot, ...]
    features: tuple[str, ...]


def pairs(scene: Scene, catalog: Catalog) -> list[Pair]:
    """Every pair worth weighing, at most a fixed number."""
    found: list[Pair] = []
    for number, sentence in enumerate(scene.sentences):
        triggers = list(_triggers(sentence))
        if not triggers:
            continue
        targets = _targets(scene, sentence, number)
        for action, trigger, other in triggers:
            for group, carried in targets:
                features = tuple(_features(scene, sentence, action, trigger, other, group, carried, catalog))
                for company in dict.fromkeys(spot.name.id for spot in group) if group else (None,):
                    found.append(Pair(action, company, trigger, sentence, group, features))
            if len(found) > _MOST_PAIRS:
                return found
    return found


def _triggers(sentence: Sentence) -> Iterator[tuple[Action, Hit, Hit | None]]:
    """The words of action: with a lifting word beside a block it is an unblock, told by both."""
    blocks = sentence.of("block")
    for lift in sentence.of("lift"):
        for block in blocks:
            gap = block.start - lift.end if block.start >= lift.end else lift.start - block.end
            if 0 <= gap <= _NEAR // 2 and (block.form != "verb" or lift.end <= block.start):
                yield Action.UNBLOCK, lift, block
                break
    for hit in sentence.hits:
        if hit.kind in ACTIONS:
            yield Action(hit.kind), hit, None


def _targets(scene: Scene, sentence: Sentence, number: int) -> list[tuple[tuple[Spot, ...], str]]:
    """Whom an action in this sentence may be about: the companies here, else those just named; and nobody by name."""
    here = [(tuple(group), "") for group in lists(scene.text, sentence.companies)]
    if not here:
        for before in reversed(scene.sentences[:number]):
            if before.companies:
                how = "carried-title" if before.place == 0 else "carried"
                here = [(tuple(group), how) for group in lists(scene.text, before.companies)[:3]]
                break
    return [*here, ((), "")]


def _features(
    scene: Scene,
    sentence: Sentence,
    action: Action,
    trigger: Hit,
    other: Hit | None,
    group: tuple[Spot, ...],
    carried: str,
    catalog: Catalog,
) -> Iterator[str]:
    """How the pair stands, each trait by its name."""
    yield f"form:{trigger.form}" if other is None else "form:lift"
    yield f"word:{scene.lang}:{_plain(scene.text[trigger.start : trigger.end])}"
    yield f"place:{min(sentence.place, 3)}"
    yield from _surroundings(scene, sentence, trigger)
    yield from _actors(scene, sentence, trigger, group)
    if not group:
        yield "nobody"
        yield from _class(scene, sentence, trigger)
        return
    yield from link(scene, sentence, action, trigger, group, carried)
    yield from _company(scene, sentence, group, catalog)


def _plain(word: str) -> str:
    """A trigger's word, cut to what its forms share."""
    return word.lower()[:14] if " " in word else word.lower()[:7]


def _surroundings(scene: Scene, sentence: Sentence, trigger: Hit) -> Iterator[str]:
    """Doubt, denial, time and question around the trigger."""
    for hit in sentence.hits:
        if hit.kind in ACTIONS or hit.kind in {"state", "court", "class", "scope", "at", "use", "by", "lift"}:
            continue
        if trigger.start <= hit.start < trigger.end:
            continue
        gap = trigger.start - hit.end
        if 0 <= gap < 25:
            yield f"{hit.kind}:close"
        elif 25 <= gap < _NEAR:
            yield f"{hit.kind}:before"
        elif hit.start >= trigger.end and hit.start - trigger.end < 25:
            yield f"{hit.kind}:after"
        else:
            yield f"{hit.kind}:far"
    words = scene.text[sentence.start : sentence.end]
    if "?" in words or "؟" in words or "？" in words:
        yield "question"
    years = {int(year) for year in _YEAR.findall(words)}
    if years and scene.told.published:
        yield "year:old" if max(years) < scene.told.published.year else "year:same"


def _actors(scene: Scene, sentence: Sentence, trigger: Hit, group: tuple[Spot, ...]) -> Iterator[str]:
    """Who may be acting: a state's body before or after the trigger."""
    before = after = False
    for spot in sentence.spots:
        if standing_for_state(spot):
            before, after = before or spot.end <= trigger.start, after or spot.start >= trigger.end
            if spot.name.kind is Kind.REGULATOR:
                yield "regulator"
    for hit in sentence.hits:
        if hit.kind in {"state", "court"}:
            yield f"{hit.kind}:{'before' if hit.end <= trigger.start else 'after'}"
            before = before or hit.end <= trigger.start
        if hit.kind == "scope" and 0 <= hit.start - trigger.end < 25:
            yield "scope:after"
        if hit.kind == "scope" and 0 <= trigger.start - hit.end < 18:
            yield "scope:before"
        if hit.kind == "class" and 0 <= hit.start - trigger.end < 30:
            yield "class:after"
    yield "actor:before" if before else "actor:none" if not after else "actor:after"


def _class(scene: Scene, sentence: Sentence, trigger: Hit) -> Iterator[str]:
    """Whether a class of services stands near, and whether companies are named as well."""
    gaps = [
        hit.start - trigger.end if hit.start >= trigger.end else trigger.start - hit.end
        for hit in sentence.hits
        if hit.kind == "class"
    ]
    near = min((gap for gap in gaps if gap >= 0), default=None)
    yield "class:none" if near is None else "class:near" if near < 25 else "class:far"
    yield "companies:some" if sentence.companies else "companies:none"
    if not scene.ids(Kind.COMPANY):
        yield "companies:nowhere"


def _company(scene: Scene, sentence: Sentence, group: tuple[Spot, ...], catalog: Catalog) -> Iterator[str]:
    """What is known of the company: where else it stands, whose it is."""
    ids = {spot.name.id for spot in group}
    if scene.sentences[0].place == 0 and any(spot.name.id in ids for spot in scene.sentences[0].companies):
        yield "in-title"
    others = set(scene.ids(Kind.COMPANY)) - ids
    yield "company:only" if not others else "company:few" if len(others) < 3 else "company:many"
    if any(owner in ids for other in others for owner in catalog.owned_by(other)):
        yield "owner-of-another"
    if any(owner in others for mine in ids for owner in catalog.owned_by(mine)):
        yield "owned-by-another"
    kinds = {kind for mine in ids if mine in catalog.companies for kind in catalog.companies[mine].kinds}
    if kinds & {"telecom", "isp", "carrier", "mobile-operator", "telecoms"}:
        yield "kind:telecom"
    if kinds & {"news", "newspaper", "news-agency", "broadcaster", "media"}:
        yield "kind:media"
    if kinds & {"app-store"}:
        yield "kind:store"
    if len(group) > 1:
        yield "listed"
