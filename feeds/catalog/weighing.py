"""The learned weights of the reader: model -> trait -> weight, small enough to read. Made by feeds.understand.learn."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from feeds.catalog.loading import CatalogError
from feeds.model import Action

Weights = Mapping[str, Mapping[str, float]]


STAGES = ("actual", "threat", "denied", "past")
_OWN = frozenset([Action.REFUSE, Action.COMPLY])
_WIDE = frozenset([Action.LAW, Action.SHUTDOWN])
# the traits whose worth depends on whether a state acts on a company, a company acts, or a state acts on all
_BY_SIDE = (
    "link",
    "actor",
    "nobody",
    "class",
    "beside",
    "companies",
    "scope",
    "between",
    "state",
    "court",
    "b1",
    "b2",
    "a1",
    "a2",
    "p1",
    "n1",
    "mb",
    "ma",
)
_BY_ACTION = ("nobody", "class", "form", "kind", "conduct", "owned-thing", "state-as-object", "rule")


_TIMED_BY_ACTION = ("place", "form", "rule")
_SIDES = frozenset(["hit", "own", "wide"])


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
        if feature.startswith(_TIMED_BY_ACTION):
            names.append(f"{action} {feature}")
    return names


PLAIN = "plain-"


def ruled(features: Sequence[str]) -> bool:
    """Whether the written rules had their say on a pair; where they had none, the plain weights count."""
    return any(feature.startswith("rule:") for feature in features[-2:])


class Scale:
    """The weights summed up beforehand for each action, so that weighing is one look-up a trait.

    There are two sets: one for languages with written rules, whose verdict is a trait, and the plain one for the rest.
    """

    def __init__(self, weights: Weights) -> None:
        self._worth: dict[tuple[bool, str, Action], tuple[float, dict[str, float]]] = {}
        for start in ("", PLAIN):
            for model in ("claim", "lead", *STAGES):
                told = model == "claim"
                parts = _parts(weights.get(start + model, {}), told=told)
                for action in Action:
                    sides = (side_of(action),) if told else ()
                    self._worth[not start, model, action] = _summed(parts, action, sides)
        self._topics: Mapping[str, float] = weights.get("topics", {})
        self._about: dict[str, tuple[tuple[str, float], ...]] = {}
        self._subjects = sorted({name.split(" ")[0] for name in self._topics if " " in name})

    def topics(self, traits: Iterable[str], named: Callable[[str, Iterable[str]], list[str]]) -> dict[str, float]:
        """The points of each topic that any trait speaks for or against; under "" those of any other."""
        if not self._topics:
            return {}
        start = self._topics.get("", 0.0)
        points = {"": start} | {topic: start + self._topics.get(topic, 0.0) for topic in self._subjects}
        for trait in traits:
            if trait not in self._about:
                self._about[trait] = tuple(
                    (topic, worth)
                    for topic in self._subjects
                    if (worth := sum(self._topics.get(name, 0.0) for name in named(topic, (trait,))[2:]))
                )
            for topic, worth in self._about[trait]:
                points[topic] += worth
        return points

    def weigh(self, model: str, action: Action, traits: Iterable[str], *, by_rules: bool) -> float:
        """The sum that says whether a pair is a claim, whether it leads, or is of a stage."""
        base, worth = self._worth[by_rules, model, action]
        get = worth.get
        for trait in traits:
            base += get(trait, 0.0)
        return base


def _summed(
    parts: Mapping[str, Mapping[str, float]], action: Action, prefixes: Iterable[str]
) -> tuple[float, dict[str, float]]:
    """What an action has to begin with, and what each trait adds: alone, by who acts, by the action."""
    begin = parts.get("begin", {})
    start = begin.get("", 0.0) + begin.get(action.value, 0.0)
    worth: dict[str, float] = {}
    for prefix in ("", *prefixes, action.value):
        for trait, value in parts.get(prefix, {}).items():
            worth[trait] = worth.get(trait, 0.0) + value
    return start, worth


def _parts(weights: Mapping[str, float], *, told: bool) -> dict[str, dict[str, float]]:
    """Weights by what stands before the trait (nothing, who acts, the action), as far as a trait is ever asked so.

    Under "begin" are those of no trait: of all, and of an action as such.
    """
    heads = {"hit", "own", "wide", *(one.value for one in Action)}
    parts: dict[str, dict[str, float]] = {}
    for name, value in weights.items():
        prefix, _, trait = name.partition(" ")
        if name in heads or not name:
            parts.setdefault("begin", {})[name] = value
            continue
        if prefix not in heads or not trait:
            prefix, trait = "", name
        if _asked(prefix, trait, told=told):
            parts.setdefault(prefix, {})[trait] = value
    return parts


def _asked(prefix: str, trait: str, *, told: bool) -> bool:
    """Whether `told_by` (or `timed_by`) ever gives this prefix to this trait."""
    head = trait.partition(":")[0]
    if not told:
        return prefix == "" or (prefix not in _SIDES and trait.startswith(_TIMED_BY_ACTION))
    if head == "word":
        return prefix not in {"", *_SIDES}
    if prefix == "":
        return head not in _BY_SIDE
    return head in (_BY_SIDE if prefix in _SIDES else _BY_ACTION)


def weights_of(path: Path) -> Weights:
    """The weights of a file; none if it is not there, and then only the written rules decide."""
    if not path.is_file():
        return {}
    try:
        found: Weights = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CatalogError(f"{path.name}: {error}; make it anew with python -m feeds.understand.learn") from error
    return found
