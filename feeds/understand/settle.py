"""Brings the claims of one text into line with each other: what one act implies for another. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from feeds.catalog import Catalog
from feeds.model import Action, Role, Stage
from feeds.understand.weigh import Weighed

# what a company does itself: told of a service, it is not told of its owner as well
WHOLE = 1.1
OWN = (Action.REFUSE, Action.COMPLY)


def settle(claims: Iterable[Weighed], catalog: Catalog) -> list[Weighed]:
    """The claims that hold together, in their order."""
    told = list(claims)
    freed = {
        one.pair.company
        for one in told
        if one.pair.action is Action.UNBLOCK and one.stage in {Stage.ACTUAL, Stage.PAST}
    }
    cut = any(one.pair.action is Action.SHUTDOWN for one in told)
    named = {(one.pair.action, one.pair.sentence.start) for one in told if one.pair.company is not None}
    refused = {one.pair.company for one in told if one.pair.action is Action.REFUSE}
    # what is partly blocked is slowed: of the two the surer is told
    slowed = {
        mine: {one.pair.company: one.sure for one in told if one.pair.action is other and one.stage is Stage.ACTUAL}
        for mine, other in ((Action.BLOCK, Action.THROTTLE), (Action.THROTTLE, Action.BLOCK))
    }
    own = {
        action: [one.pair.company for one in told if one.pair.action is action and one.pair.company] for action in OWN
    }
    kept = []
    for one in told:
        pair = one.pair
        if pair.action is Action.COMPLY and pair.company in refused and _negated(one):
            continue
        if pair.action is Action.BLOCK and pair.company in freed and _ended(one) and not _before_its_end(one, told):
            one = replace(one, stage=Stage.PAST, role=Role.BACKGROUND)  # noqa: PLW2901
        if pair.action in OWN and any(pair.company in catalog.owned_by(other) for other in own[pair.action]):
            continue
        if pair.action in slowed and slowed[pair.action].get(pair.company, 0.0) > one.sure:
            continue
        if pair.company is None and pair.action is Action.BLOCK and cut and "class" not in pair.features:
            continue
        if pair.company is None and (pair.action, pair.sentence.start) in named and not _whole_class(one):
            continue
        kept.append(one)
    return kept + _rulings(kept)


def _whole_class(one: Weighed) -> bool:
    """Whether a class is surely hit beside those of it that are named: "all chat apps, Viber among them"."""
    return "class" in one.pair.features and "rule:yes" in one.pair.features[-2:] and one.sure >= WHOLE


def _negated(one: Weighed) -> bool:
    """Whether a promise is told as not given: "declined to comply"."""
    return any(feature.startswith(("not:close", "deny:close")) for feature in one.pair.timing)


def _ended(one: Weighed) -> bool:
    """Whether a block told beside its end is told as what ended."""
    return one.pair.trigger.form == "lifted" or (one.stage is not Stage.THREAT and one.pair.sentence.place > 0)


def _before_its_end(one: Weighed, told: list[Weighed]) -> bool:
    """Whether a block is the news, by the written rules, and its end is told in passing, further on."""
    if one.role is not Role.LEAD or "rule:lead" not in one.pair.timing:
        return False
    ends = [other for other in told if other.pair.action is Action.UNBLOCK and other.pair.company == one.pair.company]
    return all(
        "rule:background" in end.pair.timing and end.pair.sentence.start > one.pair.sentence.start for end in ends
    )


def _rulings(told: list[Weighed]) -> list[Weighed]:
    """A court that lifts a ban rules on it."""
    ruled = {one.pair.company for one in told if one.pair.action is Action.RULING}
    return [
        replace(one, pair=replace(one.pair, action=Action.RULING))
        for one in told
        if one.pair.action is Action.UNBLOCK
        and one.stage is Stage.ACTUAL
        and one.pair.company not in ruled
        and "court:before" in one.pair.features
    ]
