"""Weighs what a pair's features are worth: plain sums of learned weights, each readable by its name. Pure."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from feeds.catalog.weighing import Scale, ruled
from feeds.model import Action, Role, Stage
from feeds.understand.pair import Pair

# how sure a claim must be to count: what may wake people up must be surer
SURE, UNAIDED = 0.4, 0.65
# and where the sentence asks, or passes on a rumour
ASKED = 0.85
_STAGES = tuple(Stage)
_ASKED = frozenset(["question", "rumour:close"])
NEARLY = 0.15
# below this nothing counts, and stage and role need no weighing
HOPELESS = 0.25
WAKING = frozenset([Action.BLOCK, Action.THROTTLE, Action.UNBLOCK, Action.SHUTDOWN])


class Bar(NamedTuple):
    """How sure a claim must be where a language has written rules.

    `waking`: to wake people; `unruled`: and where the rules do not see it; `ruled`: where they do; `outvoted`: how
    likely the weights must hold for the news what the rules take as told in passing, to be believed.
    """

    waking: float = 0.85
    unruled: float = 0.6
    ruled: float = 0.35
    outvoted: float = 1.0


# the Russian rules are careful, so that they may be helped on
BARS = {"ru": Bar(waking=0.5, unruled=0.4, ruled=0.25, outvoted=0.4)}
BAR = Bar()


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


def weigh(pair: Pair, sure: float, scale: Scale, lang: str = "") -> Weighed:
    """A pair with its stage and role.

    Of what may wake people the written rules know stage and role better than the weights; what they do not see at all
    must be very sure to be the news.
    """
    by, bar = ruled(pair.features), BARS.get(lang, BAR)
    _, stage = max((scale.weigh(one, pair.action, pair.timing, by_rules=by), one) for one in _STAGES)
    lead = chance(scale.weigh("lead", pair.action, pair.timing, by_rules=by))
    role = Role.LEAD if lead >= 0.5 else Role.BACKGROUND
    # a verb in the present ("blocks") tells news, whatever else its sentence recalls
    if pair.action in WAKING and not ("rule:past" in pair.timing and "shape:s" in pair.timing):
        stage = next((one for one in Stage if f"rule:{one}" in pair.timing), stage)
        role = next((one for one in Role if f"rule:{one}" in pair.timing), role)
        if lead >= bar.outvoted and stage is not Stage.PAST:
            role = Role.LEAD
    if pair.action is Action.FINE and f"rule:{Stage.THREAT}" in pair.timing:
        stage = Stage.THREAT
    if wakes(pair.action, stage, role) and "rule:none" in pair.features[-2:] and sure < bar.unruled:
        role = Role.BACKGROUND
    return Weighed(pair, sure, stage, role, lead)


def best(pairs: Iterable[Pair], scale: Scale, lang: str = "") -> list[Weighed]:
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
        if surest < HOPELESS:
            found.append(Weighed(first, surest, Stage.ACTUAL, Role.BACKGROUND, 0.0))
        else:
            found.append(weigh(first, surest, scale, lang))
    return found


def first_of(bag: list[tuple[float, Pair]], surest: float) -> Pair:
    """The first pair that is nearly as sure as the surest; what asks, or takes an app from a store, only if need be."""
    near = [pair for sure, pair in bag if sure >= surest - NEARLY]
    near = [pair for pair in near if "question" not in pair.features] or near
    standing = [pair for sure, pair in bag if pair.trigger.form != "store" and sure >= SURE - 0.1]
    return standing[0] if near[0].trigger.form == "store" and standing else near[0]


def counts(weighed: Weighed, lang: str = "") -> bool:
    """Whether a pair is sure enough to be told as a claim."""
    bar = BARS.get(lang, BAR)
    if any(trait in _ASKED for trait in weighed.pair.features) and wakes(
        weighed.pair.action, weighed.stage, weighed.role
    ):
        return weighed.sure >= ASKED
    if any(trait == "rule:yes" for trait in weighed.pair.features[-2:]):
        return weighed.sure >= bar.ruled
    if not wakes(weighed.pair.action, weighed.stage, weighed.role):
        return weighed.sure >= SURE
    return weighed.sure >= (bar.waking if ruled(weighed.pair.features) else UNAIDED)


def wakes(action: Action, stage: Stage, role: Role) -> bool:
    """Whether a claim is of the kind that wakes people."""
    return action in WAKING and stage is Stage.ACTUAL and role is Role.LEAD
