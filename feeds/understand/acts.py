"""What the written rules read from a text: every act with its stage and role. Pure.

line_of       a sentence with its cues by kind and its clauses    line.py
verb, noun    what a state does to a company                      turns.py: subject.py, target.py, whole.py, stage.py
removals ...  stores, courts, answers, laws, shutdowns            sides.py
_settled      of all that is told, what is the news
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from feeds.catalog import Catalog
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.line import FREE, Found, Line, ids_of, line_of
from feeds.understand.mentions import Scene, cut, lists
from feeds.understand.sides import answers, laws, removals, rulings, shutdowns
from feeds.understand.turns import lifts, noun, verb

_DONE_TO = ("block", "unblock", "throttle", "fine", "probe", "order")
_ACCESS = frozenset([Action.BLOCK, Action.UNBLOCK, Action.THROTTLE])
_KNOWN = frozenset(["block", "unblock"])
# the cues without which a sentence tells no act
_TOLD = frozenset([*(action.value for action in Action), "lift", "remove", "include"])
Verdict = Mapping[tuple[Action, str | None], Found]


def rules(scene: Scene, catalog: Catalog) -> Verdict | None:
    """The verdict of the written rules by action and company; None where this language has none."""
    speech = catalog.grammars.get(scene.lang)
    if speech is None:
        return None
    if not scene.ids(Kind.COMPANY) and not any(one.of("class", "shutdown", "law") for one in scene.sentences):
        return {}
    hits = speech.hits(scene.plain or catalog.fold(scene.text)[1], forms=True)
    hits = sorted([*hits, *_others(scene, hits)], key=lambda hit: (hit.start, -hit.end))
    spans = [(one.start, one.end) for one in scene.sentences]
    titled = bool(scene.sentences) and scene.sentences[0].place == 0
    ready = replace(scene, sentences=tuple(cut(scene.text, spans, list(scene.spots), hits, titled)))
    verdict: dict[tuple[Action, str | None], Found] = {}
    for one in _acts(ready, catalog.stores):
        for company in one.companies or (None,):
            known = verdict.get((one.action, company))
            if known is None or (known.role is Role.BACKGROUND and one.role is Role.LEAD):
                verdict[one.action, company] = one
    return verdict


def _others(scene: Scene, known: list[Hit]) -> Iterator[Hit]:
    """Words of action that only the list of actions has; how they are used is told by their ending."""
    if scene.lang in FREE:
        return
    taken = [(hit.start, hit.end) for hit in known]
    for sentence in scene.sentences:
        for hit in sentence.hits:
            if hit.kind in _KNOWN and not any(start < hit.end and hit.start < end for start, end in taken):
                word = scene.text[hit.start : hit.end].split()[0]
                yield replace(hit, form="noun" if hit.form == "noun" else "part" if word.endswith("ed") else "act")


def _acts(scene: Scene, stores: frozenset[str]) -> list[Found]:
    """Every act that the text tells, sentence by sentence."""
    found: list[Found] = []
    carried: tuple[str, ...] = ()
    titled = len(scene.sentences[0].companies) if scene.sentences and scene.sentences[0].place == 0 else 0
    for sentence in scene.sentences:
        if not any(hit.kind in _TOLD for hit in sentence.hits):
            if sentence.companies and (not carried or (sentence.place > 0 and titled != 1)):
                carried = ids_of(lists(scene.text, sentence.companies)[0])
            continue
        line = line_of(scene, sentence, carried, stores)
        found += _of_line(line)
        found += _listed(line, found)
        if line.groups and (not carried or (sentence.place > 0 and titled != 1)):
            carried = ids_of(line.groups[0])
    return _settled(found)


def _of_line(line: Line) -> Iterator[Found]:
    """The acts of one sentence."""
    used: set[tuple[int, int]] = set()
    for one, spent in lifts(line):
        yield one
        used |= spent
    for hit in line.of(*_DONE_TO):
        if (hit.start, hit.end) not in used:
            found = noun(line, hit) if hit.form == "noun" else verb(line, hit)
            if found:
                yield found
    for others in (removals, rulings, answers, laws, shutdowns):
        yield from others(line)


def _listed(line: Line, before: list[Found]) -> list[Found]:
    """The names of a class told of just before: "57 sites are blocked. They include A, B and C"."""
    classes = (one for one in reversed(before) if one.action in _ACCESS and None in (one.companies or (None,)))
    last, include = next(classes, None), next(line.of("include"), None)
    if last is None or include is None or include.start - line.sentence.start > 40 or last.sentence is line.sentence:
        return []
    ids = tuple(dict.fromkeys(one for g in line.groups if g[0].start >= include.end for one in ids_of(g)))
    return [replace(last, companies=ids, rule="listed")] if ids else []


def _settled(found: list[Found]) -> list[Found]:
    """What a text tells first is its news; a ban that it tells as lifted is past; names stand for their class."""
    start = min((one.sentence.place for one in found if one.role is Role.LEAD), default=0)
    found = list(_without_classes(found))
    freed = {
        company
        for one in found
        if one.action is Action.UNBLOCK and one.stage is Stage.ACTUAL and one.sentence.place <= max(1, start)
        for company in one.companies or (None,)
    }
    settled = []
    for one in found:
        if one.action in {Action.BLOCK, Action.THROTTLE} and freed & set(one.companies or (None,)):
            settled.append(replace(one, role=Role.BACKGROUND, stage=Stage.PAST))
        elif one.sentence.place > max(1, start):
            settled.append(replace(one, role=Role.BACKGROUND))
        else:
            settled.append(one)
    return settled


def _without_classes(found: list[Found]) -> Iterator[Found]:
    """Without an act on a class where the text goes on to name whom it means."""
    listed = {one.action for one in found if one.rule == "listed"}
    if found and found[0].sentence.place == 0:
        listed_next = {
            one.action
            for one in found
            if one.role is Role.LEAD and one.sentence.place == 1 and any(one.companies) and one.action is not Action.LAW
        }
    else:
        listed_next = set()
    for one in found:
        in_title = one.sentence.place == 0 and one.action in listed_next
        if any(one.companies) or not (one.action in listed or in_title):
            yield one
