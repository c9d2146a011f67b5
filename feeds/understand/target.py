"""Whom a word of action is done to, by its form: object of a verb, patient of a passive, what a noun is on. Pure."""

import re

from feeds.catalog.speech import Hit
from feeds.understand.line import Line, Part, ids_of
from feeds.understand.whole import first, heads, parts, run

_REACH = {"block": 14, "unblock": 14, "throttle": 10, "fine": 8, "probe": 10, "order": 8}
_POSSESSED = ("'s", "’s")
# "bans staff from using X", "bars operators from buying the products of X": the ban is on X
_FROM_USING = re.compile(
    r"\W(?:[\w'’.-]+\W){1,9}?from (?:using|buying|purchasing|procuring|installing|downloading|accessing)\b",
    re.IGNORECASE,
)
_NEAR_USED = 6
_PRONOUNS = frozenset(["он", "она", "его", "ее", "её", "их", "ему", "ей"])
# what parts two names that are not told in one breath: "FaceTime компании Apple", "Wikipedia, подтвердили в Wikimedia"
_APART = re.compile(
    r"\b(?:(?:компани|корпораци|фонд|холдинг|владел|принадлеж|разработчик|создател)\w*|от|в|во|у|по|для|с|из|на|через)\b"
)


def _edge(line: Line, hit: Hit, high: int, within: int) -> int:
    """Where the object of a verb ends at the latest: before "over", "after", "because"."""
    stop = line.after(hit.end, ("stop",), within, high)
    return min(high, stop.start) if stop and line.words(hit.end, stop.start) > 0 else high


def object_of(line: Line, hit: Hit, low: int, high: int) -> Part | None:
    """What an active verb acts on."""
    adjective = line.before(hit.start, ("on", "det"), 0, low) and not line.before(hit.start, ("have",), 1, low)
    if hit.form == "part" and adjective:
        return None
    using = _FROM_USING.match(line.text, hit.end, high) if line.scene.lang == "en" and hit.kind == "block" else None
    if using and not any(group[0].start < using.end() and group[0].start >= hit.end for group in line.groups):
        near = [part for part in parts(line, using.end(), high) if line.words(using.end(), part.start) <= _NEAR_USED]
        return next((part for part in near if part.kind == "company"), None)
    here = parts(line, hit.end, _edge(line, hit, high, 20))
    target = first(line, [part for part in here if line.words(hit.end, part.start) <= _REACH[hit.kind]])
    if target and target.kind == "company" and hit.kind in {"block", "throttle"} and _only_place(line, hit, target):
        return target._replace(kind="scope")
    return target


def _only_place(line: Line, hit: Hit, target: Part) -> bool:
    """Whether only something on a service is forbidden, or only to do something: "bans adverts on X"."""
    use = line.before(target.start, ("use",), 0, hit.end)
    if use and line.words(hit.end, target.start) > 1:
        return True
    kept = line.after(target.end, ("from",), 0)
    doing = line.text[kept.end :].split(maxsplit=1)[:1] if kept else []
    return bool(kept and doing and doing[0].endswith("ing") and not line.after(kept.end, ("operate",), 0))


def patient_of(line: Line, hit: Hit, low: int) -> Part | None:
    """Whom a passive verb tells of."""
    behind = [part for part in parts(line, low, hit.start) if line.words(part.end, hit.start) <= 14]
    if not behind:
        return None
    nearest = behind[-1]
    if nearest.kind == "company":
        return nearest if heads(line, nearest.end, hit.start) else nearest._replace(kind="scope")
    if nearest.kind == "that":
        named = next((part for part in behind if part.kind == "company"), None)
        return named or (nearest._replace(ids=line.carried) if line.carried else None)
    if nearest.kind in {"class", "net"}:
        return nearest if nearest.kind == "class" else None
    return nearest._replace(kind="scope")


def noun_target(line: Line, noun: Hit) -> Part | None:
    """Whom a ban, fine or inquiry is on."""
    low, high = line.clause(noun.start)
    if line.after(noun.end, ("scope",), 0):
        return Part("scope", noun.start, noun.end)
    if noun.form == "noun":
        near = [part for part in parts(line, low, noun.start) if line.words(part.end, noun.start) <= 1]
        near = [part for part in near if part.kind in {"company", "class", "scope", "net"}]
        if near and near[-1].kind == "net":
            return None
        if near and not (near[-1].kind == "company" and line.text[near[-1].end :][:2] in _POSSESSED):
            return near[-1]
    stop = line.after(noun.end, ("stop", "from"), 7, high)
    here = parts(line, noun.end, min(high, stop.start) if stop else high)
    return first(line, [part for part in here if line.words(noun.end, part.start) <= 7]) or _beside(
        line, noun, low, high
    )


def _beside(line: Line, noun: Hit, low: int, high: int) -> Part | None:
    """The only company of a clause, or that told of before where the sentence names none."""
    if line.carried and not line.groups:
        return Part("that", noun.start, noun.end, line.carried)
    if len(line.groups) != 1:
        return None
    start, end = line.groups[0][0].start, line.groups[0][-1].end
    gap = line.words(noun.end, start) if start > noun.end else line.words(end, noun.start)
    return Part("company", start, end, ids_of(line.groups[0])) if low <= start < high and gap <= 6 else None


def ahead_of(line: Line, hit: Hit, high: int) -> Part | None:
    """What stands after a verb of free order and may be what it is about."""
    here = [part for part in parts(line, hit.end, _edge(line, hit, high, 12)) if part.kind not in {"state", "court"}]
    target = first(line, [part for part in here if line.words(hit.end, part.start) <= 7])
    if target is None or target.kind != "company":
        return target
    told, end = [], target.start
    for part in here:
        if part.start >= target.start and part.kind in {"company", "class"} and _together(line, end, part.start):
            told.append(part)
            end = part.end
    return run(told) or target


def _together(line: Line, end: int, start: int) -> bool:
    """Whether a name follows so close on what stands before that both are told in one breath."""
    return line.words(end, start) <= 3 and not (line.scene.lang == "ru" and _APART.search(line.text[end:start].lower()))


def behind_of(line: Line, hit: Hit, low: int) -> Part | None:
    """What stands before a verb of free order and may be what it is about, past the words of place."""
    told: list[Part] = []
    edge = hit.start
    for part in reversed(parts(line, low, hit.start)):
        if line.words(part.end, edge) > (3 if told else 8):
            break
        if part.kind in {"company", "class"}:
            told.append(part)
            edge = part.start
        elif told:
            edge = part.start if part.kind in {"that", "state"} else edge
        elif part.kind == "that":
            if line.word(Hit("", "", part.start, part.end)) in _PRONOUNS and line.before(part.start, ("scope",), 20):
                return None
            group = next((g for g in line.groups if low <= g[0].start and g[-1].end <= hit.start), None)
            ids = ids_of(group) if group else line.carried
            return part._replace(ids=ids) if ids else None
        elif part.kind == "scope":
            return part
    return run(told)
