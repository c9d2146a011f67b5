"""From a line's words of action to acts: whom each is done to, how real it is, whether it is the news. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.grammar import _YEAR, Found, Line, actor, agent, home, line_of, parts, passive
from feeds.catalog import Catalog
from feeds.understand.mentions import Scene, _cut

_DONE_TO = ("block", "unblock", "throttle", "fine", "probe", "order")
_REACH = {"block": 14, "unblock": 14, "throttle": 10, "fine": 8, "probe": 10, "order": 8}
Target = tuple[str, tuple[str, ...], int, int]
_REASON = re.compile(r"\b(?:for|of|from|without)\s+(?:\w+ly\s+)?$")
FREE = frozenset(["ru", "uk", "tr", "hi", "fa", "de", "ar"])


def rules(scene: Scene, catalog: Catalog) -> dict[tuple[Action, str | None], Found] | None:
    """The verdict of the written rules by action and company; None where this language has none."""
    speech = catalog.grammars.get(scene.lang)
    if speech is None:
        return None
    hits = speech.hits(catalog.fold(scene.text)[1], forms=True)
    spans = [(one.start, one.end) for one in scene.sentences]
    titled = bool(scene.sentences) and scene.sentences[0].place == 0
    told: dict[tuple[Action, str | None], Found] = {}
    for one in acts(replace(scene, sentences=tuple(_cut(scene.text, spans, list(scene.spots), hits, titled)))):
        for company in one.companies or (None,):
            known = told.get((one.action, company))
            if known is None or (known.role is Role.BACKGROUND and one.role is Role.LEAD):
                told[one.action, company] = one
    return told


def acts(scene: Scene) -> list[Found]:
    """Every act that the text tells, sentence by sentence."""
    found: list[Found] = []
    carried: tuple[str, ...] = ()
    titled = len(scene.sentences[0].companies) if scene.sentences and scene.sentences[0].place == 0 else 0
    for sentence in scene.sentences:
        line = line_of(scene, sentence, carried)
        found += _of_line(line)
        if line.groups and (not carried or sentence.place > 0 and titled != 1):
            carried = tuple(dict.fromkeys(spot.name.id for spot in line.groups[0]))
    return _lead(found)


def _of_line(line: Line) -> list[Found]:
    found: list[Found] = []
    used: set[tuple[int, int]] = set()
    for one, spent in _lifts(line):
        found.append(one)
        used |= spent
    for kind in _DONE_TO:
        for hit in line.of(kind):
            if (hit.start, hit.end) in used:
                continue
            one = _noun(line, hit) if hit.form == "noun" else _verb(line, hit)
            if one:
                found.append(one)
    found += _rulings(line)
    found += _answers(line)
    found += _laws(line)
    found += _shutdowns(line)
    return found


def _lifts(line: Line) -> Iterator[tuple[Found, set[tuple[int, int]]]]:
    """A lifting word with a block as its object, or a block that is lifted."""
    nouns = [
        hit
        for kind in ("block", "throttle")
        for hit in line.of(kind)
        if hit.form == "noun" or line.text[hit.start : hit.end].endswith("ing") or line.before(hit.start, ("decision",), 1)
    ]
    for lift in line.of("lift"):
        low, high = line.clause(lift.start)
        noun = next((n for n in nouns if lift.end <= n.start < high and line.words(lift.end, n.start) <= 6), None)
        if noun is None and lift.form in {"part", "pass"}:
            noun = next((n for n in reversed(nouns) if low <= n.start and n.end <= lift.start and line.words(n.end, lift.start) <= 8), None)
        if noun is None:
            continue
        target = _noun_target(line, noun)
        if target is None or target[0] == "scope":
            continue
        who, _ = actor(line, min(lift.start, noun.start), low)
        if who in {"company", "private"} and target[0] != "none" and lift.form == "act":
            continue
        stage = _stage(line, lift, low, high)
        yield _found(line, Action.UNBLOCK, target, stage, lift, "lift"), {
            (h.start, h.end) for h in (lift, noun)
        } | {(h.start, h.end) for kind in ("block", "throttle", "unblock") for h in line.of(kind) if h.start in {lift.start, noun.start}}


def _found(line: Line, action: Action, target: Target, stage: Stage, hit: Hit, rule: str) -> Found:
    role = Role.BACKGROUND if stage is Stage.PAST or _aside(line, hit) else Role.LEAD
    low, _ = line.clause(hit.start)
    return Found(action, target[1], stage, role, hit, line.sentence, rule, 1.0, home(line, hit.start, low))


def _aside(line: Line, hit: Hit) -> bool:
    """Whether a word of action stands where a text tells reasons and circumstances: "after ...", "which ..."."""
    low, _ = line.clause(hit.start)
    if any(one.start == low for one in line.of("aside")):
        return True
    be = line.before(hit.start, ("be",), 1, low)
    return be is not None and line.text[be.start : be.end].lower().startswith(("remain", "stay"))


def _verb(line: Line, hit: Hit) -> Found | None:
    low, high = line.clause(hit.start)
    if line.scene.lang in FREE:
        return _free(line, hit, low, high)
    is_passive = passive(line, hit, low, high)
    target = _patient(line, hit, low, high) if is_passive else _object(line, hit, low, high)
    rule = "passive" if is_passive else "active"
    who, _ = ("", 0) if is_passive else actor(line, hit.start, low)
    if target is None or target[0] == "scope":
        return None
    if is_passive:
        who = agent(line, hit.end, high)
    elif who == "" and low > line.sentence.start:
        who, _ = actor(line, hit.start, line.sentence.start)
    if who in {"company", "private"}:
        return None
    text = line.text
    if text[hit.start : hit.end].split()[0].endswith("ing"):
        if _REASON.search(text[line.sentence.start : hit.start]) and target[0] != "class":
            return None
        if line.before(hit.start, ("talk",), 9, line.sentence.start):
            return replace(_found(line, Action(hit.kind), target, _stage(line, hit, low, high), hit, "talk"), role=Role.BACKGROUND)
    if not is_passive and who == "" and hit.form != "verb":
        return None
    return _found(line, Action(hit.kind), target, _stage(line, hit, low, high), hit, rule)


def _free(line: Line, hit: Hit, low: int, high: int) -> Found | None:
    """A verb where the order of words is free: who acts is told by what kind of name it is."""
    ahead = _ahead(line, hit, high)
    behind = _behind(line, hit, low)
    if hit.form == "pass":
        target = behind or ahead
        rule = "passive"
    else:
        target, rule = ahead or behind, "active"
        state = _state_in(line, low, high)
        impersonal = _IMPERSONAL.search(line.text[hit.start : hit.end].split()[0]) is not None
        if not state and not impersonal:
            return None
        who, _ = actor(line, hit.start, low)
        if who in {"company", "private"} and not _state_at(line, hit, low, high):
            return None
    if target is None or target[0] == "scope":
        return None
    return _found(line, Action(hit.kind), target, _stage(line, hit, low, high), hit, rule)


def _ahead(line: Line, hit: Hit, high: int) -> Target | None:
    stop = line.after(hit.end, ("stop",), 12, high)
    edge = min(high, stop.start) if stop and line.words(hit.end, stop.start) > 0 else high
    return _first(line, [p for p in parts(line, hit.end, edge) if line.words(hit.end, p[1]) <= 7])


def _behind(line: Line, hit: Hit, low: int) -> Target | None:
    """The nearest thing before a verb that it may be about, past the words of place."""
    for kind, start, end, ids in reversed(parts(line, low, hit.start)):
        if line.words(end, hit.start) > 8:
            break
        if kind == "company":
            return ("company", ids, start, end)
        if kind == "that":
            group = next((g for g in line.groups if low <= g[0].start and g[-1].end <= hit.start), None)
            ids = tuple(dict.fromkeys(s.name.id for s in group)) if group else line.carried
            return ("that", ids, start, end) if ids else None
        if kind in {"class", "scope"}:
            return (kind, (), start, end)
    return None


def _state_in(line: Line, low: int, high: int) -> bool:
    """Whether a state's body is told in this clause, in whatever place."""
    return actor(line, high, low)[0] == "state" or any(
        low <= hit.start < high for hit in line.of("state", "court")
    ) or any(low <= s.start < high and s.name.kind is Kind.REGULATOR for s in line.sentence.spots)


def _state_at(line: Line, hit: Hit, low: int, high: int) -> bool:
    """Whether a state's body stands beside the verb, after it or before the company."""
    return _state_in(line, low, high)


_IMPERSONAL = re.compile("(?:али|или|ыли|ели|ули|ют|ят|ать|ить|ут)$")


def _object(line: Line, hit: Hit, low: int, high: int) -> Target | None:
    """What an active verb acts on."""
    if hit.form == "part" and line.before(hit.start, ("on", "det"), 0, low) and not line.before(hit.start, ("have",), 1, low):
        return None
    stop = line.after(hit.end, ("stop",), 20, high)
    edge = min(high, stop.start) if stop and line.words(hit.end, stop.start) > 0 else high
    ahead = [p for p in parts(line, hit.end, edge) if line.words(hit.end, p[1]) <= _REACH[hit.kind]]
    target = _first(line, ahead)
    if target and target[0] == "company" and hit.kind in {"block", "throttle"}:
        use = line.before(target[2], ("use",), 0, hit.end)
        kept = line.after(target[3], ("from",), 0)
        if use and line.words(hit.end, target[2]) > 1:
            return ("scope", (), target[2], target[3])
        if kept and line.text[kept.end :].split(maxsplit=1)[:1] and line.text[kept.end :].split(maxsplit=1)[0].endswith("ing") and not line.after(kept.end, ("operate",), 0):
            return ("scope", (), target[2], target[3])
    return target


def _first(line: Line, ahead: list) -> Target | None:
    for number, part in enumerate(ahead):
        kind, start, end, ids = part
        if kind == "company":
            scope = line.after(end, ("scope",), 1)
            if scope and "," not in line.text[end : scope.start]:
                return ("scope", (), start, end)
            if line.text[end : end + 2] in {"'s", "’s"} and not line.after(end, ("that", "whole"), 2):
                return ("scope", (), start, end)
            return ("company", ids, start, end)
        following = next((p for p in ahead[number + 1 :] if p[0] == "company"), None)
        if kind == "class" and following and line.words(end, following[1]) <= 5 and line.after(end, ("such",), 4, following[1]):
            return ("company", (*following[3], None), start, end)
        if kind in {"class", "that", "net", "device"} and following and line.words(end, following[1]) <= 6:
            continue
        if kind == "that":
            return ("that", line.carried, start, end) if line.carried else None
        if kind == "class":
            return ("class", (), start, end)
        if kind in {"scope", "state", "court"}:
            return ("scope", (), start, end)
    return None


def _patient(line: Line, hit: Hit, low: int, high: int) -> Target | None:
    """Whom a passive verb tells of."""
    behind = [p for p in parts(line, low, hit.start) if line.words(p[2], hit.start) <= 14]
    nearest = next((p for p in reversed(behind) if not _in_phrase(line, p)), None)
    if nearest is None:
        after_from = line.after(hit.end, ("from",), 1)
        if after_from:
            return None
        return ("that", line.carried, hit.start, hit.start) if False else None
    kind, start, end, ids = nearest
    if kind == "company":
        return ("company", ids, start, end) if _heads(line, end, hit.start) else ("scope", (), start, end)
    if kind == "that":
        own = next((p for p in behind if p[0] == "company"), None)
        if own:
            return ("company", own[3], own[1], own[2])
        return ("that", line.carried, start, end) if line.carried else None
    if kind == "class":
        return ("class", (), start, end)
    if kind == "net":
        return None
    return ("scope", (), start, end)


_FUNCTION = ("be", "have", "in", "on", "by", "not", "may", "will", "past", "then", "whole", "that", "class", "stop", "break", "use", "adverb")


def _heads(line: Line, end: int, verb: int) -> bool:
    """Whether a name is itself what the verb tells of, and not something of its ("Huawei lobbyists are banned")."""
    between = line.text[end:verb]
    words = between.split()
    if not words:
        return True
    if between.startswith(("'s", "’s")):
        return bool(line.after(end, ("whole", "that", "class"), 2))
    if between[:1] in ",;:)(-" or words[0] in {"and", "or", "(", "-"}:
        return True
    if line.after(end, _FUNCTION, 0) or words[0].endswith("ly") or words[0][:1].isupper() or words[0][:1].isdigit():
        return True
    return len(words) > 4


def _in_phrase(line: Line, part: tuple) -> bool:
    """Whether a part only says where or by what means: "to stream on Twitter"."""
    return False


def _noun_target(line: Line, noun: Hit) -> Target | None:
    """Whom a ban (fine, probe) is on."""
    low, high = line.clause(noun.start)
    ahead = [p for p in parts(line, noun.end, min(high + 0, line.sentence.end)) if line.words(noun.end, p[1]) <= 7]
    stop = line.after(noun.end, ("stop", "from"), 7, high)
    if line.after(noun.end, ("scope",), 0):
        return ("scope", (), noun.start, noun.end)
    if stop:
        ahead = [p for p in ahead if p[1] < stop.start]
    gerund = line.text[noun.start : noun.end].endswith("ing") and noun.form != "noun"
    behind = [] if gerund else [p for p in parts(line, low, noun.start) if line.words(p[2], noun.start) <= 1 and p[0] in {"company", "class", "scope", "net"}]
    if behind:
        kind, start, end, ids = behind[-1]
        if kind == "company" and not line.text[end : end + 2].startswith(("'s", "’s")):
            return ("company", ids, start, end)
        if kind in {"class", "net"}:
            return ("class", (), start, end) if kind == "class" else None
        if kind == "scope":
            return ("scope", (), start, end)
    first = _first(line, ahead)
    if first:
        return first
    if line.carried and not line.groups:
        return ("that", line.carried, noun.start, noun.end)
    if len(line.groups) == 1:
        group = line.groups[0]
        gap = line.words(noun.end, group[0].start) if group[0].start > noun.end else line.words(group[-1].end, noun.start)
        if low <= group[0].start < high and gap <= 6:
            return ("company", tuple(dict.fromkeys(s.name.id for s in group)), group[0].start, group[-1].end)
    return None


def _noun(line: Line, noun: Hit) -> Found | None:
    low, high = line.clause(noun.start)
    target = _noun_target(line, noun)
    if target is None or target[0] == "scope":
        return None
    who, _ = actor(line, noun.start, low)
    stage = _stage(line, noun, low, high)
    impose = line.before(noun.start, ("impose",), 6, low) or line.after(noun.end, ("impose",), 6, high)
    if noun.kind == "probe" and who == "private":
        return None
    if who == "company" and target[0] == "company" and target[2] > noun.start:
        return None
    if impose and who == "company" and target[0] == "that":
        return None
    if impose and who == "company" and target[0] != "class" and impose.end <= noun.start and target[3] <= impose.start:
        return None
    rule = "imposed" if impose else "noun"
    if line.before(noun.start, ("scope",), 0, low):
        return None
    if line.before(noun.start, ("talk",), 9, line.sentence.start) or line.after(noun.end, ("opinion",), 10):
        return replace(_found(line, Action(noun.kind), target, stage, noun, "talk"), role=Role.BACKGROUND)
    if stage is Stage.ACTUAL and not impose and noun.kind in {"block", "throttle"}:
        then = line.before(noun.start, ("then",), 3, line.sentence.start)
        if line.sentence.place > 0 or then:
            return replace(_found(line, Action(noun.kind), target, stage, noun, rule), role=Role.BACKGROUND, sure=0.4)
    return _found(line, Action(noun.kind), target, stage, noun, rule)


def _stage(line: Line, hit: Hit, low: int, high: int) -> Stage:
    """How real an act is: denied, threatened, past, or actual."""
    text = line.text
    if line.after(hit.end, ("undone",), 3, high):
        return Stage.DENIED
    deny = line.before(hit.start, ("deny",), 8, low)
    no = line.before(hit.start, ("not",), 3, low)
    if deny or no:
        return Stage.DENIED
    may = line.before(hit.start, ("may",), 7, low)
    if may and text[may.start : may.end].lower().startswith("bill") and line.before(hit.start, ("sign",), 9, low):
        may = None
    if may or line.after(hit.end, ("may",), 1, high):
        return Stage.THREAT
    if line.after(hit.end, ("unless",), 40, line.sentence.end):
        return Stage.THREAT
    if "?" in text[line.sentence.start : line.sentence.end]:
        return Stage.THREAT
    years = [int(y) for y in _YEAR.findall(text[low:high])]
    told = line.scene.told.published
    if years and told and max(years) < told.year:
        return Stage.PAST
    if hit.kind in {"block", "throttle", "shutdown"} and line.before(hit.start, ("ruling", "uphold"), 12, line.sentence.start):
        return Stage.PAST
    if line.before(hit.start, ("past",), 5, low) or line.after(hit.end, ("past",), 8, high):
        return Stage.PAST if line.sentence.place > 0 else Stage.ACTUAL
    return Stage.ACTUAL


def _rulings(line: Line) -> list[Found]:
    """A court or authority decides for or against a company."""
    found = []
    for hit in line.of("ruling"):
        low, high = line.clause(hit.start)
        who, _ = actor(line, hit.start, low)
        court = next(line.of("court"), None)
        if hit.form == "act" or hit.form == "part":
            if who != "state" and not (hit.form == "part" and agent(line, hit.end, high) == "state"):
                continue
        elif court is None and hit.form != "pass":
            continue
        elif court is None:
            continue
        if hit.form == "noun" or (court is None and "appeal" not in line.text[low:high].lower()):
            continue
        near = sorted(
            (line.words(hit.end, g[0].start) if g[0].start >= hit.end else line.words(g[-1].end, hit.start) + 2, n)
            for n, g in enumerate(line.groups)
        )
        ids = tuple(dict.fromkeys(s.name.id for s in line.groups[near[0][1]])) if near else line.carried
        if near and near[0][0] > 14:
            continue
        found.append(_found(line, Action.RULING, ("company", ids, 0, 0), _stage(line, hit, low, high), hit, "ruling"))
    return found


def _answers(line: Line) -> list[Found]:
    """A company complies or refuses."""
    found = []
    for action in (Action.COMPLY, Action.REFUSE):
        for hit in line.of(action.value):
            low, high = line.clause(hit.start)
            who, where = actor(line, hit.start, low)
            group = next((g for g in reversed(line.groups) if low <= g[0].start and g[-1].end <= hit.start), None)
            ids: tuple[str, ...]
            if who == "company" and group:
                ids = tuple(dict.fromkeys(s.name.id for s in group))
            else:
                continue
            asked = any(
                s.name.kind in {Kind.REGULATOR, Kind.COUNTRY, Kind.LAW} for s in line.sentence.spots
            ) or any(True for _ in line.of("state", "court"))
            if not asked:
                continue
            found.append(_found(line, action, ("company", ids, 0, 0), _stage(line, hit, low, high), hit, "answer"))
    return found


def _laws(line: Line) -> list[Found]:
    """A law is passed, or proposed."""
    for hit in line.of("law"):
        low, high = line.sentence.start, line.sentence.end
        enact = line.before(hit.start, ("enact",), 8, low) or line.after(hit.end, ("enact",), 12, high)
        propose = line.before(hit.start, ("propose",), 5, low) or line.after(hit.end, ("propose",), 5, high)
        if enact is None and propose is None and not hit_is_bill(line, hit):
            continue
        stage = Stage.ACTUAL if enact and not propose and not hit_is_bill(line, hit) else Stage.THREAT
        one = _found(line, Action.LAW, ("class", (), hit.start, hit.end), stage, hit, "law")
        return [one]
    return []


def hit_is_bill(line: Line, hit: Hit) -> bool:
    return line.text[hit.start : hit.end].lower().startswith(("bill", "draft"))


def _shutdowns(line: Line) -> list[Found]:
    for hit in line.of("shutdown"):
        low, high = line.clause(hit.start)
        stage = _stage(line, hit, low, high)
        one = _found(line, Action.SHUTDOWN, ("class", (), hit.start, hit.end), stage, hit, "shutdown")
        lift = line.before(hit.start, ("lift",), 3, low) or line.after(hit.end, ("lift",), 4, high)
        if lift:
            continue
        if line.before(hit.start, ("then",), 2, line.sentence.start):
            one = replace(one, role=Role.BACKGROUND)
        return [one]
    return []


def _lead(found: list[Found]) -> list[Found]:
    """Of what is told, that of the title or first sentence is the news; later things only if nothing was told before."""
    first: dict[Action, int] = {}
    for one in found:
        if one.role is Role.LEAD:
            first[one.action] = min(first.get(one.action, 99), one.sentence.place)
    any_first = min(first.values(), default=0)
    freed = {
        company
        for one in found
        if one.action is Action.UNBLOCK and one.stage is Stage.ACTUAL and one.sentence.place <= max(1, any_first)
        for company in one.companies or (None,)
    }
    out = []
    for one in found:
        role = one.role
        if one.action in {Action.BLOCK, Action.THROTTLE} and freed & set(one.companies or (None,)):
            out.append(replace(one, role=Role.BACKGROUND, stage=Stage.PAST))
            continue
        if role is Role.LEAD and one.sentence.place > max(1, any_first):
            role = Role.BACKGROUND
        out.append(replace(one, role=role))
    return out
