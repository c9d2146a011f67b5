"""How real an act is in its sentence, and whether it is the news or told in passing. Pure."""

import re

from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.line import Found, Line, Part
from feeds.understand.subject import home
from feeds.understand.text import YEAR

# what tells of a ban without ruling on it: "confirms the block on X"
_ADMITS = re.compile(r"confirm|declare|designat|approv|decid|decision")
# "сайт был недоступен с пятницы": an adjective with "was" tells what is over
_WAS = re.compile(r"\bбыл[аои]?\W+(?:\w+\W+)?недоступ\w+$", re.IGNORECASE)
# what is told as news of now: "the ministry said it had blocked X"
_SAID_IT = re.compile(
    r"\b(?:said|says|confirmed|confirms|announced|announces|reported|reports|admitted|admits)\b[^.;:]{0,70}$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\w\?\s")
_ENDED = re.compile(r"[?？؟][\s\"')»”]*$")


def stage_of(line: Line, hit: Hit) -> Stage:
    """Denied, threatened, past, or actual."""
    low, high = line.clause(hit.start)
    # "the block on" takes the first word of "on hold" along
    end = hit.start + len(line.word(hit).split()[0]) if hit.form == "noun" else hit.end
    if line.after(end, ("undone",), 9 if line.free else 3, high) or line.before(hit.start, ("deny",), 8, low):
        return Stage.DENIED
    if line.free and line.before(hit.start, ("undone",), 4, low):
        return Stage.DENIED
    if line.before(hit.start, ("not",), 3, low):
        return Stage.DENIED
    if _may(line, hit, low) or line.after(hit.end, ("may",), 1, high):
        return Stage.THREAT
    if line.after(hit.end, ("unless",), 40, line.sentence.end) or _ENDED.search(
        line.text[line.sentence.start : line.sentence.end]
    ):
        return Stage.THREAT
    if line.scene.lang == "ru" and line.sentence.place == 0 and "?" in line.text[hit.end : line.sentence.end]:
        return Stage.THREAT
    if line.scene.lang == "en" and line.sentence.place == 0 and _unsettled(line, hit):
        return Stage.THREAT
    return Stage.PAST if _past(line, hit, low, high) else Stage.ACTUAL


def _unsettled(line: Line, hit: Hit) -> bool:
    """Whether an English headline asks ("X blocked? No proof"), or tells what is to come ("Peru to ban X")."""
    if _ASKED.search(line.text, hit.end, line.sentence.end):
        return True
    to_come = hit.form == "act" and line.text.endswith(" to ", line.sentence.start, hit.start)
    state = to_come and any(
        spot.name.kind is Kind.COUNTRY and spot.end == hit.start - len(" to ") for spot in line.sentence.spots
    )
    return state and " from " not in line.text[hit.end : line.sentence.end]


def _may(line: Line, hit: Hit, low: int) -> bool:
    """Whether doubt stands before a word of action; a signed bill and an announced decision leave none."""
    may = line.before(hit.start, ("may",), 7, low)
    if may is None or line.before(hit.start, ("announce",), 3, low):
        return False
    if hit.kind == "probe" and line.word(may).startswith("fac"):
        return False
    if line.word(may) in {"can", "could"} and line.word(hit).startswith(("no longer", "not ")):
        return False
    return not (line.word(may).startswith("bill") and line.before(hit.start, ("sign",), 9, low))


def _past(line: Line, hit: Hit, low: int, high: int) -> bool:
    """Whether an act is told as history: an earlier year, words of the past, or what a court now rules on."""
    years = [int(year) for year in YEAR.findall(line.text[low:high])]
    told = line.scene.told.published
    if years and told and max(years) < told.year and not line.word(hit).startswith("will "):
        return True
    ruled = line.before(hit.start, ("ruling", "uphold"), 12, line.sentence.start)
    done = line.free and hit.form == "act"
    ruled_on = (hit.kind in {"block", "throttle", "shutdown"} and not done) or (
        hit.kind in {"order", "fine"} and hit.form == "noun"
    )
    if ruled_on and ruled and not _ADMITS.match(line.word(ruled)):
        return True
    if line.scene.lang == "ru" and hit.kind == "block" and _WAS.search(line.text[low : hit.end]):
        return True
    past = line.before(hit.start, ("past",), 5, low) or line.after(hit.end, ("past",), 8, high)
    if past and past.start >= hit.end and not line.free and "," in line.text[hit.end : past.start]:
        return False
    if past and line.word(past) == "also" and hit.kind in {"fine", "probe", "order", "ruling"}:
        return False
    if past and line.word(past) in {"had", "had been"} and _SAID_IT.search(line.text, line.sentence.start, past.start):
        return False
    return past is not None and (line.sentence.place > 0 or line.word(past).endswith("назад"))


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
