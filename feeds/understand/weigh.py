"""Weighs what a pair's features are worth: plain sums of learned weights, each readable by its name. Pure."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feeds.model import Action, Role, Stage
from feeds.catalog.weighing import Scale, ruled
from feeds.understand.clauses import Pair

# how sure a claim must be to count: what may wake people up must be surer
SURE, SURER = 0.4, 0.5
# and where the written rules do not see it
UNRULED = 0.6
NEARLY = 0.15
WAKING = frozenset([Action.BLOCK, Action.THROTTLE, Action.UNBLOCK, Action.SHUTDOWN])


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with how likely it is a claim, and of which stage and role."""

    pair: Pair
    sure: float
    stage: Stage
    role: Role
    lead: float


def total(weights: Mapping[str, float], names: Iterable[str]) -> float:
    """The sum of the weights of these names."""
    return sum(weights.get(name, 0.0) for name in names)


def chance(score: float) -> float:
    """A score as a likelihood from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def weigh(pair: Pair, sure: float, scale: Scale) -> Weighed:
    """A pair with its stage and role."""
    by = ruled(pair.features)
    stage = max(Stage, key=lambda one: scale.weigh(one.value, pair.action, pair.timing, by_rules=by))
    lead = chance(scale.weigh("lead", pair.action, pair.timing, by_rules=by))
    return Weighed(pair, sure, stage, Role.LEAD if lead >= 0.5 else Role.BACKGROUND, lead)


def best(pairs: Iterable[Pair], scale: Scale) -> list[Weighed]:
    """One pair of each action and company, in the order of the text.

    How sure it is comes from the surest; stage and role from the first that is nearly as sure, since news comes first.
    """
    together: dict[tuple[Action, str | None], list[tuple[float, Pair]]] = {}
    for pair in pairs:
        score = scale.weigh("claim", pair.action, pair.features, by_rules=ruled(pair.features))
        together.setdefault((pair.action, pair.company), []).append((chance(score), pair))
    found = []
    for bag in together.values():
        surest = max(sure for sure, _ in bag)
        first = first_of(bag, surest)
        found.append(weigh(first, surest, scale))
    return found


def first_of(bag: list[tuple[float, Pair]], surest: float) -> Pair:
    """The first pair that is nearly as sure as the surest; an app taken from a store is told by it only if need be."""
    near = [pair for sure, pair in bag if sure >= surest - NEARLY]
    standing = [pair for sure, pair in bag if pair.trigger.form != "store" and sure >= SURE - 0.1]
    return standing[0] if near[0].trigger.form == "store" and standing else near[0]


def counts(weighed: Weighed) -> bool:
    """Whether a pair is sure enough to be told as a claim."""
    waking = weighed.pair.action in WAKING and weighed.stage is Stage.ACTUAL and weighed.role is Role.LEAD
    if waking and "rule:none" in weighed.pair.features[-2:]:
        return weighed.sure >= UNRULED
    return weighed.sure >= (SURER if waking else SURE)
