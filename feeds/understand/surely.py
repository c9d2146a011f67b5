"""What a few plain turns of speech say for sure, whatever the weights hold: that a thing is only feared, is history,
still stands, or that a company refuses. English and Russian. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from feeds.catalog import Spot
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.clauses import Pair, Target
from feeds.understand.mentions import Scene, Sentence, lists
from feeds.understand.weigh import Weighed

SURE = 0.9
_DONE_TO = frozenset([Action.BLOCK, Action.THROTTLE, Action.FINE, Action.SHUTDOWN])
_BEFORE, _CLOSE = 60, 40

_FEARED = {
    "en": re.compile(
        r"\b(?:could|may|might|threat(?:en(?:s|ed|ing)?)?(?: to| that)?|warn(?:s|ed|ing)?|risks?|risking|faces?|"
        r"facing|plans? to|planning to|considers?|considering|mulls?|wants? to|ready to|prepared to|vows? to|intends? to)"
        r"(?:\W+\w+){0,5}\W*$", re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:мо(?:жет|гут|гла|гло|гли|г)|пригрози\w*|грозит\w*|угрожа\w+|предупреди\w*|планиру\w+|намерен\w*|собира\w+|"
        r"готов\w*|хо(?:чет|тят)|рискует|рискуют)(?:\W+\w+){0,5}\W*$", re.IGNORECASE,
    ),
}  # fmt: skip
_WITH_A = re.compile(r"^\W*(?:\w+\W+){0,1}with (?:a|an|being)\b|\bwith an?\W*$", re.IGNORECASE)
_STANDS = {
    "en": re.compile(
        r"\b(?:remains?|remained|stays?|stayed|still|already|has been|have been|had been|since)\b", re.IGNORECASE
    ),
    "ru": re.compile(r"\b(?:остаётся|остается|остаются|по-прежнему|до сих пор|уже|ранее|был[аои]?)\b", re.IGNORECASE),
}
_SHORTLY = {
    "en": re.compile(r"\b(?:restor\w+|lifted|unblocked|unbanned|reinstated|reversed|back online)\b", re.IGNORECASE),
    "ru": re.compile(r"(?:разблокиров\w+|снял\w*|восстанов\w+)", re.IGNORECASE),
}
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_ONCE = re.compile(
    r"\b(?:briefly|for a day|previously|earlier|once|last year|a day later|the next day|через день|ненадолго|на день|прежде)\b",
    re.IGNORECASE,
)

_REFUSES = {
    "en": re.compile(
        r"\b(?:refus(?:es|ed|ing)|declin(?:es|ed|ing)|will not|won't|would not|unwilling to|reject(?:s|ed|ing)?)\W+(?:\w+\W+){0,4}?"
        r"(?:compl(?:y|ied)|stor(?:e|ing)|mov(?:e|ing)|keep|kept|locali[sz]e|transfer|host|hand|hold|share|register|demands?|requests?|law|requirements?)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:отказал\w*|отказыва\w+|не (?:будет|станет|намерена?))\W+(?:\w+\W+){0,4}?(?:перен\w+|хран\w+|выполн\w+|исполн\w+|локализ\w+|"
        r"предостав\w+|соблюд\w+|переда\w+|от требован\w+)", re.IGNORECASE,
    ),
}  # fmt: skip
_TALKS = {
    "en": re.compile(
        r"\b(?:talks|negotiations)\b(?:\W+\w+){0,9}?\W+(?:fail\w*|broke\w* (?:down|off)|break (?:down|off)|collaps\w+)", re.IGNORECASE
    ),
    "ru": re.compile(r"переговор\w*(?:\W+\w+){0,7}?\W+(?:провал\w*|зашли в тупик|сорвал\w*|прекра\w+|прерван\w*)", re.IGNORECASE),
}  # fmt: skip


_THREATENS = {
    "en": re.compile(
        r"\b(?:threat\w+|could|may|might)\W+(?:\w+\W+){0,4}?(?P<act>block|ban|bann|throttl|slow)(?:e|ed|ing)?\b", re.IGNORECASE
    ),
    "ru": re.compile(
        r"(?:мо(?:жет|гут)|пригрози\w+|грозит\w*|угрожа\w+|планиру\w+|собира\w+)\W+(?:\w+\W+){0,3}?"
        r"(?P<act>заблокир|блокир|закры|запрет|замедл)\w+", re.IGNORECASE
    ),
}  # fmt: skip
_ACTS = {"throttl": Action.THROTTLE, "slow": Action.THROTTLE, "замедл": Action.THROTTLE}
_STILL = re.compile(
    r"\b(?:remain|stay)(?:s|ed|ing)?\W+(?:\w+\W+)?block|\bstill\W+block|остаётся|остается|остаются", re.IGNORECASE
)


def surely(told: list[Weighed], scene: Scene) -> list[Weighed]:
    """The claims as these turns of speech have them, with the refusals, threats and ends they tell."""
    if scene.lang not in _REFUSES:
        return told
    refusals = list(_refusals(scene))
    refused = {one.pair.company for one in refusals}
    kept = [one for one in told if not (one.pair.company in refused and _opposed(one, refusals))]
    kept = [_restaged(one, scene) for one in kept if not _undone(one, scene)]
    known = {(one.pair.action, one.pair.company) for one in kept}
    added = [*refusals, *_ends(kept, scene), *_threats(scene)]
    kept += [one for one in added if (one.pair.action, one.pair.company) not in known]
    return [_behind(one, kept) for one in kept]


def _undone(one: Weighed, scene: Scene) -> bool:
    """Whether an end is read off words that say the opposite: "remains blocked"."""
    words = scene.text[one.pair.sentence.start : one.pair.sentence.end]
    ended = _SHORTLY[scene.lang].search(words)
    return one.pair.action is Action.UNBLOCK and not ended and _STILL.search(words) is not None


def _ends(told: list[Weighed], scene: Scene) -> Iterator[Weighed]:
    """The end of each block told as history in a sentence that also tells its end."""
    for one in told:
        words = scene.text[one.pair.sentence.start : one.pair.sentence.end]
        if one.pair.action is Action.BLOCK and one.stage is Stage.PAST and _SHORTLY[scene.lang].search(words):
            yield replace(one, pair=replace(one.pair, action=Action.UNBLOCK))


def _threats(scene: Scene) -> Iterator[Weighed]:
    """The blocks and slowdowns feared in so many words, for the companies named right beside."""
    for sentence in scene.sentences[:8]:
        found = _THREATENS[scene.lang].search(scene.text, sentence.start, sentence.end)
        if not found or sentence.of("not", "deny"):
            continue
        groups = [group for group in lists(scene.text, sentence.companies) if _beside(group, found)]
        for spot in groups[0] if groups else ():
            action = _ACTS.get(found["act"].lower(), Action.BLOCK)
            lead = sentence.place == 0
            yield _weighed(action, spot, sentence, found.span(), Stage.THREAT, lead=lead)


def _beside(group: list[Spot], found: re.Match[str]) -> bool:
    return 0 <= group[0].start - found.end() < 12 or 0 <= found.start() - group[-1].end < 12


def _behind(one: Weighed, told: list[Weighed]) -> Weighed:
    """A threat told after the news that leads is told in passing."""
    leads = any(
        other.role is Role.LEAD and other.pair.sentence.place == 0 and other.stage is Stage.ACTUAL for other in told
    )
    if one.stage is Stage.THREAT and one.pair.sentence.place > 1 and leads:
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
    if one.pair.action in _DONE_TO and (_FEARED[scene.lang].search(before) or _threatened_with(scene, one)):
        lead = Role.LEAD if sentence.place == 0 else one.role
        return replace(one, stage=Stage.THREAT, role=lead)
    if sentence.place < 1 or one.pair.action not in {Action.BLOCK, Action.UNBLOCK, Action.THROTTLE}:
        return one
    years = [int(year) for year in _YEAR.findall(words)]
    now = scene.told.published.year if scene.told.published else None
    old = bool(years) and (max(years) < now if now else True)
    if (old or _ONCE.search(words)) and _SHORTLY[scene.lang].search(words) and one.pair.company:
        return replace(one, stage=Stage.PAST, role=Role.BACKGROUND)
    if _STANDS[scene.lang].search(before) and one.pair.action is Action.BLOCK and (old or sentence.place > 1):
        return replace(one, role=Role.BACKGROUND)
    return one


def _threatened_with(scene: Scene, one: Weighed) -> bool:
    """Whether a noun of action is what is threatened: "threatened Facebook with a block"."""
    start = max(one.pair.sentence.start, one.pair.trigger.start - 90)
    return bool(re.search(r"\bthreat\w*\b.*\bwith\b", scene.text[start : one.pair.trigger.start], re.IGNORECASE))


def _refusals(scene: Scene) -> Iterator[Weighed]:
    """The refusals told in so many words, one for each company, the first of it."""
    seen: set[str] = set()
    for sentence in scene.sentences[:6]:
        words = scene.text[sentence.start : sentence.end]
        for found, subject in ((_REFUSES[scene.lang].search(words), True), (_TALKS[scene.lang].search(words), False)):
            if not found or not sentence.companies:
                continue
            start, end = sentence.start + found.start(), sentence.start + found.end()
            spot = _subject(sentence, start) if subject else _nearest(sentence, start, end)
            if spot and spot.name.id not in seen:
                seen.add(spot.name.id)
                yield _weighed(Action.REFUSE, spot, sentence, (start, end), Stage.ACTUAL, lead=sentence.place <= 1)


def _subject(sentence: Sentence, start: int) -> Spot | None:
    ahead = [spot for spot in sentence.companies if spot.end <= start and start - spot.end < 90]
    return ahead[-1] if ahead else None


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
