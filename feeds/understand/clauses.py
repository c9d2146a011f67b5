"""Pairs each word of action with each company it may be about, and tells how they stand to each other. Pure.

A pair's features are named in words; what each is worth is learned (see learn.py) and kept in weights.json.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from feeds.catalog import Catalog, Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action
from feeds.understand.acts import rules
from feeds.understand.links import company_acts, link
from feeds.understand.mentions import Scene, Sentence, lists, standing_for_state

ACTIONS = frozenset(action.value for action in Action)
_NOT_NEAR = frozenset(
    ["state", "court", "class", "scope", "at", "use", "by", "lift", "passive", "said", "store", "void"]
)
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
_MOST_PAIRS = 90
_NEAR = 60
_STOP = re.compile(r"[,;:–—。，]")
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an action may be about: companies told in one breath, a class of services, or nobody by name."""

    companies: tuple[str, ...]
    start: int = -1
    end: int = -1
    carried: str = ""

    @property
    def named(self) -> bool:
        """Whether it stands in the text at all."""
        return self.start >= 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of action and the company it may be about (None: a class of services, or none named)."""

    action: Action
    company: str | None
    trigger: Hit
    sentence: Sentence
    target: Target
    features: tuple[str, ...]
    timing: tuple[str, ...]


def pairs(scene: Scene, catalog: Catalog) -> list[Pair]:
    """Every pair worth weighing, at most a fixed number, each with what the written rules say of it."""
    found: list[Pair] = []
    for number, sentence in enumerate(scene.sentences):
        triggers = list(_triggers(scene, sentence, catalog))
        if not triggers:
            continue
        targets = _targets(scene, sentence, number)
        for action, trigger, lifted in triggers:
            near = tuple(_surroundings(scene, sentence, trigger))
            timing = tuple(timing_of(scene, sentence, trigger, near))
            for target in targets:
                features = tuple(_features(scene, sentence, action, trigger, lifted, target, catalog))
                timed = (*timing, *_standing(scene, target), *_relative(scene, trigger, target))
                for company in target.companies or (None,):
                    found.append(Pair(action, company, trigger, sentence, target, (*features, *near), timed))
        if len(found) > _MOST_PAIRS:
            break
    return _ruled(found, scene, catalog)


def _ruled(found: list[Pair], scene: Scene, catalog: Catalog) -> list[Pair]:
    """The pairs with the verdict of the written rules, and those that only the rules see."""
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
            timing = (f"rule:{one.stage}", f"rule:{one.role}", "rule:alone", *_standing(scene, target))
            told.append(Pair(action, company, one.trigger, one.sentence, target, ("rule:yes", "rule:alone"), timing))
    return told


def _triggers(scene: Scene, sentence: Sentence, catalog: Catalog) -> Iterator[tuple[Action, Hit, bool]]:
    """The words of action, and whether they stand for the end of another: "lifts" beside "the ban"."""
    blocks = sentence.of("block")
    lifted: set[Hit] = set()
    for lift in sentence.of("lift"):
        for block in blocks:
            gap = block.start - lift.end if block.start >= lift.end else lift.start - block.end
            if 0 <= gap <= _NEAR // 2 and (block.form != "verb" or lift.end <= block.start):
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


def _settled(hit: Hit, scene: Scene, sentence: Sentence) -> Hit:
    """A word that may be verb or noun ("ban"), as the word before it tells."""
    if hit.form != "either":
        return hit
    before = scene.text[max(sentence.start, hit.start - 16) : hit.start].lower().split()
    verb = bool(before) and before[-1] in _BEFORE_VERB
    verb = verb or any(hit.start - 2 <= one.end <= hit.start for one in sentence.of("state"))
    return replace(hit, form="verb" if verb else "noun")


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


def _features(
    scene: Scene, sentence: Sentence, action: Action, trigger: Hit, lifted: bool, target: Target, catalog: Catalog
) -> Iterator[str]:
    """How the pair stands, each trait by its name."""
    yield "form:lift" if lifted else f"form:{trigger.form}"
    yield f"word:{scene.lang}:{_plain(scene.text[trigger.start : trigger.end])}"
    yield f"place:{min(sentence.place, 3)}"
    yield from _actors(sentence, trigger)
    if company_acts(scene, sentence, trigger):
        yield "actor:company"
    if not target.named:
        yield "nobody"
        yield from _nobody(scene, sentence)
        return
    yield from link(scene, sentence, action, trigger, target)
    if not target.companies:
        yield "class"
        yield from _nobody(scene, sentence)
        return
    yield from _company(scene, sentence, target, catalog)


def _plain(word: str) -> str:
    """A trigger's word, cut to what its forms share."""
    return word.lower()[:14] if " " in word else word.lower()[:7]


def _surroundings(scene: Scene, sentence: Sentence, trigger: Hit) -> Iterator[str]:
    """Doubt, denial, time and question around the trigger."""
    for hit in sentence.hits:
        if hit.kind in _NOT_NEAR or hit.kind in ACTIONS:
            continue
        if trigger.start <= hit.start < trigger.end:
            continue
        gap = trigger.start - hit.end
        if 0 <= gap < 25 and not _STOP.search(scene.text[hit.end : trigger.start]):
            yield f"{hit.kind}:close"
        elif 0 <= gap < _NEAR:
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


def timing_of(scene: Scene, sentence: Sentence, trigger: Hit, near: tuple[str, ...]) -> Iterator[str]:
    """What tells whether an act is news or history, done or feared: for stage and role."""
    yield f"place:{min(sentence.place, 3)}"
    yield f"place:{'first' if sentence is scene.sentences[0] else 'next' if sentence is scene.sentences[1] else 'later'}"
    yield f"form:{trigger.form}"
    yield from near
    words = scene.text[sentence.start : sentence.end]
    if scene.lang == "en" and scene.text.endswith(" to ", 0, trigger.start):
        yield "shape:to"
    if sentence.place == 0 and sentence.of("said"):
        yield "title:said"
    yield f"shape:{_shape(scene.text[trigger.start : trigger.end], scene.lang)}"
    if trigger.end > sentence.start + 0.6 * len(words) and len(words) > 60:
        yield "tail"
    earlier = any(hit.kind in ACTIONS and hit.end <= trigger.start for hit in sentence.hits)
    yield "action:later" if earlier else "action:first"
    if sentence.place > 0 and scene.sentences[0].place == 0:
        same = any(hit.kind == trigger.kind for hit in scene.sentences[0].hits)
        other = any(hit.kind in ACTIONS for hit in scene.sentences[0].hits)
        yield "title:same" if same else "title:other" if other else "title:none"


_FUTURE = {
    "tr": re.compile("(?:ecek|acak|ebilir|abilir|meli|malı)"),
    "es": re.compile("(?:rá|rán)$"), "pt": re.compile("(?:rá|rão)$"), "it": re.compile("(?:rà|ranno)$"),
    "fr": re.compile("(?:ra|ront|rait)$"),
}  # fmt: skip


_RELATIVE = re.compile(r",?\s(?:which|that|who|котор\w+|який|яка|яке|які|que|qui|o qual|che|yang)\b", re.IGNORECASE)


def _relative(scene: Scene, trigger: Hit, target: Target) -> Iterator[str]:
    """Whether an act is told in a clause that only describes: "LinkedIn, which has been blocked since 2016"."""
    between = scene.text[target.end : trigger.start] if target.named and target.end <= trigger.start else ""
    if between and not target.carried and _RELATIVE.match(between):
        yield "relative"


def _standing(scene: Scene, target: Target) -> Iterator[str]:
    """Whether the text opens with the company, with another, or with none: the news is of whom it opens with."""
    if not target.companies:
        yield "opens:class"
        return
    ids = set(target.companies)
    for sentence in scene.sentences[:2]:
        named = {spot.name.id for spot in sentence.companies}
        which = "first" if sentence is scene.sentences[0] else "second"
        yield f"opens:{which}-with-it" if named & ids else f"opens:{which}-with-other" if named else f"opens:{which}-with-none"


def _shape(word: str, lang: str) -> str:
    """The ending of a verb, which tells its time."""
    first = word.split(" ")[0].lower()
    if lang == "en":
        return next((end for end in ("ed", "ing", "s") if first.endswith(end)), "bare")
    if lang in {"ru", "uk"}:
        return next(
            (end for end in ("ла", "ли", "ло", "л", "ть", "ет", "ют", "ит", "ят", "в") if first.endswith(end)), "other"
        )
    return "future" if lang in _FUTURE and _FUTURE[lang].search(first) else "any"


def _actors(sentence: Sentence, trigger: Hit) -> Iterator[str]:
    """Who may be acting: a state's body before or after the trigger."""
    before = after = False
    for spot in sentence.spots:
        if standing_for_state(spot):
            before, after = before or spot.end <= trigger.start, after or spot.start >= trigger.end
            if spot.name.kind is Kind.REGULATOR:
                yield "regulator"
    for hit in sentence.hits:
        if hit.kind in {"state", "court"}:
            if 0 <= hit.start - trigger.end < 18 and trigger.form == "verb":
                yield "state-as-object"
            yield f"{hit.kind}:{'before' if hit.end <= trigger.start else 'after'}"
            before = before or hit.end <= trigger.start
        if hit.kind == "scope" and 0 <= hit.start - trigger.end < 25:
            yield "scope:after"
        if hit.kind == "scope" and 0 <= trigger.start - hit.end < 18:
            yield "scope:before"
    yield "actor:before" if before else "actor:none" if not after else "actor:after"


def _nobody(scene: Scene, sentence: Sentence) -> Iterator[str]:
    """Whether companies are named where nobody, or only a class, is taken for the one acted on."""
    yield "companies:some" if sentence.companies else "companies:none"
    if not scene.ids(Kind.COMPANY):
        yield "companies:nowhere"
    if not sentence.of("class"):
        yield "companies:no-class"


def _company(scene: Scene, sentence: Sentence, target: Target, catalog: Catalog) -> Iterator[str]:
    """What is known of the company: where else it stands, whose it is."""
    ids = set(target.companies)
    if scene.sentences[0].place == 0 and any(spot.name.id in ids for spot in scene.sentences[0].companies):
        yield "in-title"
    others = set(scene.ids(Kind.COMPANY)) - ids
    yield "company:only" if not others else "company:few" if len(others) < 3 else "company:many"
    if any(owner in ids for other in others for owner in catalog.owned_by(other)):
        yield "owner-of-another"
    if any(owner in others for mine in ids for owner in catalog.owned_by(mine)):
        yield "owned-by-another"
    kinds = {kind for mine in ids if mine in catalog.companies for kind in catalog.companies[mine].kinds}
    for kind in ("telecom", "app-store", "bank"):
        if kind in kinds:
            yield f"kind:{kind}"
    if kinds & {"newspaper", "news-agency", "broadcaster", "news-site"}:
        yield "kind:media"
    if len(ids) > 1:
        yield "listed"
