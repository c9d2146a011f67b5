"""What English tells plainly of suits, payments, orders and rulings, whatever the weights hold. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from feeds.model import Action, Role, Stage
from feeds.understand.mentions import Scene, lists
from feeds.understand.pair import Target
from feeds.understand.subject import SUIT
from feeds.understand.text import turn
from feeds.understand.weigh import Weighed

_SETTLES = turn(r"\b(?:settl\w+|agree[sd]? to pay|agreement with|deal)\b")
_PENALTY = turn(r"\b(?:fine[sd]?|penal\w+|sanction\w*)\b")
_OWED = turn(r"\b(?:tax(?:es)?|damages|royalt\w+|compensat\w+|copyright|patent|lawsuit|victims)\b")
_RULED_ON = turn(
    r"\b(?:reject\w*|annul\w*|overturn\w*|quash\w*|upheld|uphold\w*|stay(?:s|ed)|str(?:uck|ikes) down|dismiss\w*|"
    r"sets? aside|appeal\w*|fight|challeng\w*|ruling|lambast\w*|welcom\w*|critici\w*|slam\w*|condemn\w*)\b"
    r"(?:(?!\bafter\b)[^.;]|\.(?=\d))*$"
)
_REACTS = turn(r"\b(?:welcom\w*|critici\w*|slam\w*|condemn\w*|lambast\w*|prais\w*|hails?|hailed)\b(?:\W+\w+){0,4}\W*$")
_DECISION = turn(r"^(?:court )?(?:ruling|verdict|judge?ment|decision)")
_NO_BILL = turn(r"\b(?:tax|energy|electricity|phone|water|legal|restaurant) $")
_HIS_SUIT = turn(r"\b(?:his|her|their) (?:\w+ )?$")
_NOT_DONE = turn(r"(?:\bnot|n't|\bfail\w*(?: to)?|\bfailure to|\brefus\w+ to|\bdeclin\w+ to|\bwithout)\W+(?:\w+\W+)?$")
_MULLED = turn(
    r"\b(?:consider\w*|mull\w*|weigh\w*|could|might|threaten\w*|plans? to|ready to|calls? for|called for|urge[sd]?)\b"
    r"(?:\W+\w+){0,4}\W*$"
)
_IF = turn(r"^[^.;]{0,70}\b(?:if|unless|should the)\b")
_ASKS = turn(r"^asks?(?:ed)?$")
_ABOUT = turn(r"\W*(?:\w+\W+){0,3}(?:about|whether|why|how|if)\b")
_ABOUT_CRIME = turn(r"(?:['’]s?)?\W+(?:\w+\W+)?(?:hack\w*|breach|outage|crash|scam|cyberattack)\b")
_TOLD_TO = turn(r"(?: (?:an?|one|\w+|\d+) (?:hour|day|week|month|year)s?)? to ")
_BLOCKING = turn(
    r"\bto (?:block|ban|suspend|restrict|disconnect|shut|stop access|cut)\b|"
    r"\b(?:block|ban|suspension|blocking|closure)(?: (?:on|of|to))?\b|^\W*access to\b"
)
_TO_DO = frozenset([" to ", "s to "])
_AIMED = turn(r"(?: (?:that|which))?(?: (?:to|could|would|will|may))? (?:ban|block|forc|outlaw)\w* ")
_BLOCKED = turn(r"\W+(?:(?!to\b)\w+ )?(?:blocked|banned|suspended|shut)\b")
# an order of a president is a law of its own; "a regulator-ordered report" tells whose report it is
_OTHER_ORDER = turn(r"(?:\bexecutive |\w-)$")
_OF_PERSON = turn(r" (?:in)?to (?:his|her)\b")
_BY_PERSON = turn(r"\b(?:his|her) (?:\w+ )?$")
_BEFORE = 80


def plainly(told: list[Weighed], scene: Scene) -> list[Weighed]:
    """The claims of an English text that its own words bear out, with what they tell besides."""
    kept = [_timed(one, scene) for one in told if not _unborne(one, scene, told)]
    kept = [other for one in kept for other in _of_law(one, scene)]
    return kept + list(_settled(told, scene))


def _words(one: Weighed, scene: Scene) -> str:
    return scene.text[one.pair.sentence.start : one.pair.sentence.end]


def _ahead(one: Weighed, scene: Scene) -> str:
    """What stands before the word of action in its sentence."""
    return scene.text[max(one.pair.sentence.start, one.pair.trigger.start - _BEFORE) : one.pair.trigger.start]


def _trigger(one: Weighed, scene: Scene) -> str:
    return scene.text[one.pair.trigger.start : one.pair.trigger.end]


def _unborne(one: Weighed, scene: Scene, told: list[Weighed]) -> bool:
    """Whether the words around an act say that it is another thing."""
    action = one.pair.action
    if action is Action.PROBE:
        return _private(one, scene) or _of_crime(one, scene) or _of_person(one, scene)
    if action is Action.RULING:
        return bool(one.pair.sentence.of("private")) and SUIT.search(_words(one, scene)) is not None
    if action is Action.ORDER:
        if _OTHER_ORDER.search(_ahead(one, scene)):
            return True
        return _asked(one, scene) or _of_block(one, scene) or (not _told_to(one, scene) and _means(one, told))
    if action is Action.FINE:
        if "owned-by-another" in one.pair.features and _owner_fined(one, told):
            return True
        return one.pair.trigger.form == "pay" and not _PENALTY.search(_words(one, scene)) and _owed(one, scene)
    if action is Action.BLOCK:
        return _doing(one, scene)
    if action is Action.LAW:
        return _NO_BILL.search(_ahead(one, scene)) is not None and _trigger(one, scene).lower() == "bill"
    if action is Action.COMPLY:
        return _NOT_DONE.search(_ahead(one, scene)) is not None
    return False


def _private(one: Weighed, scene: Scene) -> bool:
    """Whether it is a private suit, which is no act of a state."""
    if not SUIT.search(_trigger(one, scene)):
        return False
    sentence = one.pair.sentence
    if sentence.of("state") or "regulator" in one.pair.features or "rule:yes" in one.pair.features:
        return False
    return bool(sentence.of("private")) or "actor:before" not in one.pair.features


def _of_crime(one: Weighed, scene: Scene) -> bool:
    """Whether what is looked into was done to the company: "an inquiry into a leak at Twitter"."""
    return one.pair.target.end > 0 and _ABOUT_CRIME.match(scene.text, one.pair.target.end) is not None


def _of_person(one: Weighed, scene: Scene) -> bool:
    """Whether a person is looked into, or looks into something, and the rules see no company: "an inquiry into her"."""
    if SUIT.search(_trigger(one, scene)) and _HIS_SUIT.search(_ahead(one, scene)):
        return True
    if "rule:none" not in one.pair.features:
        return False
    into = _OF_PERSON.match(scene.text, one.pair.trigger.end)
    return into is not None or _BY_PERSON.search(_ahead(one, scene)) is not None


def _told_to(one: Weighed, scene: Scene) -> bool:
    """Whether the company itself is told to do something: "orders X to block accounts"."""
    return _TOLD_TO.match(scene.text, max(one.pair.target.end, one.pair.trigger.end)) is not None


def _means(one: Weighed, told: list[Weighed]) -> bool:
    """Whether an order is told only as the means of a block of the same service."""
    return any(
        other.pair.company == one.pair.company
        and other.pair.action in {Action.BLOCK, Action.UNBLOCK}
        and other.pair.sentence is one.pair.sentence
        for other in told
    )


def _of_block(one: Weighed, scene: Scene) -> bool:
    """Whether others are told to block the service: "ordered operators to block X", "ordered access to X blocked"."""
    trigger, target = one.pair.trigger, one.pair.target
    if not trigger.end <= target.start:
        return False
    between = scene.text[trigger.end : target.start]
    return _BLOCKING.search(between) is not None or _BLOCKED.match(scene.text, target.end) is not None


def _owner_fined(one: Weighed, told: list[Weighed]) -> bool:
    """Whether the fine is told of the owner of the service as well, and not of both in one breath."""
    return any(
        other.pair.action is Action.FINE
        and other.pair.company != one.pair.company
        and "owner-of-another" in other.pair.features
        and other.pair.target.start != one.pair.target.start
        for other in told
    )


def _doing(one: Weighed, scene: Scene) -> bool:
    """Whether the company is told to block something itself: "orders X to block posts"."""
    end, start = one.pair.target.end, one.pair.trigger.start
    return one.pair.company is not None and 0 < end < start and scene.text[end:start] in _TO_DO


def _of_law(one: Weighed, scene: Scene) -> Iterator[Weighed]:
    """A law with those whom it names at once: "a law that bans X", "the X bill"."""
    if one.pair.action is not Action.LAW or one.pair.company is not None:
        yield one
        return
    trigger = one.pair.trigger
    aimed = _AIMED.match(scene.text, trigger.end)
    end = aimed.end() if aimed else -1
    for group in lists(scene.text, one.pair.sentence.companies):
        if group[0].start == end or group[-1].end == trigger.start - 1:
            for spot in group:
                target = Target((spot.name.id,), spot.start, spot.end)
                yield replace(one, pair=replace(one.pair, company=spot.name.id, target=target))
            return
    yield one


def _asked(one: Weighed, scene: Scene) -> bool:
    """Whether a company is only asked a question."""
    return _ASKS.match(_trigger(one, scene)) is not None and _ABOUT.match(scene.text, one.pair.target.end) is not None


def _owed(one: Weighed, scene: Scene) -> bool:
    """Whether what is paid is a tax, damages or a settlement."""
    words = _words(one, scene)
    return _OWED.search(words) is not None or _SETTLES.search(words) is not None


def _timed(one: Weighed, scene: Scene) -> Weighed:
    """An act with the stage and role that the words before and after it give it."""
    action, trigger = one.pair.action, one.pair.trigger
    if action in {Action.ORDER, Action.FINE} and trigger.form in {"noun", "pay", "verb"}:
        noun = action is Action.FINE or _trigger(one, scene).lower() in {"order", "orders", "court order"}
        if noun and _RULED_ON.search(_ahead(one, scene)):
            return replace(one, role=Role.BACKGROUND)
    if action is Action.RULING and _DECISION.match(_trigger(one, scene)) and _REACTS.search(_ahead(one, scene)):
        return replace(one, role=Role.BACKGROUND)
    if action is Action.LAW:
        stage = next((stage for stage in Stage if f"rule:{stage}" in one.pair.timing), one.stage)
        return replace(one, stage=stage)
    if action is Action.PROBE and one.stage is Stage.ACTUAL and _MULLED.search(_ahead(one, scene)):
        return replace(one, stage=Stage.THREAT)
    if action is Action.REFUSE and _IF.search(scene.text[trigger.end : one.pair.sentence.end]):
        return replace(one, stage=Stage.THREAT)
    return one


def _settled(told: list[Weighed], scene: Scene) -> Iterator[Weighed]:
    """Who pays to settle complies."""
    known = {one.pair.company for one in told if one.pair.action is Action.COMPLY}
    for one in told:
        paid = one.pair.action is Action.FINE and one.pair.trigger.form == "pay" and one.stage is Stage.ACTUAL
        if paid and one.pair.company not in known and _SETTLES.search(_words(one, scene)):
            yield replace(one, pair=replace(one.pair, action=Action.COMPLY))
