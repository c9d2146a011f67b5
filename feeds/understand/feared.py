"""Acts only feared, wished, planned or denied, by the words about them; for languages without written rules. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from feeds.model import Action, Stage
from feeds.understand.mentions import Scene
from feeds.understand.weigh import Weighed

_FEW_WORDS = r"(?:\s+[^\s,;:.!?–—]+){0,4}?\s*$"
_WORDS = {
    "es": r"\b(?:podr(?:ía|ían|á|án)|pued[ea]n?|amenaza\w*|quieren?|planean?|estudian?|proponen?|baraja\w*|"
    r"pide\w*|votar(?:á|án))",
    "pt": r"\b(?:pode(?:m|rá|rão|ria|riam)?|ameaça\w*|quer(?:em)?|planeja\w*|estuda\w*|propõe\w*|cogita\w*|"
    r"pede\w*|vota(?:m|rá|rão)?)",
    "fr": r"\b(?:pourrai(?:t|ent)|pourra|peut|peuvent|menace\w*|veu(?:t|lent)|envisage\w*|risque\w*|propose\w*)",
    "de": r"\b(?:könn(?:te|ten|en)|kann|droh(?:t|en|te|ten)|will|wollen|erwäg(?:t|en)|plan(?:t|en)|forder(?:t|n))",
    "it": r"\b(?:potrebbe\w*|può|possono|minaccia\w*|vuole|vogliono|valuta\w*|propone\w*|rischia\w*|chiede\w*|"
    r"voter(?:à|anno))",
    "id": r"\b(?:bisa|dapat|akan|ancam|mengancam|terancam|berencana|mungkin)",
    "uk": r"\b(?:може|можуть|погрожу\w+|пригрози\w+|планує|планують|хоч(?:е|уть)|готує\w*|пропону\w+|вимага\w+|"
    r"заклика\w+|проси(?:ть|в|ла|ли)|обіця\w+|має намір|мають намір)",
    "ar": r"(?:^|\s)(?:قد|ربما|تهدد|يهدد|تعتزم|يعتزم|تنوي|ينوي|تدرس|يدرس)",
    "fa": r"(?:ممکن است|شاید|تهدید|قصد دارد|می‌خواهد|تلاش برای|قرار است|خواستار)",
    "zh": r"(?:可能|或将|或將|威胁|威脅|拟|擬|考虑|考慮|计划|計劃)\S{0,8}$",
}
_FEARED: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {lang: re.compile(words + ("" if lang == "zh" else _FEW_WORDS), re.IGNORECASE) for lang, words in _WORDS.items()}
)
# the same where the verb comes last: right after the word of action, before the clause ends
_LATER: Mapping[str, re.Pattern[str]] = MappingProxyType({
    "fa": re.compile(r"[^.،؛!؟]{0,40}?"
        r"(?:باید|تلاش می[ \u200c]?کن|وعده (?:داد|دهد)|مذاکره می[ \u200c]?کن|خواهد|خواهند)"),
    "hi": re.compile(r"[^।,!?]{0,30}?"
        r"(?:सकत[ाीे]|की धमकी|की चेतावनी|की मांग|की माँग|पर विचार|की तैयारी|की योजना|का प्रस्ताव)"),
    "tr": re.compile(
        r"\w*[^.,;:!?]{0,30}?\b(?:isted[ıi]|önerd[ıi]|istiyor\w*|istend[ıi]|talep ett?i|talep ed\w+|çağrı\w*|tehdi\w+|"
        r"planl[ıi]yor\w*|öneriyor\w*|gündem\w*)\b", re.IGNORECASE
    ),
})  # fmt: skip
# what tells in any place of a sentence that a report in it, or the act, is not so
_NOT_SO: Mapping[str, re.Pattern[str]] = MappingProxyType({
    "tr": re.compile(
        r"\b(?:asılsız|gerçeği yansıtm\w+|gerçek dışı|doğru değil\w*|"
        r"söz konusu değil\w*|gündem\w* yok\w*|yalanland[ıi])"
    ),
    "uk": re.compile(
        r"\bне (?:будуть|буде|планує\w*|планують|збира[єю]ть?ся) (?:\w+ )?(?:блокува|заборон|обмежува|розблок)\w+|"
        r"\b(?:блокува|заборон|обмежува|розблоков)\w+ (?:\w+ )?не (?:будуть|буде|планує|планують|збира)|"
        r"не відповідає дійсності|\bце фейк|\bпитання не стоїть", re.IGNORECASE
    ),
    "id": re.compile(r"\b(?:hoaks|tidak benar|kabar bohong|(?:tidak|tak|belum) ada rencana|"
        r"(?:tidak|tak) (?:akan|berencana))\b", re.IGNORECASE),
    "fa": re.compile(r"صحت ندارد|نادرست|درست نیست|"
        r"کذب است|تکذیب (?:کرد|شد)(?!؟)|برنامه[ \u200c]?ای برای [^.]{0,40}?(?:ندار|نیست)|در دستور کار نیست"),
    "ar": re.compile(r"غير صحيح|لا صحة|عار[ية]* عن الصحة|لا نية|لا تعتزم|لا يعتزم|لا تنوي|لا ينوي"),
    "hi": re.compile(r"खबर(?:ें|ों)? (?:\S+ )?(?:झूठी|गलत|ग़लत|फर्जी|फ़र्जी|भ्रामक)|"
        r"अफवाह|अफ़वाह|खंडन|कोई (?:योजना|प्रस्ताव|इरादा) नहीं"),
    "zh": re.compile(r"不属实|不屬實|辟谣|闢謠|谣言|謠言|子虚乌有|并无计划|無計劃|无计划|"
        r"没有计划|沒有計劃"),
})  # fmt: skip
_BEFORE = 60
_DONE_TO = frozenset([Action.BLOCK, Action.UNBLOCK, Action.THROTTLE, Action.FINE, Action.SHUTDOWN])


def feared(one: Weighed, scene: Scene) -> Weighed:
    """A claim as denied or as a threat where its words say that it is not so, may come or is wanted; else as it is."""
    if one.stage is not Stage.ACTUAL or one.pair.action not in _DONE_TO:
        return one
    start, end, trigger = one.pair.sentence.start, one.pair.sentence.end, one.pair.trigger
    denied = _NOT_SO.get(scene.lang)
    first = start == scene.sentences[0].start
    if denied and (denied.search(scene.text, start, end) or (first and _next(scene, denied))):
        return replace(one, stage=Stage.DENIED)
    pattern, later = _FEARED.get(scene.lang), _LATER.get(scene.lang)
    if pattern and pattern.search(scene.text[max(start, trigger.start - _BEFORE) : trigger.start]):
        return replace(one, stage=Stage.THREAT)
    if later and later.match(scene.text[:end], trigger.end):
        return replace(one, stage=Stage.THREAT)
    return one


def _next(scene: Scene, denied: re.Pattern[str]) -> bool:
    """Whether a title is followed by a sentence that says it is not so."""
    if scene.sentences[0].place or len(scene.sentences) < 2:
        return False
    second = scene.sentences[1]
    return denied.search(scene.text, second.start, second.end) is not None
