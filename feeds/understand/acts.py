"""What the written rules read from a text: every act with its stage and role. Pure.

line_of       a sentence with its cues by kind and its clauses    line.py
verb, noun    what a state does to a company                      turns.py: subject.py, target.py, whole.py, stage.py
removals ...  stores, courts, answers, laws, shutdowns            sides.py
_settled      of all that is told, what is the news
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from feeds.catalog import Catalog
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.line import FREE, Found, Line, ids_of, line_of
from feeds.understand.mentions import Scene, cut, lists
from feeds.understand.sides import answers, laws, removals, rulings, shutdowns, stayed, unavailable
from feeds.understand.turns import lifts, noun, verb

_DONE_TO = ("block", "unblock", "throttle", "fine", "probe", "order")
_NEXT = frozenset([1, 2, 3])
_ACCESS = frozenset([Action.BLOCK, Action.UNBLOCK, Action.THROTTLE])
_KNOWN = frozenset(["block", "unblock"])
_LISTS = frozenset(["listed", "likewise"])
# how many sentences after an act others may be told of as hit too, and how near their names stand to the words for it
_FAR, _BESIDE = 4, 45
# the cues without which a sentence tells no act
_TOLD = frozenset([*(action.value for action in Action), "lift", "remove", "include", "regain"])
Verdict = Mapping[tuple[Action, str | None], Found]


def rules(scene: Scene, catalog: Catalog) -> Verdict | None:
    """The verdict of the written rules by action and company; None where this language has none."""
    if scene.of_rules is None:
        return None
    if not scene.ids(Kind.COMPANY) and not any(one.of("class", "shutdown", "law") for one in scene.sentences):
        return {}
    cues = scene.of_rules()
    hits = sorted([*cues, *_others(scene, cues)], key=lambda hit: (hit.start, -hit.end))
    spans = [(one.start, one.end) for one in scene.sentences]
    titled = bool(scene.sentences) and scene.sentences[0].place == 0
    ready = replace(scene, sentences=tuple(cut(scene.text, spans, list(scene.spots), hits, titled)))
    verdict: dict[tuple[Action, str | None], Found] = {}
    for one in _acts(ready, catalog.stores):
        for company in one.companies or (None,):
            known = verdict.get((one.action, company))
            if known is None or (known.role is Role.BACKGROUND and one.role is Role.LEAD) or _denies(scene, known, one):
                verdict[one.action, company] = one
    return verdict


def _denies(scene: Scene, known: Found, one: Found) -> bool:
    """Whether a text denies, or tells as done, what its headline asks or tells as feared."""
    asked = scene.lang == "en" and "?" in scene.text[known.sentence.start : known.sentence.end]
    if not (scene.lang in FREE or asked) or known.sentence.place > 0 or known.stage is not Stage.THREAT:
        return False
    done = one.stage is Stage.ACTUAL and one.role is Role.LEAD and one.rule in {"active", "passive"}
    return one.sentence.place in _NEXT if one.stage is Stage.DENIED else done and one.sentence.place == 1


def _others(scene: Scene, known: Sequence[Hit]) -> Iterator[Hit]:
    """Words of action that only the list of actions has; how they are used is told by their ending."""
    if scene.lang in FREE:
        return
    taken = [(hit.start, hit.end) for hit in known]
    for sentence in scene.sentences:
        for hit in sentence.hits:
            if hit.kind in _KNOWN and not any(start < hit.end and hit.start < end for start, end in taken):
                word = scene.text[hit.start : hit.end].split()[0]
                yield hit._replace(form="noun" if hit.form == "noun" else "part" if word.endswith("ed") else "act")


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
        found += _likewise(line, found)
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
    for others in (removals, unavailable, rulings, stayed, answers, laws, shutdowns):
        yield from others(line)


def _listed(line: Line, before: list[Found]) -> list[Found]:
    """The names of a class told of just before: "57 sites are blocked. They include A, B and C"."""
    classes = (one for one in reversed(before) if one.action in _ACCESS and None in (one.companies or (None,)))
    last, include = next(classes, None), next((hit for hit in line.of("include") if not hit.form), None)
    if last is None or include is None or include.start - line.sentence.start > 40 or last.sentence is line.sentence:
        return []
    ids = tuple(dict.fromkeys(one for g in line.groups if g[0].start >= include.end for one in ids_of(g)))
    leads = any(one.role is Role.LEAD and one.action is last.action and one.stage is last.stage for one in before)
    role = Role.LEAD if leads else last.role
    return [replace(last, companies=ids, rule="listed", role=role)] if ids else []


def _likewise(line: Line, before: list[Found]) -> list[Found]:
    """Those told as hit by the act told just before: "X is blocked. So is Y", "Y was added later", "Y followed"."""
    also = next((hit for hit in line.of("include") if hit.form in {"so", "too"}), None)
    acts = [one for one in before if one.action in _ACCESS and one.stage is Stage.ACTUAL]
    last = max(acts, key=lambda one: (one.sentence.place, one.trigger.start), default=None)
    if also is None or last is None or not 0 < line.sentence.place - last.sentence.place < _FAR:
        return []
    if also.form == "so":
        near = [group for group in line.groups if 0 <= group[0].start - also.end < _BESIDE]
    else:
        near = [group for group in line.groups if 0 <= also.start - group[-1].end < _BESIDE]
    return [replace(last, companies=ids_of(near[0]), rule="likewise")] if near else []


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
        elif one.sentence.place > max(1, start) and not (one.rule in _LISTS and one.sentence.place in _NEXT):
            settled.append(replace(one, role=Role.BACKGROUND))
        else:
            settled.append(one)
    return settled


def _named_next(found: list[Found]) -> list[Found]:
    """The acts with those leading that name whom a headline meant: "Limits on networks" above "limits on X and Y"."""
    title = next((one for one in found if one.sentence.place == 0 and one.role is Role.LEAD), None)
    if title is None or any(title.companies) or title.action not in _ACCESS or title.stage is not Stage.ACTUAL:
        return found
    return [
        replace(one, role=Role.LEAD, rule="listed")
        if one.sentence.place in _NEXT and any(one.companies) and (one.action, one.stage) == (title.action, title.stage)
        else one
        for one in found
    ]


def _without_classes(found: list[Found]) -> Iterator[Found]:
    """Without an act on a class where the text goes on to name whom it means."""
    listed = {one.action for one in found if one.rule == "listed"}
    found = _named_next(found)
    if found and found[0].sentence.place == 0:
        listed_next = {
            one.action
            for one in found
            if one.role is Role.LEAD
            and one.sentence.place in _NEXT
            and any(one.companies)
            and one.action is not Action.LAW
        }
    else:
        listed_next = set()
    for one in found:
        in_title = one.sentence.place == 0 and one.action in listed_next
        if any(one.companies) or not (one.action in listed or in_title):
            yield one
