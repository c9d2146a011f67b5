"""How a company and a word of action stand to each other, trait by trait, each named in words. Pure.

What each trait is worth is learned (see learn.py) and kept in weights.json.
"""

from collections.abc import Iterator

from feeds.catalog import Catalog
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.understand.links import ARABIC_VERBS, company_acts
from feeds.understand.mentions import Scene, Sentence, standing_for_state
from feeds.understand.pair import Target


def of_trigger(scene: Scene, sentence: Sentence, trigger: Hit, *, lifted: bool) -> Iterator[str]:
    """What a word of action brings along, whomever it is about."""
    yield "form:lift" if lifted else f"form:{trigger.form}"
    yield f"word:{scene.lang}:{_plain(scene.text[trigger.start : trigger.end])}"
    yield f"place:{min(sentence.place, 3)}"
    yield from _actors(sentence, trigger, verb_first=scene.lang == "ar" and trigger.form in ARABIC_VERBS)
    if company_acts(scene, sentence, trigger):
        yield "actor:company"


def of_target(scene: Scene, sentence: Sentence, target: Target, catalog: Catalog) -> Iterator[str]:
    """What a target brings along, whatever is done to it."""
    if target.companies:
        yield from _company(scene, sentence, target, catalog)
        return
    yield "class" if target.named else "nobody"
    yield from _nobody(scene, sentence)


def _plain(word: str) -> str:
    """A trigger's word, cut to what its forms share."""
    return word.lower()[:14] if " " in word else word.lower()[:7]


def _actors(sentence: Sentence, trigger: Hit, *, verb_first: bool) -> Iterator[str]:
    """Who may be acting: a state's body before or after the trigger; where the verb comes first, right after it."""
    before = after = False
    for spot in sentence.spots:
        if standing_for_state(spot):
            first = verb_first and 0 <= spot.start - trigger.end < 60
            before, after = before or first or spot.end <= trigger.start, after or spot.start >= trigger.end
            if spot.name.kind is Kind.REGULATOR:
                yield "regulator"
    for hit in sentence.hits:
        if hit.kind in {"state", "court"}:
            near = 0 <= hit.start - trigger.end < 18 and trigger.form == "verb"
            if verb_first and 0 <= hit.start - trigger.end < 40:
                before = True
                yield f"{hit.kind}:before"
                continue
            if near and not any(trigger.end <= spot.start < hit.start for spot in sentence.companies):
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
    if not scene.named:
        yield "companies:nowhere"
    if not sentence.of("class"):
        yield "companies:no-class"


def _company(scene: Scene, sentence: Sentence, target: Target, catalog: Catalog) -> Iterator[str]:
    """What is known of the company: where else it stands, whose it is."""
    ids = set(target.companies)
    if scene.sentences[0].place == 0 and any(spot.name.id in ids for spot in scene.sentences[0].companies):
        yield "in-title"
    others = scene.named - ids
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
