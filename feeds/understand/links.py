"""How a company stands to a word of action in a sentence: as the one acted on, the one acting, or a bystander. Pure.

The kinds of link are few and the same in every language, so that what is learned in one serves the others.
"""

import re
from collections.abc import Iterator
from typing import Protocol

from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action
from feeds.understand.mentions import Scene, Sentence, standing_for_state

_BREAK = re.compile(r"[;:–—。]| - ")
_COMMA = re.compile(r"[,،，]")
_ED = re.compile(r"ed$|^(?:shut down|cut off|hit with)$", re.IGNORECASE)
# what follows a participle that ends a headline's statement: "TikTok banned in", "Google fined $5m"
_AFTER_PARTICIPLE = re.compile(
    r"\W*(?:$|(?:in|by|for|over|after|amid|across|from|on|nationwide|again|due|as|at|until|under|because|following|ahead|"
    r"during|temporarily|[$€£₹₽\d]|a?n? ?(?:record|total)|almost|nearly|more than|up to|to pay)\b|[$€£₹])",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\s(?:it|them|lo|los|ihn)\b", re.IGNORECASE)
# what is forbidden is a deed, not a service: "banned Tesla from repeating", "blocked from using"
_CONDUCT = re.compile(r"\W*(?:from|against) (?:\w+ )?\w+ing\b", re.IGNORECASE)
# "threatened Facebook with a block"
_WITH = re.compile(r"\W*with (?:an? |the )?(?:\w+ )?$", re.IGNORECASE)
_SUFFIX = {
    "tr": re.compile(r"['’](?:y?[eaıiuü]|n?[ıiuü]n?|[dt][ae]n?|y?l[ae])\b"),
    "hi": re.compile(r"\s(?:पर|को|की|का|के)\b"),
    "fa": re.compile(r"\s(?:را)\b"),
}  # fmt: skip
_VERB_LAST = frozenset(["tr", "hi", "fa", "ja", "ko"])
_PLURAL_PAST = re.compile("(?:али|или|ели|яли|ули|ыли|или|ют|ят)$")


class Place(Protocol):
    """Where a target stands."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def carried(self) -> str: ...


def link(scene: Scene, sentence: Sentence, action: Action, trigger: Hit, target: Place) -> Iterator[str]:
    """The link's kind, and what makes it less sure."""
    if target.carried:
        yield f"link:{target.carried}"
        yield f"link:{target.carried}-passive" if _impersonal(scene, trigger) else f"link:{target.carried}-active"
        return
    start, end = target.start, target.end
    if _CONDUCT.match(scene.text, max(end, trigger.end)):
        yield "conduct"
    if start < trigger.end and trigger.start < end:
        yield "link:within" if trigger.kind == "lift" else "link:inside"
        return
    if end <= trigger.start:
        between = scene.text[end : trigger.start]
        yield from _before(scene, sentence, trigger, (start, end), between)
        left, right = end, trigger.start
    else:
        between = scene.text[trigger.end : start]
        yield from _after(scene, sentence, trigger, start, between)
        left, right = trigger.end, start
    yield from _between(sentence, action, between, left, right)
    yield from _beside(scene, sentence, start, end)


def _before(scene: Scene, sentence: Sentence, trigger: Hit, place: tuple[int, int], between: str) -> Iterator[str]:
    """The company comes first: acted on if the verb is passive or its ending says so, else it may be acting."""
    start, end = place
    tail = scene.text[end : end + 8]
    marked = scene.lang in _SUFFIX and _SUFFIX[scene.lang].match(tail)
    near = len(between) < 45
    helped = any(hit.kind == "passive" and end <= hit.start and hit.end <= trigger.start for hit in sentence.hits)
    word = scene.text[trigger.start : trigger.end]
    helped = helped and not word.lower().endswith("ing")
    noun = trigger.form in {"noun", "weak-noun"}
    if trigger.form == "pay":
        yield "link:payer" if near else "link:payer-far"
    elif between.strip().lower() == "to" and trigger.form in {"verb", "weak", "weak-verb", "store"}:
        yield "link:doer"
    elif _PRONOUN.match(scene.text, trigger.end):
        yield "link:pronoun"
    elif marked or noun:
        yield "link:marked" if marked else _noun_link(between, near=near)
    elif trigger.form in {"passive", "weak-passive"} or _impersonal(scene, trigger) or (helped and scene.lang != "ru"):
        yield "link:passive" if near else "link:passive-far"
    elif scene.lang == "en" and _ED.search(word) and _AFTER_PARTICIPLE.match(scene.text, trigger.end):
        yield "link:participle" if len(between) < 25 else "link:participle-far"
    elif any(standing_for_state(spot) and spot.end <= start for spot in sentence.spots) or scene.lang in _VERB_LAST:
        yield "link:state-first"
    else:
        yield "link:subject" if near else "link:subject-far"
    if tail.startswith(("'s", "’s", "' ")):
        yield "link:owning"
        if trigger.form not in {"noun", "weak-noun"} and len(between) > 4:
            yield "owned-thing"


def _noun_link(between: str, *, near: bool) -> str:
    """How a company stands before a noun of action: "TikTok ban", "threatened Facebook with a block"."""
    if _WITH.match(between):
        return "link:noun-with"
    if len(between) <= 3:
        return "link:noun-after"
    return "link:noun-later" if near else "link:noun-far"


def _after(scene: Scene, sentence: Sentence, trigger: Hit, start: int, between: str) -> Iterator[str]:
    """The company comes after: acted on if it is near and nothing stands between."""
    words = between.split()
    if trigger.form == "pay":
        yield "link:payee"
    elif _by_agent(trigger, words):
        yield "link:by"
    elif trigger.form in {"noun", "weak-noun"}:
        yield "link:noun-of" if len(between) < 16 else "link:noun-before"
    elif len(between) < 8:
        yield "link:object"
    elif len(between) < 40 or (len(between) < 100 and _described(sentence, trigger.end, start, between)):
        yield "link:object-near"
    else:
        yield "link:object-far"


def _by_agent(trigger: Hit, words: list[str]) -> bool:
    """Whether what follows a verb is introduced as the one who acts: "blocked by X"."""
    if trigger.form in {"noun", "weak-noun"} or trigger.kind == "lift" or not words:
        return False
    return words[-1].lower() in {"by", "от", "por", "par", "von", "da", "oleh"}


def _described(sentence: Sentence, left: int, right: int, between: str) -> bool:
    """Whether all that stands between describes the company: "blocks the websites of the foreign broadcaster X"."""
    return not re.search(r"[,;:()–—.]", between) and all(
        hit.kind in {"class", "scope", "state", "passive"} for hit in sentence.hits if left <= hit.start < right
    )


def _impersonal(scene: Scene, trigger: Hit) -> bool:
    """Whether a Russian or Ukrainian verb is a plural without a subject, which names whom it hits and not who acts."""
    word = scene.text[trigger.start : trigger.end].split(" ")[0].lower()
    return trigger.form in {"passive", "weak-passive"} or (
        scene.lang in {"ru", "uk"} and _PLURAL_PAST.search(word) is not None
    )


def _between(sentence: Sentence, action: Action, between: str, left: int, right: int) -> Iterator[str]:
    """What stands between the two."""
    if _BREAK.search(between) and len(between) > 4:
        yield "between:break"
    elif _COMMA.search(between):
        yield "between:comma"
    if any(left <= spot.start < right for spot in sentence.companies):
        yield "between:company"
    if any(
        left <= hit.start and hit.end <= right and hit.kind in {"use", "at"} and not _place_follows(sentence, hit)
        for hit in sentence.hits
    ):
        yield "between:prep"
    if any(left <= hit.start and hit.end <= right and hit.kind == "scope" for hit in sentence.hits):
        yield "between:scope"
    if any(left <= hit.start and hit.end <= right and hit.kind == "said" for hit in sentence.hits):
        yield "between:said"
    if any(left <= spot.start < right and standing_for_state(spot) for spot in sentence.spots):
        yield "between:state"
    if any(left <= hit.start and hit.end <= right and hit.kind == action.value for hit in sentence.hits):
        yield "between:same"


def _place_follows(sentence: Sentence, hit: Hit) -> bool:
    """Whether a preposition leads to a place ("in Russia"), and so does not part an act from whom it hits."""
    return any(spot.name.kind is Kind.COUNTRY and 0 <= spot.start - hit.end < 14 for spot in sentence.spots)


def company_acts(scene: Scene, sentence: Sentence, trigger: Hit) -> bool:
    """Whether a company stands where the one who acts stands: before an active verb, with no state before it."""
    if trigger.form in {"noun", "weak-noun", "passive", "weak-passive", "store", "pay"} or _impersonal(scene, trigger):
        return False
    if scene.lang in _VERB_LAST:
        return False
    ahead = [spot for spot in sentence.companies if spot.end <= trigger.start]
    if not ahead or ahead[-1].end < trigger.start - 60:
        return False
    if any(standing_for_state(spot) and spot.end <= trigger.start for spot in sentence.spots):
        return False
    if any(hit.kind in {"state", "court"} and hit.end <= trigger.start for hit in sentence.hits):
        return False
    word = scene.text[trigger.start : trigger.end]
    helped = any(
        hit.kind == "passive" and ahead[-1].end <= hit.start and hit.end <= trigger.start for hit in sentence.hits
    )
    if helped and not word.lower().endswith("ing"):
        return False
    return not (_ED.search(word) and _AFTER_PARTICIPLE.match(scene.text, trigger.end))


def _beside(scene: Scene, sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """What stands right beside the company."""
    for hit in sentence.hits:
        if hit.kind == "use" and start - 2 <= hit.end <= start:
            yield "beside:on"
        if hit.kind == "scope" and 0 <= hit.start - end < 4:
            yield "beside:scope"
        if hit.kind == "said" and 0 <= hit.start - end < 4:
            yield "beside:said"
