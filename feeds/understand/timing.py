"""What tells whether an act is news or history, done, feared or denied: the words and signs around it. Pure."""

import re
from collections.abc import Iterator

from feeds.catalog.speech import Hit
from feeds.understand import turkish
from feeds.understand.mentions import Scene, Sentence
from feeds.understand.pair import ACTIONS, Target
from feeds.understand.text import YEAR

_NOT_NEAR = frozenset(
    ["state", "court", "class", "scope", "at", "use", "by", "lift", "passive", "said", "store", "void", "have"]
)
_NEAR = 60
# what a German verb holds until its clause's end: "könnte LinkedIn noch in diesem Jahr sperren"; and what follows it
_HELD, _FAR_DE, _FINITE = frozenset(["threat", "future", "deny"]), 60, frozenset(["verb", "weak", "weak-verb"])
# a Turkish sentence ends with whether what it tells is so
_LATE_TR = 90
_STOP = re.compile(r"[,;:–—。，]")
_HARD_STOP = re.compile(r"[;:–—。]")
_COMMA_LANGS, _VERB_LAST = frozenset(["de", "ru", "uk"]), frozenset(["tr", "hi", "fa"])
_FUTURE = {
    "tr": re.compile("(?:ece[kğ]|aca[kğ]|ebil[ie]|abil[ie]|meli(?!k)|malı)"),
    "es": re.compile("(?:rán?|rían?)$"), "pt": re.compile("(?:rá|rão|riam?)$"), "it": re.compile("(?:rà|ranno)$"),
    "fr": re.compile("(?:ra|ront|rait)$"),
    "ar": re.compile("^[وف]?س[تين]"), "hi": re.compile("(?:ेगा|ेगी|ेंगे|एगा|एगी|एंगे|ोगा|ोगी|ोंगे)$"),
}  # fmt: skip
# Ukrainian verbs whose present form tells what will be: "заборонять", "вимкнуть"
_WILL_UK = re.compile(
    r"^(?:(?:за|роз)блоку|оштрафу|скасу|зобов.?яж|закри)(?:є|е|ють|уть)$|^(?:вимкн|стягн|знім|обмеж)(?:е|уть)$|"
    r"^(?:заборон|обмеж|відключ|уповільн|сповільн|зупин|призупин|перевір|видал)(?:ить|ять|ать)$|ти(?:ме|муть)$"
)
# and those that describe what stands after them: "заборонений в Росії X"
_FULL_UK = re.compile("[нт](?:ий|а|е|ого|ої|ому|им|ою|их|у)$")
# Ukrainian endings that tell what other Russian ones tell
_ALIKE_UK = (("тиме", "future"), ("тимуть", "future"), ("ти", "ть"), ("ють", "ют"), ("ять", "ят"), ("уть", "ют"),
             ("ить", "ит"), ("ує", "ет"), ("ає", "ет"), ("яє", "ет"))  # fmt: skip
# a Persian verb that tells what may or should be: "شود", not "می‌شود"
_MAY_FA = re.compile("(?<!می[ \u200c])(?:شود|شوند|کند|کنند|برگردد)$")
_RELATIVE = re.compile(
    r"(?:,?\s(?:which|that|who|котор\w+|як(?:ий|а|е|і|у|ого|ої|их|им|ою|ими)|що|que|qui|o qual|che|yang)|"
    r",\s(?:d(?:er|ie|as|en)|welche[rs]?))\b",
    re.IGNORECASE,
)


def surroundings(scene: Scene, sentence: Sentence, trigger: Hit) -> Iterator[str]:
    """Doubt, denial, time and question around the trigger."""
    for hit in sentence.hits:
        if hit.kind in _NOT_NEAR or hit.kind in ACTIONS:
            continue
        if trigger.start <= hit.start < trigger.end:
            continue
        gap = max(0, trigger.start - hit.end) if hit.start < trigger.start else trigger.start - hit.end
        gap *= 3 if scene.lang == "zh" else 1
        stop = _HARD_STOP if scene.lang in _COMMA_LANGS else _STOP
        reach = _FAR_DE if scene.lang == "de" and hit.kind in _HELD else 25
        ahead = 0 <= gap < reach and not stop.search(scene.text[hit.end : trigger.start])
        behind = scene.lang in _VERB_LAST or (scene.lang == "de" and hit.kind == "not" and trigger.form in _FINITE)
        late = _LATE_TR if scene.lang == "tr" and hit.kind == "deny" else 25
        late = 70 if hit.kind == "deny" and scene.lang in {"fa", "hi"} and trigger.form.endswith("noun") else late
        if ahead or (behind and 0 <= hit.start - trigger.end < late):
            yield f"{hit.kind}:close"
        elif 0 <= gap < _NEAR:
            yield f"{hit.kind}:before"
        elif hit.start >= trigger.end and hit.start - trigger.end < 25:
            yield f"{hit.kind}:after"
        else:
            yield f"{hit.kind}:far"
    yield from _by_ending(scene, trigger)
    words = scene.text[sentence.start : sentence.end]
    if ("?" in words or "؟" in words or "？" in words) and not (scene.lang == "tr" and turkish.asks_why(words)):
        yield "question"
    years = {int(year) for year in YEAR.findall(words)}
    if years and scene.told.published:
        yield "year:old" if max(years) < scene.told.published.year else "year:same"


def _by_ending(scene: Scene, trigger: Hit) -> Iterator[str]:
    """What a word of action tells by its ending, where other languages have words for it."""
    word = scene.text[trigger.start : trigger.end]
    if scene.lang == "uk" and _WILL_UK.search(word.split(" ")[0].lower()):
        yield "future:close"
    if scene.lang != "tr":
        return
    if turkish.denies(word, of_end=trigger.kind == "unblock"):
        yield from ("not:close", "verb:denied")
    if turkish.had_been(word):
        yield "past:close"
    if told := turkish.yet_to_come(word):
        yield f"{told}:close"


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
    ahead = target.named and not target.carried and 0 <= target.start - trigger.end < 25
    if (between and not target.carried and _RELATIVE.match(between)) or (ahead and _describes(scene, trigger)):
        yield "relative"


def _describes(scene: Scene, trigger: Hit) -> bool:
    """Whether a participle describes the name after it: "заборонений у Росії X", "erişime kapatılan X"."""
    if trigger.form not in {"passive", "weak-passive"}:
        return False
    word = scene.text[trigger.start : trigger.end]
    if scene.lang == "uk":
        return trigger.form == "passive" and _FULL_UK.search(word.split(" ")[0]) is not None
    return scene.lang == "tr" and turkish.describes(word)


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
    first = word.split(" ")[-1 if lang in _VERB_LAST else 0].lower()
    if lang == "en":
        return next((end for end in ("ed", "ing", "s") if first.endswith(end)), "bare")
    if lang == "uk" and (alike := next((ru for end, ru in _ALIKE_UK if first.endswith(end)), "")):
        return alike
    if lang in {"ru", "uk"}:
        return next(
            (end for end in ("ла", "ли", "ло", "л", "ть", "ет", "ют", "ит", "ят", "в") if first.endswith(end)), "other"
        )
    if lang == "fa":
        return "future" if _MAY_FA.search(word) else "any"
    return "future" if lang in _FUTURE and _FUTURE[lang].search(first) else "any"
