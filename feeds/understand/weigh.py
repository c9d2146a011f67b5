"""Weighs what a pair's features are worth: plain sums of learned weights, each readable by its name. Pure."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feeds.model import Action, Role, Stage
from feeds.understand.clauses import Pair

Weights = Mapping[str, Mapping[str, float]]
# how sure a claim must be to count: what may wake people up must be surer
SURE, SURER = 0.4, 0.5
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


_OWN = frozenset([Action.REFUSE, Action.COMPLY])
_WIDE = frozenset([Action.LAW, Action.SHUTDOWN])
# the traits whose worth depends on whether a state acts on a company, a company acts, or a state acts on all
_BY_SIDE = ("link", "actor", "nobody", "class", "beside", "companies", "scope", "between", "state", "court")
_BY_ACTION = ("nobody", "class", "form", "kind", "conduct", "owned-thing", "state-as-object")


def side_of(action: Action) -> str:
    """Who acts in an action: a company itself, a state on everybody, or a state on a company."""
    return "own" if action in _OWN else "wide" if action in _WIDE else "hit"


def told_by(action: Action, features: Iterable[str]) -> list[str]:
    """The names under which a pair's features have weights: alone, by who acts, and by the action."""
    side = side_of(action)
    names = ["", action.value]
    for feature in features:
        head = feature.partition(":")[0]
        if head == "word":
            names.append(f"{action} {feature}")
            continue
        names.append(f"{side} {feature}" if head in _BY_SIDE else feature)
        if head in _BY_ACTION:
            names.append(f"{action} {feature}")
    return names


def timed_by(action: Action, timing: Iterable[str]) -> list[str]:
    """The names under which what tells stage and role has weights."""
    names = ["", action.value]
    for feature in timing:
        names.append(feature)
        if feature.startswith(("place", "form")):
            names.append(f"{action} {feature}")
    return names


def total(weights: Mapping[str, float], names: Iterable[str]) -> float:
    """The sum of the weights of these names."""
    return sum(weights.get(name, 0.0) for name in names)


def chance(score: float) -> float:
    """A score as a likelihood from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def sureness(pair: Pair, weights: Weights) -> float:
    """How likely a pair is a claim."""
    return chance(total(weights["claim"], told_by(pair.action, pair.features)))


def weigh(pair: Pair, sure: float, weights: Weights) -> Weighed:
    """A pair with its stage and role."""
    timed = timed_by(pair.action, pair.timing)
    stage = max(Stage, key=lambda one: total(weights[one.value], timed))
    lead = chance(total(weights["lead"], timed))
    return Weighed(pair, sure, stage, Role.LEAD if lead >= 0.5 else Role.BACKGROUND, lead)


def best(pairs: Iterable[Pair], weights: Weights) -> list[Weighed]:
    """One pair of each action and company, in the order of the text.

    How sure it is comes from the surest; stage and role from the first that is nearly as sure, since news comes first.
    """
    together: dict[tuple[Action, str | None], list[tuple[float, Pair]]] = {}
    for pair in pairs:
        together.setdefault((pair.action, pair.company), []).append((sureness(pair, weights), pair))
    found = []
    for bag in together.values():
        surest = max(sure for sure, _ in bag)
        first = next(pair for sure, pair in bag if sure >= surest - NEARLY)
        found.append(weigh(first, surest, weights))
    return found


def counts(weighed: Weighed) -> bool:
    """Whether a pair is sure enough to be told as a claim."""
    waking = weighed.pair.action in WAKING and weighed.stage is Stage.ACTUAL and weighed.role is Role.LEAD
    return weighed.sure >= (SURER if waking else SURE)
