"""What tells whether an act is news or history, done, feared or denied: the words and signs around it. Pure."""

import re
from collections.abc import Iterator

from feeds.catalog.speech import Hit
from feeds.understand.mentions import Scene, Sentence
from feeds.understand.pair import ACTIONS, Target

_NOT_NEAR = frozenset(
    ["state", "court", "class", "scope", "at", "use", "by", "lift", "passive", "said", "store", "void"]
)
_NEAR = 60
_STOP = re.compile(r"[,;:–—。，]")
_HARD_STOP = re.compile(r"[;:–—。]")
_COMMA_LANGS, _VERB_LAST = frozenset(["de", "ru", "uk"]), frozenset(["tr", "hi", "fa"])
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_FUTURE = {
    "tr": re.compile("(?:ecek|acak|ebilir|abilir|meli|malı)"),
    "es": re.compile("(?:rá|rán)$"), "pt": re.compile("(?:rá|rão)$"), "it": re.compile("(?:rà|ranno)$"),
    "fr": re.compile("(?:ra|ront|rait)$"),
}  # fmt: skip
_RELATIVE = re.compile(r",?\s(?:which|that|who|котор\w+|який|яка|яке|які|que|qui|o qual|che|yang)\b", re.IGNORECASE)


def surroundings(scene: Scene, sentence: Sentence, trigger: Hit) -> Iterator[str]:
    """Doubt, denial, time and question around the trigger."""
    for hit in sentence.hits:
        if hit.kind in _NOT_NEAR or hit.kind in ACTIONS:
            continue
        if trigger.start <= hit.start < trigger.end:
            continue
        gap = max(0, trigger.start - hit.end) if hit.start < trigger.start else trigger.start - hit.end
        stop = _HARD_STOP if scene.lang in _COMMA_LANGS else _STOP
        ahead = 0 <= gap < 25 and not stop.search(scene.text[hit.end : trigger.start])
        if ahead or (scene.lang in _VERB_LAST and 0 <= hit.start - trigger.end < 25):
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
    order = 0 if sentence is scene.sentences[0] else 1 if sentence is scene.sentences[1] else 2
    yield f"place:{('first', 'next', 'later')[order]}"
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


def relative(scene: Scene, trigger: Hit, target: Target) -> Iterator[str]:
    """Whether an act is told in a clause that only describes: "LinkedIn, which has been blocked since 2016"."""
    between = scene.text[target.end : trigger.start] if target.named and target.end <= trigger.start else ""
    if between and not target.carried and _RELATIVE.match(between):
        yield "relative"


def standing(scene: Scene, target: Target) -> Iterator[str]:
    """Whether the text opens with the company, with another, or with none: the news is of whom it opens with."""
    if not target.companies:
        yield "opens:class"
        return
    ids = set(target.companies)
    for sentence in scene.sentences[:2]:
        named = {spot.name.id for spot in sentence.companies}
        which = "first" if sentence is scene.sentences[0] else "second"
        yield f"opens:{which}-with-{'it' if named & ids else 'other' if named else 'none'}"


def _shape(word: str, lang: str) -> str:
    """The ending of a verb, which tells its time."""
    first = word.split(" ", maxsplit=1)[0].lower()
    if lang == "en":
        return next((end for end in ("ed", "ing", "s") if first.endswith(end)), "bare")
    if lang in {"ru", "uk"}:
        return next(
            (end for end in ("ла", "ли", "ло", "л", "ть", "ет", "ют", "ит", "ят", "в") if first.endswith(end)), "other"
        )
    return "future" if lang in _FUTURE and _FUTURE[lang].search(first) else "any"
