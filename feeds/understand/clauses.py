"""Pairs each word of action with each company, class of services or nobody it may be about. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from feeds.catalog import Catalog, Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.catalog.weighing import side_of
from feeds.model import Action
from feeds.understand.acts import rules
from feeds.understand.links import have_of, link
from feeds.understand.mentions import Scene, Sentence, lists, standing_for_state
from feeds.understand.pair import ACTIONS, Pair, Target
from feeds.understand.timing import relative, standing, surroundings, timing_of
from feeds.understand.traits import of_target, of_trigger
from feeds.understand.wording import Words, around, beside, between, words_of

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
# German words that are verb or participle, and what follows the participle
_EITHER_DE = re.compile(r"(?:blockiert|zensiert|untersagt|verbannt)$", re.IGNORECASE)
_AFTER_DE = re.compile(r"\W*(?:$|\n)|\s*[.,:;!?–—]|\s(?:in|im|wegen|von|durch|nach|seit|ab|und|auf)\b")
_VERB_ID = frozenset(
    ["akan", "bakal", "resmi", "telah", "sudah", "mulai", "kembali", "tidak", "tak", "bisa", "ingin", "siap", "ancam"]
)
_ORDERED, _PARTS = frozenset(["inf", "noun", "weak-noun"]), re.compile(r"[,;:.]")
_MOST_PAIRS, _LIFT_REACH, _LIFT_REACH_DE = 90, 30, 70
# where words of an end name what ended; where what ends a block may stand far from it, and where it stands after it
_TOLD_FREED = frozenset(["tr", "uk", "id"])
_FAR_LIFTS, _LIFTS_AFTER = frozenset(["de", "tr"]), frozenset(["tr", "id"])


# what leads from a service to its owner
_OWNER_TOLD = frozenset(["de", "fr", "es", "pt", "it"])
_OWNED_BY = re.compile(
    r"\s?[,(–—]\s?[^.,;:]{0,20}?\b(?:propriété|propiedad|propriedade|proprietà|filiale|filial|tochter\w*|besitz|"
    r"détenue?s?|contrôlée?s?|controlad[ao]s?|controllat[aoie]|appartient|appartenant|pertenece|perteneciente|pertence|"
    r"pertencente|appartiene|gehört)\s(?:de[ls]?|du|d[aio]|dell?[aeo]?|par|por|von|vom|des|zu[mr]?|à|au|al?|ao)\s?"
    r"(?:['’]|(?:\w+\s){0,2})",
    re.IGNORECASE,
)


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
        alone = len(targets) == 1 and scene.of_rules is None
        words: Words | None = None
        for action, trigger, lifted in triggers:
            weak = trigger.form.startswith("weak")
            worth = [one for one in targets if not (_idle(action, one[0], alone=alone) or (weak and one[0].carried))]
            if worth and not (weak and action in strong):
                words = words or words_of(scene, sentence)
                found += _of_trigger(scene, sentence, action, trigger, lifted, worth, words)
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
    words: Words,
) -> Iterator[Pair]:
    """One word of action with each target worth weighing."""
    near = tuple(surroundings(scene, sentence, trigger))
    worded = tuple(around(words, trigger.start, trigger.end))
    told = (*of_trigger(scene, sentence, trigger, lifted=lifted), *near, *worded)
    timing = (*timing_of(scene, sentence, trigger, near), *worded)
    for target, of, stands in targets:
        features = (*told, *of, *(_linked(scene, sentence, action, trigger, target, words) if target.named else ()))
        timed = (*timing, *stands, *relative(scene, trigger, target))
        for company in target.companies or (None,):
            yield Pair(action, company, trigger, sentence, target, features, timed)


def _linked(
    scene: Scene, sentence: Sentence, action: Action, trigger: Hit, target: Target, words: Words
) -> Iterator[str]:
    """How the two stand to each other, and the words about them."""
    yield from link(scene, sentence, action, trigger, target)
    if target.carried:
        return
    yield from beside(words, target.start, target.end)
    if target.end <= trigger.start:
        yield from between(words, target.end, trigger.start, "b")
    else:
        yield from between(words, trigger.end, target.start, "a")


def _idle(action: Action, target: Target, *, alone: bool) -> bool:
    """Whether a pair is not worth weighing: nobody where somebody may be meant, a class where only a company can act.

    `alone`: nothing is named, and no written rules tell whether the act is told of all.
    """
    side = side_of(action)
    if target.named:
        return side == "own" and not target.companies
    return side != "wide" and not alone


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
        said: tuple[str, ...] = ("rule:none",) if one is None else ("rule:yes",)
        if one is not None and pair.company is None and any(one.companies):
            said = ("rule:others", *said)
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
    blocks = [hit for hit in sentence.of("block", "throttle") if scene.lang != "ru" or hit.form != "weak"]
    lifted: set[Hit] = set()
    for lift in sentence.of("lift"):
        for block in blocks:
            gap = block.start - lift.end if block.start >= lift.end else lift.start - block.end
            gap *= 3 if scene.lang == "zh" else 1
            if 0 <= gap <= (_LIFT_REACH_DE if scene.lang in _FAR_LIFTS else _LIFT_REACH) and _lifts(
                lift, block, blocks, ends_after=scene.lang in _LIFTS_AFTER
            ):
                lifted |= {block, lift}
                yield (
                    Action.UNBLOCK,
                    lift._replace(start=min(lift.start, block.start), end=max(lift.end, block.end)),
                    True,
                )
                break
    at_store = _at_store(sentence, catalog)
    partly = {hit.start for hit in sentence.of("throttle") if hit.form == "partly"}
    levied = partly | {hit.end + 1 for hit in sentence.of("fine")}
    void = [(hit.start, hit.end) for hit in sentence.of("void")]
    freed = [
        (hit.start, hit.end)
        for hit in sentence.of("unblock")
        if scene.lang in _TOLD_FREED and not hit.form.startswith("weak")
    ]
    spans = {(hit.start, hit.end) for hit in lifted}
    for hit in (_settled(one, scene, sentence) for one in sentence.hits):
        if hit.kind not in ACTIONS or (hit.form == "store" and not at_store):
            continue
        # "ceza kesti", cut a fine, cuts nothing off; what is partly blocked is slowed
        other = hit.kind == "block" and hit.start in (levied if hit.form.startswith("weak") else partly)
        if other or any(start < hit.end and hit.start < end for start, end in void):
            continue
        if scene.lang == "zh" and hit.end - hit.start == 1 and not _sign_of(hit, sentence):
            continue
        if hit.kind == "order" and scene.lang in {"es", "pt"} and _orders_block(hit, sentence, scene):
            continue
        if hit.kind == "block" and any(start <= hit.start and hit.end <= end for start, end in freed):
            yield Action.BLOCK, hit._replace(form="lifted"), False
            continue
        if (hit.start, hit.end) in spans and hit.kind in {"block", "unblock", "throttle"}:
            if hit.kind == "block":
                yield Action.BLOCK, hit._replace(form="lifted"), False
            continue
        yield Action(hit.kind), hit, False


def _orders_block(hit: Hit, sentence: Sentence, scene: Scene) -> bool:
    """Whether a word of order only leads to the block that is ordered: "ordena bloquear X", "determina a suspensão"."""
    for one in sentence.of("block", "unblock"):
        between = scene.text[hit.end : one.start]
        if hit.end < one.start < hit.end + _LIFT_REACH and one.form in _ORDERED and not _PARTS.search(between):
            return not any(hit.end <= spot.start < one.start for spot in sentence.companies)
    return False


def _lifts(lift: Hit, block: Hit, blocks: list[Hit], *, ends_after: bool) -> bool:
    """Whether a word ends a block: one that may itself mean a block ("suspends") does so only to a noun beside it.

    `ends_after`: such a noun may stand before it too, as where the verb comes last or a passive is what is usual.
    """
    if any(one.start == lift.start for one in blocks):
        if ends_after and block.form.endswith("noun") and lift.start >= block.end:
            return True
        return block.form.endswith("noun") and 0 <= block.start - lift.end <= _LIFT_REACH // 2
    return block.form != "verb" or lift.end <= block.start


def _settled(hit: Hit, scene: Scene, sentence: Sentence) -> Hit:
    """A word that may be verb or noun ("ban"), as the word before it tells."""
    if hit.kind in {"throttle", "unblock"} and hit.form.startswith("weak") and _of_access(hit, sentence):
        return hit._replace(kind="block" if hit.kind == "throttle" else hit.kind, form="passive")
    if scene.lang == "de":
        return _german(hit, scene, sentence)
    if scene.lang in {"fr", "it", "es", "pt"} and have_of(scene, sentence, hit):
        return hit._replace(form="verb" if hit.form == "passive" else "weak")
    if scene.lang == "ar" and hit.form in {"verb", "weak"} and "\u064f" in scene.text[hit.start : hit.start + 4]:
        return hit._replace(form="passive" if hit.form == "verb" else "weak-passive")
    if hit.form != "either":
        return hit
    if scene.lang == "id":
        return hit._replace(form="verb" if _acts_before(hit, scene, sentence) else "noun")
    before = scene.text[max(sentence.start, hit.start - 16) : hit.start].lower().split()
    verb = bool(before) and before[-1] in _BEFORE_VERB
    verb = verb or any(hit.start - 2 <= one.end <= hit.start for one in sentence.of("state"))
    if scene.lang in {"es", "pt"}:
        states = (one for one in sentence.spots if standing_for_state(one))
        verb = verb or any(hit.start - 2 <= one.end <= hit.start for one in states)
    return hit._replace(form="verb" if verb else "noun")


def _german(hit: Hit, scene: Scene, sentence: Sentence) -> Hit:
    """A German word as its capital tells, or what stands about it: "das Verbot", "verbot"; "sperrt X", "X gesperrt"."""
    word = scene.text[hit.start : hit.end]
    if hit.start > sentence.start + 1 and " " not in word and not word.isupper():
        if hit.form == "noun" and word[0].islower():
            return hit._replace(form="inf" if word.endswith("en") else "verb")
        if hit.form in {"verb", "inf", "passive"} and word[0].isupper():
            return hit._replace(form="noun")
    if hit.form != "passive" or not _EITHER_DE.match(word):
        return hit
    helped = any(one.kind in {"passive", "have"} and abs(one.start - hit.start) < 120 for one in sentence.hits)
    return hit if helped or _AFTER_DE.match(scene.text, hit.end) else hit._replace(form="verb")


def _sign_of(hit: Hit, sentence: Sentence) -> bool:
    """Whether a Chinese verb of one sign has its object right behind it, so is no part of another word."""
    return any(0 <= spot.start - hit.end <= 1 for spot in sentence.companies) and not any(
        one.start <= hit.start and hit.end <= one.end and one.end - one.start > 1 for one in sentence.hits
    )


def _acts_before(hit: Hit, scene: Scene, sentence: Sentence) -> bool:
    """Whether right before an Indonesian word without its prefix stands whoever does it, or a sign of a verb."""
    ends = [spot.end for spot in sentence.spots if spot.name.kind is Kind.COMPANY or standing_for_state(spot)]
    if any(hit.start - 2 <= end <= hit.start for end in [*ends, *(one.end for one in sentence.of("state"))]):
        return True
    words = scene.text[max(sentence.start, hit.start - 16) : hit.start].lower().split()
    return bool(words) and words[-1] in _VERB_ID


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
    here = [_target(group) for group in lists(scene.text, _without_owners(scene, sentence))]
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


def _without_owners(scene: Scene, sentence: Sentence) -> list[Spot]:
    """The companies of a sentence, but for those told of only as owners: "TikTok, propriété de ByteDance"."""
    spots = sentence.companies
    if scene.lang not in _OWNER_TOLD:
        return spots
    return spots[:1] + [
        spot for before, spot in pairwise(spots) if not _OWNED_BY.fullmatch(scene.text, before.end, spot.start)
    ]


def _target(group: list[Spot], carried: str = "") -> Target:
    ids = tuple(dict.fromkeys(spot.name.id for spot in group))
    return Target(ids, group[0].start, group[-1].end, carried)
