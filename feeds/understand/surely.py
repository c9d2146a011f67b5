"""What a few plain turns of speech say for sure, whatever the weights hold: that a thing is only feared, is history,
still stands, or that a company refuses. English and Russian. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from feeds.catalog import Catalog, Spot
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.english import plainly
from feeds.understand.feared import feared
from feeds.understand.mentions import Scene, Sentence, lists
from feeds.understand.pair import Pair, Target
from feeds.understand.text import YEAR, turn
from feeds.understand.weigh import WAKING, Weighed

SURE, WAKES, FOUND = 0.9, 0.55, 0.5
_RECALLED = frozenset(["year:old", "past:close", "past:before", "past:after", "relative"])
_DONE_TO = frozenset([Action.BLOCK, Action.THROTTLE, Action.FINE, Action.SHUTDOWN])
# an owner told in one breath with others ("VK, Yandex and Mail.ru are banned") is hit itself
_LISTED = 2
_BEFORE, _CLOSE, _AHEAD = 60, 40, 110


_RU_MAY = r"мо(?:жет|гут)|пригрози\w*|грозит\w*|угрожа\w+|планиру\w+|собира(?:ется|ются|лся|лась|лись)"
_FEARED = {
    "en": turn(
        r"\b(?:could|may|might|threat(?:en(?:s|ed|ing)?)?(?: to| that)?|warn(?:s|ed|ing)?|risks?|risking|faces?|facing|"
        r"plans? to|planning to|considers?|considering|mulls?|wants? to|ready to|prepared to|vows? to|intends? to)"
        r"(?:\W+\w+){0,5}\W*$"
    ),
    "ru": turn(
        rf"(?:{_RU_MAY}|мог(?:ла|ло|ли)?|предупреди\w*|намерен\w*|готов\w*|хо(?:чет|тят)|риску(?:ет|ют))(?:\W+\w+){{0,5}}\W*$"
    ),
}
_THREATENED_WITH = turn(r"\bthreat\w*\b.*\bwith an?\W+(?:\w+\W+)?$")
_THREATENS = {
    "en": turn(r"\b(?:threat\w+|could|may|might)\W+(?:\w+\W+){0,4}?(?P<act>block|bann?|throttl|slow)(?:e|ed|ing)?\b"),
    "ru": turn(rf"(?:{_RU_MAY})\W+(?:\w+\W+){{0,3}}?(?P<act>заблокир|блокир|закры|запрет|замедл)\w+"),
}
_THREATENS_WITH = turn(r"\bthreat\w+\b[^.;]{3,80}\bwith an?\W+(?:\w+\W+)?(?P<act>block|ban|slowdown)")
_ACTS = {"throttl": Action.THROTTLE, "slow": Action.THROTTLE, "slowdown": Action.THROTTLE, "замедл": Action.THROTTLE}
_STANDS = {
    "en": turn(r"\b(?:remains?|remained|stays?|stayed|still|already|has been|have been|had been|since)\b"),
    "ru": turn(r"\b(?:остаётся|остается|остаются|по-прежнему|до сих пор|уже|ранее|был[аои]?)\b"),
}
_STILL = turn(
    r"\b(?:remain|stay)(?:s|ed|ing)?\W+(?:\w+\W+)?block|\bstill\W+block|"
    r"\b(?:has|have|had) been (?:block|bann)ed\b[^.;]{0,40}\bsince|оста(?:ётся|ется|ются) заблокир"
)  # fmt: skip
# what a write-up finds unchanged is found by it all the same
_PERSISTS = turn(r"\b(?:по-прежнему|до сих пор|оста[её]тся|остаются|всё ещё|все еще|ещё|еще)\b")
_SHORTLY = {
    "en": turn(r"\b(?:restor\w+|lifted|unblocked|unbanned|reinstated|reversed|back online)\b"),
    "ru": turn(r"разблокиров\w+|снял\w*|восстанов\w+"),
}
_ONCE = turn(
    r"\b(?:briefly|for a day|previously|earlier|once|last year|a day later|the next day|через день|ненадолго|прежде)\b"
)
# what tells history in a write-up of measurements, where "also", "since" and "still" tell what was found
_RECALLS = turn(
    r"\b(?:had|previously|formerly|once|earlier|ago|in the past|for years|last (?:year|month)|first|until|"
    r"restored|unblocked|lifted|was last)\b|(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)"
)
# what set a measurement off, and is not its finding
_HEARD = turn(r"\b(?:(?:reports|rumou?rs|claims) (?:that|of)|repeatedly)\b")
_REFUSES = {
    "en": turn(
        r"\b(?:refus(?:es|ed|ing)|declin(?:es|ed|ing)|will not|won't|would not|unwilling to|reject(?:s|ed|ing)?)\W+"
        r"(?:\w+\W+){0,4}?(?:compl(?:y|ied)|stor(?:e|ing)|mov(?:e|ing)|keep|kept|locali[sz]e|transfer|host|hand|hold|share|"
        r"register|demands?|requests?|requirements?)\b"
    ),
    "ru": turn(
        r"(?:отказал\w*|отказыва\w+|не (?:будет|станет|намерена?))\W+(?:\w+\W+){0,4}?(?:перен\w+|хран\w+|выполн\w+|"
        r"исполн\w+|локализ\w+|предостав\w+|соблюд\w+|переда\w+|от требован\w+)"
    ),
}
_TALKS = {
    "en": turn(
        r"\b(?:talks|negotiations)\b(?:\W+\w+){0,9}?\W+(?:fail\w*|broke\w* (?:down|off)|break (?:down|off)|collaps\w+)"
    ),
    "ru": turn(r"переговор\w*(?:\W+\w+){0,7}?\W+(?:провал\w*|зашли в тупик|сорвал\w*|прекра\w+|прерван\w*)"),
}


def surely(told: list[Weighed], scene: Scene, catalog: Catalog) -> list[Weighed]:
    """The claims as these turns of speech have them, with the refusals, threats and ends they tell."""
    if scene.lang not in _REFUSES:
        return [feared(one, scene) for one in told]
    if scene.lang == "en":
        told = plainly(told, scene)
    refusals = list(_refusals(scene, catalog))
    refused = {one.pair.company for one in refusals}
    kept = [one for one in told if not (one.pair.company in refused and _opposed(one, refusals))]
    kept = [_restaged(one, scene) for one in kept if not _undone(one, scene)]
    known = {(one.pair.action, one.pair.company) for one in kept}
    added = [*refusals, *_ends(kept, scene), *_threats(scene), *_standing(scene)]
    kept += [one for one in added if (one.pair.action, one.pair.company) not in known]
    kept = [one for one in kept if not _owner_of_another(one, kept, catalog)]
    kept = [_behind(one, kept) for one in kept]
    return [_reported(one, scene, kept) for one in kept] if scene.measured else kept


def _owner_of_another(one: Weighed, told: list[Weighed], catalog: Catalog) -> bool:
    """Whether what may wake people hits a service of this company, and the company itself is not told in one breath."""
    return one.pair.action in WAKING and any(
        other.pair.action is one.pair.action
        and one.pair.company in catalog.owned_by(other.pair.company or "")
        and other.pair.target.start != one.pair.target.start
        and len(one.pair.target.companies) < _LISTED
        for other in told
    )


def _of_class(one: Weighed, told: list[Weighed]) -> bool:
    """Whether a class is surely hit, and none of it is named for it."""
    return "rule:yes" in one.pair.features and not any(
        other.pair.company and other.pair.action is one.pair.action for other in told
    )


def _reported(one: Weighed, scene: Scene, told: list[Weighed]) -> Weighed:
    """What a write-up of measurements finds is its news wherever it stands, but for what it recalls."""
    words = scene.text[one.pair.sentence.start : one.pair.trigger.end]
    if one.stage is Stage.PAST and _PERSISTS.search(words):
        return replace(one, stage=Stage.ACTUAL, role=Role.LEAD)
    start, end = one.pair.sentence.start, one.pair.sentence.end
    if scene.lang == "en" and one.stage is Stage.PAST and not _RECALLS.search(scene.text, start, end):
        one = replace(one, stage=Stage.ACTUAL)
    recalled = one.stage is not Stage.ACTUAL or any(trait in _RECALLED for trait in one.pair.timing)
    recalled = recalled or _HEARD.search(scene.text, start, one.pair.trigger.start) is not None
    whom = one.pair.company or one.pair.action is Action.SHUTDOWN or (scene.lang == "en" and _of_class(one, told))
    if whom and one.pair.action in WAKING and one.sure >= FOUND and not recalled:
        return replace(one, role=Role.LEAD)
    return one


def _undone(one: Weighed, scene: Scene) -> bool:
    """Whether an end is read off words that say the opposite: "remains blocked"."""
    if one.pair.action is not Action.UNBLOCK:
        return False
    words = scene.text[one.pair.sentence.start : one.pair.sentence.end]
    return not _SHORTLY[scene.lang].search(words) and _STILL.search(words) is not None


def _ends(told: list[Weighed], scene: Scene) -> Iterator[Weighed]:
    """The end of each block told as history in a sentence that also tells its end."""
    for one in told:
        words = scene.text[one.pair.sentence.start : one.pair.sentence.end]
        if one.pair.action is Action.BLOCK and one.stage is Stage.PAST and _SHORTLY[scene.lang].search(words):
            yield replace(one, pair=replace(one.pair, action=Action.UNBLOCK))


def _threats(scene: Scene) -> Iterator[Weighed]:
    """The blocks and slowdowns feared in so many words, for the companies named right beside."""
    for sentence in scene.sentences[:8]:
        if not sentence.companies:
            continue
        groups = lists(scene.text, sentence.companies)
        if found := _THREATENS_WITH.search(scene.text, sentence.start, sentence.end):
            near = [group for group in groups if found.start() < group[0].start < found.end()]
        elif found := _THREATENS[scene.lang].search(scene.text, sentence.start, sentence.end):
            near = [group for group in groups if _beside(group, found)]
        else:
            continue
        for spot in near[0] if near and not _denied(sentence, found) else ():
            action = _ACTS.get(found["act"].lower(), Action.BLOCK)
            yield _weighed(action, spot, sentence, found.span(), Stage.THREAT, lead=sentence.place == 0)


def _standing(scene: Scene) -> Iterator[Weighed]:
    """The blocks told to stand, for the company named before; told in passing."""
    for sentence in scene.sentences[:8]:
        if not sentence.companies:
            continue
        found = _STILL.search(scene.text, sentence.start, sentence.end)
        ahead = [spot for spot in sentence.companies if found and spot.end <= found.start()]
        if found and ahead and not _denied(sentence, found):
            yield _weighed(Action.BLOCK, ahead[-1], sentence, found.span(), Stage.ACTUAL, lead=False)


def _denied(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether a word of denial stands in the turn of speech or right before it."""
    return any(found.start() - 30 < hit.start < found.end() for hit in sentence.of("not", "deny"))


def _beside(group: list[Spot], found: re.Match[str]) -> bool:
    return 0 <= group[0].start - found.end() < 12 or 0 <= found.start() - group[-1].end < 12


def _behind(one: Weighed, told: list[Weighed]) -> Weighed:
    """A threat told after the news that leads is told in passing; so is what would wake people and is not that sure."""
    leads = any(
        other.role is Role.LEAD and other.pair.sentence.place == 0 and other.stage is Stage.ACTUAL for other in told
    )
    borne = "rule:yes" in one.pair.features and "rule:lead" in one.pair.timing
    if borne and one.pair.company is None:
        borne = not any(other.pair.action is one.pair.action and other.pair.company for other in told)
    unsure = one.sure < WAKES and not borne
    waking = one.pair.action in WAKING and one.stage is Stage.ACTUAL and unsure
    if waking or (one.stage is Stage.THREAT and one.pair.sentence.place > 1 and leads):
        return replace(one, role=Role.BACKGROUND)
    return one


def _opposed(one: Weighed, refusals: list[Weighed]) -> bool:
    """Whether a claim was read off the very words that tell a refusal."""
    return any(
        one.pair.company == other.pair.company
        and one.pair.sentence is other.pair.sentence
        and one.pair.action in {Action.REFUSE, Action.COMPLY, Action.UNBLOCK, Action.ORDER}
        for other in refusals
    )


def _restaged(one: Weighed, scene: Scene) -> Weighed:
    """A claim with the stage and role that its sentence surely gives it."""
    sentence, trigger = one.pair.sentence, one.pair.trigger
    before = scene.text[max(sentence.start, trigger.start - _BEFORE) : trigger.start]
    words = scene.text[sentence.start : sentence.end]
    if one.stage is Stage.DENIED:
        return one
    threatened = _THREATENED_WITH.search(scene.text[max(sentence.start, trigger.start - 90) : trigger.start])
    if one.pair.action in _DONE_TO and (_FEARED[scene.lang].search(before) or threatened):
        lead = Role.LEAD if sentence.place == 0 else one.role
        return replace(one, stage=Stage.THREAT, role=lead)
    if sentence.place < 1 or one.pair.action not in {Action.BLOCK, Action.UNBLOCK, Action.THROTTLE}:
        return one
    years = [int(year) for year in YEAR.findall(words)]
    now = scene.told.published.year if scene.told.published else None
    old = bool(years) and (max(years) < now if now else True)
    if (old or _ONCE.search(words)) and _SHORTLY[scene.lang].search(words) and one.pair.company:
        return replace(one, stage=Stage.PAST, role=Role.BACKGROUND)
    if _STANDS[scene.lang].search(before) and one.pair.action is Action.BLOCK and (old or sentence.place > 1):
        return replace(one, role=Role.BACKGROUND)
    return one


def _refusals(scene: Scene, catalog: Catalog) -> Iterator[Weighed]:
    """The refusals told in so many words, one for each company, the first of it."""
    seen: set[str] = set()
    for sentence in scene.sentences[:6]:
        words = scene.text[sentence.start : sentence.end]
        if not sentence.companies:
            continue
        for found, subject in ((_REFUSES[scene.lang].search(words), True), (_TALKS[scene.lang].search(words), False)):
            if not found:
                continue
            start, end = sentence.start + found.start(), sentence.start + found.end()
            spot = _subject(sentence, start, catalog) if subject else _nearest(sentence, start, end)
            if spot and spot.name.id not in seen:
                seen.add(spot.name.id)
                yield _weighed(Action.REFUSE, spot, sentence, (start, end), Stage.ACTUAL, lead=sentence.place <= 1)


def _subject(sentence: Sentence, start: int, catalog: Catalog) -> Spot | None:
    """Who refuses: the last company before the words, unless it is named as the owner of another there."""
    ahead = [spot for spot in sentence.companies if spot.end <= start and start - spot.end < _AHEAD]
    owners = {owner for spot in ahead for owner in catalog.owned_by(spot.name.id)}
    own = [spot for spot in ahead if spot.name.id not in owners]
    return own[-1] if own else None


def _nearest(sentence: Sentence, start: int, end: int) -> Spot | None:
    near = [spot for spot in sentence.companies if spot.start < end + _CLOSE and spot.end > start - _CLOSE]
    return near[0] if near else None


def _weighed(
    action: Action, spot: Spot, sentence: Sentence, span: tuple[int, int], stage: Stage, *, lead: bool
) -> Weighed:
    """A claim of these rules' own, in the form of the others."""
    target = Target((spot.name.id,), spot.start, spot.end)
    pair = Pair(action, spot.name.id, Hit(action.value, "verb", *span), sentence, target, (), ())
    return Weighed(pair, SURE, stage, Role.LEAD if lead else Role.BACKGROUND, SURE if lead else 0.0)
