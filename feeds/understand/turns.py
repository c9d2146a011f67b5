"""The turns of speech that tell what a state does to a company: verbs, nouns, and a ban that is lifted. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.line import Found, Line, Part
from feeds.understand.stage import stage_of, told
from feeds.understand.subject import SUIT, actor, agent, passive, state_in
from feeds.understand.target import ahead_of, behind_of, noun_target, object_of, patient_of

_OTHERS = frozenset(["company", "private"])
_REASON = re.compile(r"\b(?:for|of|from|without)\s+(?:\w+ly\s+)?$")
# "отказался отменить запрет"
_UNLIFTED = re.compile(r"(?:отказ\w*|не стал\w*|не (?:будет|будут|намерен\w*|планиру\w+))\W+$", re.IGNORECASE)
_OF_ACCESS = re.compile("доступ|ограничени|блокировк")
_BY_MANY = re.compile(r"(?:ют|ят|ут|ат|ли|но|льзя)(?:ся|сь)?\b")
# whoever sues or complains must be a state
# who blocks for a state, with the verb after: "ISPs told to block", "providers have to cut"
_PROVIDERS = re.compile(
    r"\b(?:ISPs|telcos|providers|(?:internet|network|broadband|mobile|telecoms?|service) (?:operators|carriers))"
    r"(?: (?:were|are|have|been|must|told|ordered|directed|instructed|has|had|to|will|now|also))*\s+$",
    re.IGNORECASE,
)
_SINGULAR = re.compile("(?:л|ла|ло|ет|ит)(?:ся|сь)?$")
_INFINITIVE = re.compile("(?:[аиыуяе]ть|ться)$")
_IMPERSONAL = re.compile("(?:али|или|ыли|ели|ули|ют|ят|ать|ить|ут|ат)$")
Spent = set[tuple[int, int]]


def lifts(line: Line) -> Iterator[tuple[Found, Spent]]:
    """A lifting word with a block as its object, or a block that is lifted; with the words that this used up."""
    nouns = [hit for hit in line.of("block", "throttle") if _as_noun(line, hit)]
    for lift in line.of("lift"):
        low, high = line.clause(lift.start)
        noun = _lifted(line, lift, nouns, low, high)
        target = noun_target(line, noun) if noun else None
        if noun is None or target is None or target.kind == "scope":
            continue
        if _UNLIFTED.search(line.text[line.sentence.start : lift.start]):
            continue
        if lift.form == "act" and actor(line, min(lift.start, noun.start), low)[0] in _OTHERS:
            continue
        spent = {
            (hit.start, hit.end)
            for hit in line.of("block", "throttle", "unblock")
            if hit.start in {lift.start, noun.start}
        }
        yield told(line, Action.UNBLOCK, target, lift, "lift"), spent | {(lift.start, lift.end), (noun.start, noun.end)}


def _as_noun(line: Line, hit: Hit) -> bool:
    """Whether a block may be what is lifted: "the ban", "an order banning", "the decision to block"."""
    return hit.form == "noun" or line.word(hit).endswith("ing") or line.before(hit.start, ("decision",), 1) is not None


def _lifted(line: Line, lift: Hit, nouns: list[Hit], low: int, high: int) -> Hit | None:
    """The block that a lifting word is about."""
    for noun in nouns:
        if lift.end <= noun.start < high and line.words(lift.end, noun.start) <= 6:
            return noun
    if lift.form in {"part", "pass"}:
        for noun in reversed(nouns):
            if low <= noun.start and noun.end <= lift.start and line.words(noun.end, lift.start) <= 8:
                return noun
    return None


def verb(line: Line, hit: Hit) -> Found | None:
    """A verb of action, in whatever voice."""
    low, high = line.clause(hit.start)
    if line.free:
        return _free(line, hit, low, high)
    if passive(line, hit, low, high):
        target = patient_of(line, hit, low)
        who, rule = agent(line, hit.end, high) or "unsaid", "passive"
    else:
        if hit.form == "act" and line.before(hit.start, ("article",), 0, low):
            return None
        target, rule = object_of(line, hit, low, high), "active"
        who = actor(line, hit.start, low)[0] or actor(line, hit.start, line.sentence.start)[0]
        who = "state" if who in {"", "company"} and line.scene.lang == "en" and _by_others(line, hit) else who
    if target is None or target.kind == "scope" or who in {"", *_OTHERS}:
        return None
    if hit.kind == "probe" and who != "state" and SUIT.search(line.word(hit)):
        return None
    if line.word(hit).split()[0].endswith("ing"):
        if target.kind != "class" and _REASON.search(line.text[line.sentence.start : hit.start]):
            return None
        if line.before(hit.start, ("talk",), 9, line.sentence.start):
            return replace(told(line, Action(hit.kind), target, hit, "talk"), role=Role.BACKGROUND)
    return told(line, Action(hit.kind), target, hit, rule)


def _by_others(line: Line, hit: Hit) -> bool:
    """Whether those act who do it for a state: internet providers, or a decree that is signed."""
    if hit.kind not in {"block", "unblock", "throttle"}:
        return False
    if _PROVIDERS.search(line.text, line.sentence.start, hit.start):
        return True
    law = line.before(hit.start, ("law",), 1, line.sentence.start)
    return bool(law and line.before(law.start, ("enact", "sign"), 5, line.sentence.start)) and not (
        line.word(law).startswith(("bill", "draft")) if law else False
    )


def _free(line: Line, hit: Hit, low: int, high: int) -> Found | None:
    """A verb where the order of words is free: who acts is told by what kind of name it is."""
    ahead, behind = ahead_of(line, hit, high), behind_of(line, hit, low)
    word = line.word(hit).split()[0]
    target = (behind or ahead) if hit.form == "pass" else (ahead or behind)
    if target is None or target.kind == "scope":
        return None
    if hit.form != "pass" and not state_in(line, low, high) and not _impersonal(word, target, hit):
        return None
    if hit.form == "act" and target is behind and _of_one(line, hit, word, target, low):
        return None
    told_on = line.after(hit.end, ("block", "throttle"), 4, high) if hit.kind == "order" else None
    if told_on and target.start > told_on.start:
        return None
    if word.startswith("восстанов") and not _OF_ACCESS.search(line.text[low:high].lower()):
        return None
    if _INFINITIVE.search(word) and target is behind and target.kind == "company" and not state_in(line, low, high):
        between = line.text[target.end : hit.start]
        if between.split() and not _BY_MANY.search(between):
            return None
    stage = stage_of(line, hit)
    if _INFINITIVE.search(word):
        if line.after(hit.end, ("not",), 1, high):
            stage = Stage.DENIED
        elif stage is Stage.ACTUAL and not line.before(hit.start, ("order-to",), 8, line.sentence.start):
            stage = Stage.THREAT
    if hit.kind == "block" and (
        line.before(hit.start, ("partly",), 1, low)
        or ((partly := line.after(hit.end, ("partly",), 1, high)) and line.word(partly) != "почти")
    ):
        hit = hit._replace(kind="throttle")
    return told(line, Action(hit.kind), target, hit, "passive" if hit.form == "pass" else "active", stage)


def _of_one(line: Line, hit: Hit, word: str, target: Part, low: int) -> bool:
    """Whether the company before a verb in the singular is its subject: "Twitter заблокировал", "Rumble подала иск"."""
    if target.kind != "company" or not _SINGULAR.search(word) or actor(line, hit.start, low)[0] != "company":
        return False
    return not any(0 <= one.start - hit.end < 25 for one in line.of("state", "court"))


def _impersonal(word: str, target: Part, hit: Hit) -> bool:
    """Whether a verb in the plural cannot have the one company as its subject: "X was blocked by them"."""
    one = target.kind in {"company", "that"} and len(set(target.ids)) == 1
    return _IMPERSONAL.search(word) is not None and (one or target.kind == "class" or hit.kind == "fine")


def noun(line: Line, hit: Hit) -> Found | None:
    """A noun of action: "a ban on X", "the X ban", "a fine for X"."""
    low, high = line.clause(hit.start)
    target = noun_target(line, hit)
    if target is None or target.kind == "scope" or line.before(hit.start, ("scope",), 0, low):
        return None
    impose = line.before(hit.start, ("impose",), 6, low) or line.after(hit.end, ("imposed",), 4, high)
    who, _ = actor(line, hit.start, low)
    if hit.kind == "probe" and who != "state" and not line.free and SUIT.search(line.word(hit)):
        return None
    if (hit.kind == "probe" and who == "private") or (who == "company" and _own(hit, target, impose)):
        return None
    action, rule = Action(hit.kind), "imposed" if impose else "noun"
    if line.before(hit.start, ("talk",), 9, line.sentence.start) or line.after(hit.end, ("opinion",), 10):
        return replace(told(line, action, target, hit, "talk"), role=Role.BACKGROUND)
    stage = stage_of(line, hit)
    if line.free and hit.kind == "fine" and line.before(hit.start, ("ruling", "comply"), 6, line.sentence.start):
        return replace(told(line, action, target, hit, rule), stage=Stage.PAST, role=Role.BACKGROUND)
    if line.free and line.sentence.place == 0 and stage is Stage.ACTUAL and any(line.of("may", "deny", "undone")):
        stage = Stage.THREAT
    found = told(line, action, target, hit, rule, stage)
    passing = line.sentence.place > 0 or line.before(hit.start, ("then",), 3, line.sentence.start)
    if stage is Stage.ACTUAL and not impose and passing and hit.kind in {"block", "throttle"}:
        return replace(found, role=Role.BACKGROUND)
    return found


def _own(hit: Hit, target: Part, impose: Hit | None) -> bool:
    """Whether a company that is the subject does it itself: "Acme announced that it stops its business"."""
    if target.kind == "company" and target.start > hit.start:
        return True
    if impose is None:
        return False
    return target.kind == "that" or (target.kind != "class" and target.end <= impose.start < impose.end <= hit.start)
