"""Weighs what a pair's features are worth: plain sums of learned weights, each readable by its name. Pure."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feeds.model import Action, Role, Stage
from feeds.understand.clauses import Pair

Weights = Mapping[str, Mapping[str, float]]
# how sure a claim must be to count: what may wake people up must be surer
SURE, SURER = 0.5, 0.6
WAKING = frozenset([Action.BLOCK, Action.THROTTLE, Action.UNBLOCK, Action.SHUTDOWN])


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with how likely it is a claim, and of which stage and role."""

    pair: Pair
    sure: float
    stage: Stage
    role: Role
    lead: float


def told_by(action: Action, features: Iterable[str]) -> list[str]:
    """The names under which a pair's features have weights: each alone and together with the action."""
    alone = ["", *features]
    return [*alone, *(f"{action} {feature}".rstrip() for feature in alone)]


def total(weights: Mapping[str, float], names: Iterable[str]) -> float:
    """The sum of the weights of these names."""
    return sum(weights.get(name, 0.0) for name in names)


def chance(score: float) -> float:
    """A score as a likelihood from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def weigh(pair: Pair, weights: Weights) -> Weighed:
    """How likely a pair is a claim, and what kind of one."""
    names = told_by(pair.action, pair.features)
    sure = chance(total(weights["claim"], names))
    if sure < 0.2:
        return Weighed(pair, sure, Stage.ACTUAL, Role.BACKGROUND, 0.0)
    stage = max(Stage, key=lambda one: total(weights[one.value], names))
    lead = chance(total(weights["lead"], names))
    return Weighed(pair, sure, stage, Role.LEAD if lead >= 0.5 else Role.BACKGROUND, lead)


def best(pairs: Iterable[Pair], weights: Weights) -> list[Weighed]:
    """The surest pair of each action and company, in the order of the text."""
    kept: dict[tuple[Action, str | None], Weighed] = {}
    for pair in pairs:
        weighed = weigh(pair, weights)
        key = (pair.action, pair.company)
        if key not in kept or weighed.sure > kept[key].sure:
            kept[key] = weighed
    return list(kept.values())


def counts(weighed: Weighed) -> bool:
    """Whether a pair is sure enough to be told as a claim."""
    waking = weighed.pair.action in WAKING and weighed.stage is Stage.ACTUAL and weighed.role is Role.LEAD
    return weighed.sure >= (SURER if waking else SURE)
