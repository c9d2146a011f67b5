"""Pairs each word of action with each company, class of services or nobody it may be about. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from feeds.catalog import Catalog, Spot
from feeds.catalog.speech import Hit
from feeds.catalog.weighing import side_of
from feeds.model import Action
from feeds.understand.acts import rules
from feeds.understand.links import link
from feeds.understand.mentions import Scene, Sentence, lists
from feeds.understand.pair import ACTIONS, Pair, Target
from feeds.understand.timing import relative, standing, surroundings, timing_of
from feeds.understand.traits import of_target, of_trigger

_BEFORE_VERB = frozenset(
    [
        "to",
        "will",
        "would",
        "may",
        "might",
        "could",
        "can",
        "should",
        "must",
        "not",
        "and",
        "or",
        "cannot",
        "did",
        "does",
        "do",
    ]
)
_MOST_PAIRS, _LIFT_REACH = 90, 30


def pairs(scene: Scene, catalog: Catalog) -> list[Pair]:
    """Every pair worth weighing, at most a fixed number, each with what the written rules say of it."""
    found: list[Pair] = []
    for number, sentence in enumerate(scene.sentences):
        triggers = list(_triggers(scene, sentence, catalog))
        if not triggers:
            continue
        strong = {action for action, trigger, _ in triggers if not trigger.form.startswith("weak")}
        targets = [
            (target, tuple(of_target(scene, sentence, target, catalog)), tuple(standing(scene, target)))
            for target in _targets(scene, sentence, number)
        ]
        for action, trigger, lifted in triggers:
            weak = trigger.form.startswith("weak")
            if not (weak and action in strong):
                found += _of_trigger(scene, sentence, action, trigger, lifted, targets)
        if len(found) > _MOST_PAIRS:
            break
    return _ruled(found, scene, catalog)


def _of_trigger(
    scene: Scene,
    sentence: Sentence,
    action: Action,
    trigger: Hit,
    lifted: bool,
    targets: list[tuple[Target, tuple[str, ...], tuple[str, ...]]],
) -> Iterator[Pair]:
    """One word of action with each target worth weighing."""
    near = tuple(surroundings(scene, sentence, trigger))
    told = (*of_trigger(scene, sentence, trigger, lifted=lifted), *near)
    timing = tuple(timing_of(scene, sentence, trigger, near))
    weak = trigger.form.startswith("weak")
    for target, of, stands in targets:
        if _idle(action, target, len(targets)) or (weak and target.carried):
            continue
        features = (*told, *of, *(link(scene, sentence, action, trigger, target) if target.named else ()))
        timed = (*timing, *stands, *relative(scene, trigger, target))
        for company in target.companies or (None,):
            yield Pair(action, company, trigger, sentence, target, features, timed)


def _idle(action: Action, target: Target, targets: int) -> bool:
    """Whether a pair is not worth weighing: nobody where somebody is named, a class where a company itself must act."""
    side = side_of(action)
    if target.named:
        return side == "own" and not target.companies
    return side != "wide" and targets > 1


def _ruled(found: list[Pair], scene: Scene, catalog: Catalog) -> list[Pair]:
    """The pairs with the verdict of the written rules, and those that only the rules see."""
    if not any(hit.kind in ACTIONS for sentence in scene.sentences for hit in sentence.hits):
        return found
    verdict = rules(scene, catalog)
    if verdict is None:
        return found
    told = []
    for pair in found:
        one = verdict.get((pair.action, pair.company))
        said = ("rule:none",) if one is None else ("rule:yes",)
        timed = () if one is None else (f"rule:{one.stage}", f"rule:{one.role}")
        told.append(replace(pair, features=(*pair.features, *said), timing=(*pair.timing, *timed)))
    known = {(pair.action, pair.company) for pair in found}
    for (action, company), one in verdict.items():
        if (action, company) not in known:
            target = Target((company,) if company else ())
            timing = (f"rule:{one.stage}", f"rule:{one.role}", "rule:alone", *standing(scene, target))
            told.append(Pair(action, company, one.trigger, one.sentence, target, ("rule:yes", "rule:alone"), timing))
    return told


def _triggers(scene: Scene, sentence: Sentence, catalog: Catalog) -> Iterator[tuple[Action, Hit, bool]]:
    """The words of action, and whether they stand for the end of another: "lifts" beside "the ban"."""
    if sentence.of("howto"):
        return
    blocks = sentence.of("block", "throttle")
    lifted: set[Hit] = set()
    for lift in sentence.of("lift"):
        for block in blocks:
            gap = block.start - lift.end if block.start >= lift.end else lift.start - block.end
            if 0 <= gap <= _LIFT_REACH and _lifts(lift, block, blocks):
                lifted |= {block, lift}
                yield (
                    Action.UNBLOCK,
                    replace(lift, start=min(lift.start, block.start), end=max(lift.end, block.end)),
                    True,
                )
                break
    at_store = _at_store(sentence, catalog)
    void = [(hit.start, hit.end) for hit in sentence.of("void")]
    spans = {(hit.start, hit.end) for hit in lifted}
    for hit in (_settled(one, scene, sentence) for one in sentence.hits):
        if hit.kind not in ACTIONS or (hit.form == "store" and not at_store):
            continue
        if any(start < hit.end and hit.start < end for start, end in void):
            continue
        if (hit.start, hit.end) in spans and hit.kind in {"block", "unblock", "throttle"}:
            if hit.kind == "block":
                yield Action.BLOCK, replace(hit, form="lifted"), False
            continue
        yield Action(hit.kind), hit, False


def _lifts(lift: Hit, block: Hit, blocks: list[Hit]) -> bool:
    """Whether a word ends a block: one that may itself mean a block ("suspends") does so only to a noun after it."""
    if any(one.start == lift.start for one in blocks):
        return block.form.endswith("noun") and 0 <= block.start - lift.end <= _LIFT_REACH // 2
    return block.form != "verb" or lift.end <= block.start


def _settled(hit: Hit, scene: Scene, sentence: Sentence) -> Hit:
    """A word that may be verb or noun ("ban"), as the word before it tells."""
    if hit.kind in {"throttle", "unblock"} and hit.form.startswith("weak") and _of_access(hit, sentence):
        return replace(hit, kind="block" if hit.kind == "throttle" else hit.kind, form="passive")
    if hit.form != "either":
        return hit
    before = scene.text[max(sentence.start, hit.start - 16) : hit.start].lower().split()
    verb = bool(before) and before[-1] in _BEFORE_VERB
    verb = verb or any(hit.start - 2 <= one.end <= hit.start for one in sentence.of("state"))
    return replace(hit, form="verb" if verb else "noun")


def _of_access(hit: Hit, sentence: Sentence) -> bool:
    """Whether a weak word is said of access: "access to X was restricted" is a block."""
    return any(-40 < hit.start - one.end < 40 or -40 < one.start - hit.end < 40 for one in sentence.of("access"))


def _at_store(sentence: Sentence, catalog: Catalog) -> bool:
    """Whether a sentence speaks of an app store."""
    return bool(sentence.of("store")) or any(
        "app-store" in catalog.companies[spot.name.id].kinds for spot in sentence.companies
    )


def _targets(scene: Scene, sentence: Sentence, number: int) -> list[Target]:
    """Whom an action in this sentence may be about: companies and classes here, else those just named; and nobody."""
    here = [_target(group) for group in lists(scene.text, sentence.companies)]
    classes = [
        Target((), hit.start, hit.end)
        for hit in sentence.of("class")
        if not any(hit.start < one.end + 12 and one.start - 12 < hit.end and one.companies for one in here)
    ]
    if not here:
        for before in reversed(scene.sentences[:number]):
            if before.companies:
                how = "carried-title" if before.place == 0 else "carried"
                here = [_target(group, how) for group in lists(scene.text, before.companies)[:3]]
                break
    return [*here, *classes[:3], Target(())]


def _target(group: list[Spot], carried: str = "") -> Target:
    ids = tuple(dict.fromkeys(spot.name.id for spot in group))
    return Target(ids, group[0].start, group[-1].end, carried)
