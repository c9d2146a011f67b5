"""How a company stands to a word of action in a sentence: as the one acted on, the one acting, or a bystander. Pure.

The kinds of link are few and the same in every language, so that what is learned in one serves the others.
"""

import re
from collections.abc import Iterator
from typing import Protocol

from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action
from feeds.understand import turkish
from feeds.understand.mentions import Scene, Sentence, lists, standing_for_state
from feeds.understand.pair import ACTIONS

_BREAK = re.compile(r"[;:–—。]| - ")
# "banni de Tinder": by it and from it
_FROM_FR = re.compile(r"\s(?:de|du)\s", re.IGNORECASE)
_NEXT = 6
_HALT = re.compile(r"[;:–—]|, (?:d(?:ass|er|ie|as)|we(?:il|nn)|nachdem|und|qui|que|che)\b")
_NOUNS = frozenset(["noun", "weak-noun", "either"])
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
_CONDUCT = re.compile(
    r"\W*(?:from|against) (?!(?:\w+ )?(?:operating|doing business|offering|working|trading)\b)(?:\w+ )?\w+ing\b",
    re.IGNORECASE,
)
# "prohíbe a Meta entrenar", "proíbe a Meta de treinar"
_CONDUCT_OF = {
    "es": re.compile(r"\s(?!ayer|primer|cualquier|mujer|lugar|popular)[a-zñ]{2,}(?:ar|er|ir)(?:l[aeo]s?|se)?\b"),
    "pt": re.compile(r"\sde (?!qualquer|lugar|mulher|poder)[a-zç]{2,}(?:ar|er|ir)\b"),
}
# what is owned is itself what a ban hits: "TikTok's app", "Uber's London licence"
_WHOLE = re.compile(
    r"['’]s? (?:[\w-]+ ){0,2}(?:app|apps|web ?sites?|sites?|services?|platforms?|licen[cs]es?|permits?|operations|"
    r"domains?|servers)\b",
    re.IGNORECASE,
)
# "threatened Facebook with a block"
_WITH = re.compile(r"\W*with (?:an? |the )?(?:\w+ )?$", re.IGNORECASE)
_SUFFIX = {
    "tr": re.compile(r"['’](?:y?[eaıiuü]|n?[ıiuü]n?|[dt][ae]n?|y?l[ae])\b"),
    "hi": re.compile(r"\s(?:पर|को|की|का|के|से)(?!\w)"),
    "fa": re.compile(r"\s(?:را)\b"),
}  # fmt: skip
_VERB_LAST = frozenset(["tr", "hi", "fa", "ja", "ko"])
ARABIC_VERBS = frozenset(["verb", "weak", "weak-verb", "store"])
# what leads to whoever did a thing, after a participle only: elsewhere "por" is for or through, "da" is of
_BY_IBERIAN = {"es": frozenset(["por"]), "pt": frozenset(["por", "pelo", "pela", "pelos", "pelas"])}
# what Hindi sets after whoever did a thing
_DOER_HI = re.compile(r"\W{0,2}\s?ने(?!\w)")
# what Chinese sets before whom or what a thing is done to, where that comes before the verb
_OBJECT_ZH = re.compile(r"[对對把将將向给給]\W?$")
# a sign that stands for a whole word or half of one fills the place of three letters
_SIGN = re.compile("[\u3400-\u9fff]")
# the plural before an infinitive that names whom it hits alone: "WhatsApp можуть заблокувати"
_THEY_UK = re.compile(
    r"\b(?:можуть|могли|хочуть|хотіли|планують|планували|збираються|збиралися|мають|повинні|почали|почнуть|вирішили|"
    r"готуються|обіцяють|пообіцяли|пригрозили|погрожують|наказали|закликали|пропонують)\W+(?:\w+\W+){0,2}$"
)
_PLURAL_PAST = re.compile("(?:али|или|ели|яли|ули|ыли|или|ют|ят|ють|ять|уть)$")


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
    if _CONDUCT_OF.get(scene.lang, _CONDUCT).match(scene.text, max(end, trigger.end)):
        yield "conduct"
    if start < trigger.end and trigger.start < end:
        yield "link:within" if trigger.kind == "lift" else "link:inside"
        return
    if end <= trigger.start:
        between = scene.text[end : trigger.start]
        word = scene.text[trigger.start : trigger.end]
        if scene.lang == "tr" and turkish.of_a_deed(scene.text, trigger.start, between, word):
            yield "conduct"
        if scene.lang == "hi" and _DOER_HI.match(scene.text, end):
            yield "link:subject" if width(between) < 45 else "link:subject-far"
        else:
            yield from _before(scene, sentence, trigger, (start, end), between)
        left, right = end, trigger.start
    else:
        between = scene.text[trigger.end : start]
        yield from _after(scene, sentence, trigger, start, between)
        left, right = trigger.end, start
    verb_first = scene.lang == "ar" and trigger.end <= start and trigger.form in ARABIC_VERBS
    yield from _between(sentence, action, between, left, right, verb_first=verb_first)
    yield from _beside(sentence, action, start, end)


def _before(scene: Scene, sentence: Sentence, trigger: Hit, place: tuple[int, int], between: str) -> Iterator[str]:
    """The company comes first: acted on if the verb is passive or its ending says so, else it may be acting."""
    start, end = place
    tail = scene.text[end : end + 8]
    marked = scene.lang in _SUFFIX and _SUFFIX[scene.lang].match(tail)
    marked = marked or (scene.lang == "zh" and _OBJECT_ZH.search(scene.text, max(0, start - 3), start))
    near = width(between) < 45
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
    elif scene.lang == "tr" and (role := _turkish(scene, sentence, trigger, place)):
        yield role
    elif marked or noun:
        yield "link:marked" if marked else _noun_link(between, near=near)
    elif scene.lang == "de" and (role := _german(scene, sentence, trigger, place)):
        yield role
    elif trigger.form in {"passive", "weak-passive"} or _impersonal(scene, trigger) or (helped and scene.lang != "ru"):
        yield "link:passive" if near else "link:passive-far"
    elif scene.lang == "en" and _participle(scene, trigger):
        yield "link:participle" if len(between) < 25 else "link:participle-far"
    elif any(standing_for_state(spot) and spot.end <= start for spot in sentence.spots) or scene.lang in _VERB_LAST:
        yield "link:state-first"
    else:
        yield "link:subject" if near else "link:subject-far"
    if tail.startswith(("'s", "’s", "' ")) and not _WHOLE.match(scene.text, end):
        yield "link:owning"
        if trigger.form not in {"noun", "weak-noun"} and len(between) > 4:
            yield "owned-thing"


def _turkish(scene: Scene, sentence: Sentence, trigger: Hit, place: tuple[int, int]) -> str:
    """How a company stands before a Turkish verb: its case tells; without one it acts, or a passive is told of it."""
    start, end = place
    if turkish.aside(scene.text, end):
        return "" if trigger.kind in {"lift", "unblock"} else "link:aside"
    if (
        trigger.kind in {"block", "throttle", "unblock"}
        and "noun" not in trigger.form
        and turkish.passed_by(scene.text[end : trigger.start], scene.text[trigger.start : trigger.end])
    ):
        return "link:aside"
    if "passive" in trigger.form and _COMMA.search(scene.text, end, trigger.start):
        # of two names in the bare case, each in a clause of its own, the nearer is told of
        return "link:aside" if any(end <= spot.start < trigger.start for spot in sentence.companies) else ""
    if trigger.form not in {"verb", "weak", "weak-verb", "inf"} or turkish.acted_on(scene.text, end):
        return ""
    if turkish.taken_up(scene.text, end):
        return "link:marked"
    if any(standing_for_state(spot) and spot.end <= start for spot in sentence.spots):
        return "link:state-first"
    if any(hit.kind in {"state", "court"} and hit.end <= trigger.start for hit in sentence.hits):
        return "link:state-first"
    return "link:subject" if trigger.start - end < 45 else "link:subject-far"


def _german(scene: Scene, sentence: Sentence, trigger: Hit, place: tuple[int, int]) -> str:
    """How a company stands before a German verb at its clause's end: "hat X gesperrt", "droht, X zu sperren"."""
    start, end = place
    have = have_of(scene, sentence, trigger)
    if have is None and trigger.form != "inf":
        return ""
    states = [spot.start for spot in sentence.spots if standing_for_state(spot) and spot.end <= trigger.start]
    states += [hit.start for hit in sentence.hits if hit.kind in {"state", "court"} and hit.end <= trigger.start]
    if have is None:
        parted = any(
            hit.kind in {"threat", "future", "have"} and end <= hit.start < trigger.start for hit in sentence.hits
        )
        return "link:subject" if parted else "link:object" if trigger.start - end < 45 else "link:object-near"
    if end <= have.start < trigger.start:
        return "link:state-first" if any(have.end <= at for at in states) else "link:subject"
    acting = [at for at in states if at > have.start or "–" not in scene.text[at : have.start]]
    if acting:
        return "link:object"
    return "link:subject" if 0 <= start - have.end <= _NEXT else "link:state-first"


def have_of(scene: Scene, sentence: Sentence, trigger: Hit) -> Hit | None:
    """The helper that makes a participle tell what somebody did: "hat ... gesperrt", "a bloqué", "ha bloccato"."""
    if trigger.form not in {"passive", "weak-passive"}:
        return None
    if scene.lang == "de":
        for hit in sentence.hits:
            if hit.kind == "have" and 0 < hit.start - trigger.end <= 2:
                return hit
    reach = 140 if scene.lang == "de" else 22
    helpers = [hit for hit in sentence.hits if hit.kind in {"have", "passive"} and hit.end <= trigger.start]
    if not helpers or helpers[-1].kind != "have" or helpers[-1].end < trigger.start - reach:
        return None
    if scene.lang == "de" and any(hit.kind == "passive" and 0 < hit.start - trigger.end <= 2 for hit in sentence.hits):
        return None
    return None if _HALT.search(scene.text, helpers[-1].end, trigger.start) else helpers[-1]


def _noun_link(between: str, *, near: bool) -> str:
    """How a company stands before a noun of action: "TikTok ban", "threatened Facebook with a block"."""
    if _WITH.match(between):
        return "link:noun-with"
    if width(between) <= 3:
        return "link:noun-after"
    return "link:noun-later" if near else "link:noun-far"


def _after(scene: Scene, sentence: Sentence, trigger: Hit, start: int, between: str) -> Iterator[str]:
    """The company comes after: acted on if it is near and nothing stands between."""
    words, length = between.split(), width(between)
    if trigger.form == "pay":
        yield "link:payer" if scene.lang == "de" and len(between) < _NEXT else "link:payee"
    elif _verb_first(scene, sentence, trigger, start):
        yield "link:subject"
    elif _by_agent(scene.lang, trigger, words) or (
        scene.lang == "fr" and "passive" in trigger.form and _FROM_FR.match(between)
    ):
        yield "link:by"
    elif scene.lang == "tr" and not turkish.describes(scene.text[trigger.start : trigger.end]):
        yield "link:noun-before" if trigger.form in {"noun", "weak-noun"} else "link:object-far"
    elif trigger.form in {"noun", "weak-noun"}:
        yield "link:noun-of" if length < 16 else "link:noun-before"
    elif length < 8 and scene.lang in _BY_IBERIAN and between.startswith((",", ";")):
        yield "link:object-far"
    elif length < 8:
        yield "link:object"
    elif length < 40 or (length < 100 and _described(sentence, trigger.end, start, between)):
        yield "link:object-near"
    else:
        yield "link:object-far"


def width(text: str) -> int:
    """How long a text is in letters, a Chinese sign as three."""
    return len(text) + 2 * len(_SIGN.findall(text))


def _verb_first(scene: Scene, sentence: Sentence, trigger: Hit, start: int) -> bool:
    """Whether a company right after an Arabic verb is its subject, as none of a state stands before either.

    And right after a Spanish verb that opens its sentence, where one acted on would be led in: "Cierra X", "Multa a X".
    """
    if scene.lang == "es":
        opens = trigger.start - sentence.start <= 1 and scene.text[trigger.end : start] == " "
        return opens and trigger.form in {"verb", "weak"} and scene.text[trigger.end - 1] in "aeéó"
    if scene.lang != "ar" or trigger.form not in ARABIC_VERBS or not 0 <= start - trigger.end < 12:
        return False
    if any(hit.kind in {"state", "court"} and hit.start < start for hit in sentence.hits):
        return False
    return not any(standing_for_state(spot) and spot.start < start for spot in sentence.spots)


def _by_agent(lang: str, trigger: Hit, words: list[str]) -> bool:
    """Whether what follows a verb is introduced as the one who acts: "blocked by X"."""
    if trigger.form in {"noun", "weak-noun"} or trigger.kind == "lift" or not words:
        return False
    if lang in _BY_IBERIAN:
        return "passive" in trigger.form and words[-1].lower() in _BY_IBERIAN[lang]
    return words[-1].lower() in {"by", "par", "von", "vom", "durch", "da", "dal", "dalla", "oleh"}


def _described(sentence: Sentence, left: int, right: int, between: str) -> bool:
    """Whether all that stands between describes the company: "blocks the websites of the foreign broadcaster X"."""
    return not re.search(r"[,;:()–—.]", between) and all(
        hit.kind in {"class", "scope", "state", "passive"} for hit in sentence.hits if left <= hit.start < right
    )


def _impersonal(scene: Scene, trigger: Hit) -> bool:
    """Whether a Russian or Ukrainian verb is a plural without a subject, which names whom it hits and not who acts."""
    word = scene.text[trigger.start : trigger.end].split(" ")[0].lower()
    if scene.lang == "uk" and word.endswith("ти"):
        return _THEY_UK.search(scene.text, max(0, trigger.start - 40), trigger.start) is not None
    return trigger.form in {"passive", "weak-passive"} or (
        scene.lang in {"ru", "uk"} and _PLURAL_PAST.search(word) is not None
    )


def _between(
    sentence: Sentence, action: Action, between: str, left: int, right: int, *, verb_first: bool
) -> Iterator[str]:
    """What stands between the two; where the verb comes first, the state after it is the one that acts."""
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
    if not verb_first and any(left <= spot.start < right and standing_for_state(spot) for spot in sentence.spots):
        yield "between:state"
    inside = [hit for hit in sentence.hits if left <= hit.start and hit.end <= right and hit.kind in ACTIONS]
    if any(hit.kind == action.value for hit in inside):
        yield "between:same"
    if any(hit.kind != action.value and not hit.form.startswith("weak") for hit in inside):
        yield "between:act"


def _place_follows(sentence: Sentence, hit: Hit) -> bool:
    """Whether a preposition leads to a place ("in Russia"), and so does not part an act from whom it hits."""
    return any(spot.name.kind is Kind.COUNTRY and 0 <= spot.start - hit.end < 14 for spot in sentence.spots)


def company_acts(scene: Scene, sentence: Sentence, trigger: Hit) -> bool:
    """Whether a company stands where the one who acts stands: before an active verb, with no state before it."""
    have = have_of(scene, sentence, trigger)
    passive = trigger.form in {"passive", "weak-passive"} or _impersonal(scene, trigger)
    if trigger.form in {"noun", "weak-noun", "store", "pay"} or (passive and have is None):
        return False
    if scene.lang == "hi":
        return any(spot.end <= trigger.start and _DOER_HI.match(scene.text, spot.end) for spot in sentence.companies)
    if scene.lang == "tr":
        return any(
            _turkish(scene, sentence, trigger, (group[0].start, group[-1].end)).startswith("link:subject")
            for group in lists(scene.text, sentence.companies)
            if group[-1].end <= trigger.start
        )
    if scene.lang in _VERB_LAST:
        return False
    if any(_verb_first(scene, sentence, trigger, spot.start) for spot in sentence.companies):
        return True
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
    if have is not None and not any(spot.start <= have.end + _NEXT for spot in ahead):
        return False
    return not _participle(scene, trigger)


def _participle(scene: Scene, trigger: Hit) -> bool:
    """Whether an English word in -ed tells what is done to whom stands before it: "TikTok banned in India"."""
    if not _ED.search(scene.text[trigger.start : trigger.end]):
        return False
    told = trigger.kind == "order" and scene.text.startswith(" to ", trigger.end)
    return told or _AFTER_PARTICIPLE.match(scene.text, trigger.end) is not None


def _beside(sentence: Sentence, action: Action, start: int, end: int) -> Iterator[str]:
    """What stands right beside the company."""
    for hit in sentence.hits:
        if hit.kind == "use" and start - 2 <= hit.end <= start:
            yield "beside:on"
        if hit.kind == "scope" and 0 <= hit.start - end < 4:
            yield "beside:scope"
        if hit.kind == "said" and 0 <= hit.start - end < 4:
            yield "beside:said"
        if hit.kind in ACTIONS and hit.kind != action and hit.form in _NOUNS and 0 <= hit.start - end < 4:
            yield "beside:act"
