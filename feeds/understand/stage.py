"""How real an act is in its sentence, and whether it is the news or told in passing. Pure."""

import re

from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.line import Found, Line, Part
from feeds.understand.subject import home

_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_ENDED = re.compile(r"[?？؟][\s\"')»”]*$")


def stage_of(line: Line, hit: Hit) -> Stage:
    """Denied, threatened, past, or actual."""
    low, high = line.clause(hit.start)
    if line.after(hit.end, ("undone",), 3, high) or line.before(hit.start, ("deny",), 8, low):
        return Stage.DENIED
    if line.before(hit.start, ("not",), 3, low):
        return Stage.DENIED
    if _may(line, hit, low) or line.after(hit.end, ("may",), 1, high):
        return Stage.THREAT
    if line.after(hit.end, ("unless",), 40, line.sentence.end) or _ENDED.search(
        line.text[line.sentence.start : line.sentence.end]
    ):
        return Stage.THREAT
    return Stage.PAST if _past(line, hit, low, high) else Stage.ACTUAL


def _may(line: Line, hit: Hit, low: int) -> bool:
    """Whether doubt stands before a word of action; a signed bill and an announced decision leave none."""
    may = line.before(hit.start, ("may",), 7, low)
    if may is None or line.before(hit.start, ("announce",), 3, low):
        return False
    if hit.kind == "probe" and line.word(may).startswith("fac"):
        return False
    return not (line.word(may).startswith("bill") and line.before(hit.start, ("sign",), 9, low))


def _past(line: Line, hit: Hit, low: int, high: int) -> bool:
    """Whether an act is told as history: an earlier year, words of the past, or what a court now rules on."""
    years = [int(year) for year in _YEAR.findall(line.text[low:high])]
    told = line.scene.told.published
    if years and told and max(years) < told.year:
        return True
    if hit.kind in {"block", "throttle", "shutdown"} and line.before(
        hit.start, ("ruling", "uphold"), 12, line.sentence.start
    ):
        return True
    past = line.before(hit.start, ("past",), 5, low) or line.after(hit.end, ("past",), 8, high)
    return past is not None and line.sentence.place > 0


def _aside(line: Line, hit: Hit, low: int) -> bool:
    """Whether a word of action stands where a text tells circumstances ("after ...", "which ..."), or what remains."""
    if any(one.start == low for one in line.of("aside")):
        return True
    be = line.before(hit.start, ("be",), 1, low)
    return be is not None and line.word(be).startswith(("remain", "stay"))


def told(line: Line, action: Action, target: Part, hit: Hit, rule: str, stage: Stage | None = None) -> Found:
    """An act as found, with its stage, its role and the country beside the verb."""
    low, _ = line.clause(hit.start)
    stage = stage or stage_of(line, hit)
    role = Role.BACKGROUND if stage is Stage.PAST or _aside(line, hit, low) else Role.LEAD
    return Found(action, target.ids, stage, role, hit, line.sentence, rule, home(line, hit.start, low))
