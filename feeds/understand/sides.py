"""Other turns of speech: stores, courts, what companies answer, laws, and the cutting of the internet. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.line import Found, Line, Part, ids_of
from feeds.understand.stage import told
from feeds.understand.subject import actor, agent, passive
from feeds.understand.target import object_of
from feeds.understand.whole import first, parts, run

_NEAR = 14
_RULED = "ruled"
_ACCESS = ("block", "throttle", "lift", "unblock")
# how far the store may stand behind what is told of a name between commas
_NEAR_ASIDE, _NEAR_USED = 7, 5
# what people may use once more, and what they may not any more
_REGAINED = re.compile(
    r"\b(?:can|could|able to|may)\b(?: (?:now|once more|again))? "
    r"(?:use|open|access|reach|visit|download|watch|log in to)\b"
    r"(?P<whom>[^.;]{2,90}?)\b(?:again|once more|once again)\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:los[et]s? access to|(?:unable to|no longer able to|cannot|can't|could not|couldn't|can no longer) "
    r"(?:open|access|reach|use|load))\b(?P<whom>[^.;]{2,110})",
    re.IGNORECASE,
)
_FETCH = re.compile(
    r"\b(?:скачать|загрузить|скачивать|загружать)\b[^.;?!]{0,70}?"
    r"\b(?:нельзя|невозможно|не получится|не выйдет|запрещено)\b|"
    r"\b(?:нельзя|невозможно|запрещено)\b[^.;?!]{0,40}?\b(?:скачать|загрузить|скачивать|загружать)\b",
    re.IGNORECASE,
)
# what an authority that is no court rules: "the commission ruled that X"
_RULED_THAT = re.compile(r"(?: \w+){0,2} that\b")
# whose owner is told between commas: "Acme, the parent of Beta, has agreed"
_OWNER = re.compile(r",? (?:the |an? )?(?:\w+ )?(?:parent|owner|maker|operator|developer)(?: company)? of (?:the )?$")
# a bill that is passed by all of a parliament is law
_PASSED = re.compile(r"^(?:pass|sign|enact)|effect|in force|becomes law")
_ONE_HOUSE = re.compile(r"\b(?:committee|commission|house|senate|reading|duma)\b", re.IGNORECASE)

# what an authority other than a court rules on
_GUILT = re.compile(r"appeal|\bнарушител|\bнарушивш|\bвиновн", re.IGNORECASE)


def removals(line: Line) -> Iterator[Found]:
    """Programs taken out of a store where a text tells of a state."""
    stores = [group[0].start for group in line.groups if line.stores & set(ids_of(group))]
    places = [hit.start for hit in line.of("store")][:1] or stores
    if not places or not any(spot.name.kind in {Kind.REGULATOR, Kind.COUNTRY} for spot in line.scene.spots):
        return
    for hit in line.of("remove"):
        edge = next((place for place in places if place > hit.end), None)
        if line.free:
            target = _removed(line, hit)
        elif edge is None:
            continue
        else:
            here = [part for part in parts(line, hit.end, edge) if not line.stores & set(part.ids)]
            target = first(line, [part for part in here if line.words(hit.end, part.start) <= 9])
        if target is None or target.kind not in {"company", "class"}:
            continue
        aside = _NEAR_ASIDE if line.text.startswith(",", target.end) else 1
        if line.free or target.kind == "class" or line.after(target.end, ("whole", "class", "from"), aside):
            yield told(line, Action.BLOCK, target, hit, "store")
            return


def unavailable(line: Line) -> Iterator[Found]:
    """A program that nobody may fetch any more: "скачать X будет нельзя"."""
    if line.scene.lang == "en":
        yield from _in_use(line)
    if line.scene.lang != "ru":
        return
    for found in _FETCH.finditer(line.text, line.sentence.start, line.sentence.end):
        named = [part for part in parts(line, found.start(), found.end() + 40) if part.kind == "company"]
        named = [part for part in named if not line.stores & set(part.ids)]
        if named and not any(part.kind == "scope" for part in parts(line, found.start(), found.end())):
            hit = Hit("block", "pass", found.start(), found.end())
            yield told(line, Action.BLOCK, run(named) or named[0], hit, "unavailable")
            return


def _in_use(line: Line) -> Iterator[Found]:
    """What people may use once more, or not any more, where the text also tells an act on access."""
    told_of = {hit.kind for sentence in line.scene.sentences for hit in sentence.of(*_ACCESS)}
    low, high = line.sentence.start, line.sentence.end
    found, action = _REGAINED.search(line.text, low, high) if told_of else None, Action.UNBLOCK
    if found is None and told_of & {"block", "throttle"} and line.sentence.place in {0, 1}:
        found, action = _LOST.search(line.text, low, high), Action.BLOCK
    if found is None:
        return
    start, end = found.span("whom")
    named = next((part for part in parts(line, start, end) if part.kind == "company"), None)
    if named and line.words(start, named.start) <= _NEAR_USED:
        yield told(line, action, named, Hit(action.value, "pass", found.start(), start), "in-use")


def _removed(line: Line, hit: Hit) -> Part | None:
    """What a store has taken out, where the order of words is free: after the verb, else before it."""
    low, high = line.clause(hit.start)
    ahead = [part for part in parts(line, hit.end, high) if not line.stores & set(part.ids)]
    behind = [part for part in parts(line, low, hit.start) if not line.stores & set(part.ids)]
    for here in (ahead, [part for part in behind[::-1] if part.kind in {"company", "class"}]):
        near = [part for part in here if part.kind in {"company", "class", "scope"}][:3]
        if near and near[0].kind == "scope":
            return None
        if near:
            named = [part for part in near if part.kind == "company"]
            return run(named) or near[0]
    return None


def rulings(line: Line) -> Iterator[Found]:
    """A court (or an authority, on an appeal) decides for or against a company."""
    court = any(line.of("court"))
    for hit in line.of("ruling"):
        low, high = line.clause(hit.start)
        by_body = line.scene.lang == "en" and line.word(hit) == _RULED and _RULED_THAT.match(line.text, hit.end)
        if hit.form == "noun":
            continue
        if not (court or by_body) and (hit.form == "pass" or not _GUILT.search(line.text, low, high)):
            continue
        by_state = actor(line, hit.start, low)[0] == "state"
        if hit.form != "pass" and not by_state and not (hit.form == "part" and agent(line, hit.end, high) == "state"):
            continue
        near = [(_gap(line, hit, group[0].start, group[-1].end), ids_of(group)) for group in line.groups]
        near = [one for one in near if not _other_act(line, hit, one[1])]
        gap, ids = min(near, default=(0, line.carried)) if near or not line.groups else (_NEAR + 1, ())
        if gap <= _NEAR and (ids or court):
            yield told(line, Action.RULING, Part("company", 0, 0, ids), hit, "ruling")


def stayed(line: Line) -> Iterator[Found]:
    """A court that keeps a state, or a bargain, from what concerns a company: "a judge blocks the X ban"."""
    if line.scene.lang != "en":
        return
    for hit in line.of("block"):
        low, high = line.clause(hit.start)
        judged = line.word(hit).startswith("block") and line.before(hit.start, ("court",), 1, low)
        if hit.form == "noun" or not judged or passive(line, hit, low, high):
            continue
        target = object_of(line, hit, low, high)
        if target is not None and target.kind != "scope":
            continue
        near = [group for group in line.groups if 0 <= line.words(hit.end, group[0].start) <= _NEAR]
        near = [group for group in near if group[0].start >= hit.end]
        if near and not line.text.startswith(" from ", near[0][-1].end):
            yield told(line, Action.RULING, Part("company", 0, 0, ids_of(near[0])), hit, "ruling")


def _other_act(line: Line, hit: Hit, ids: tuple[str, ...]) -> bool:
    """Whether another act stands between a ruling and a company: "found a breach and ordered X to"."""
    start = next((group[0].start for group in line.groups if ids_of(group) == ids), -1)
    return any(hit.end <= other.start and other.end <= start for other in line.of("order") if other.form != "noun")


def _gap(line: Line, hit: Hit, start: int, end: int) -> int:
    """How far a company stands from a verb; before it a little farther."""
    return line.words(hit.end, start) if start >= hit.end else line.words(end, hit.start) + 2


def answers(line: Line) -> Iterator[Found]:
    """A company complies or refuses, in a sentence that tells of a state."""
    asked = any(spot.name.kind in {Kind.REGULATOR, Kind.COUNTRY, Kind.LAW} for spot in line.sentence.spots)
    if not asked and not any(line.of("state", "court")):
        return
    for hit in line.of("comply", "refuse"):
        low, _ = line.clause(hit.start)
        named = [g for g in line.groups if low <= g[0].start and g[-1].end <= hit.start]
        if len(named) > 1 and _OWNER.fullmatch(line.text, named[-2][-1].end, named[-1][0].start):
            named.pop()
        group = named[-1] if named else None
        if group and actor(line, hit.start, low)[0] == "company":
            yield told(line, Action(hit.kind), Part("company", 0, 0, ids_of(group)), hit, "answer")


def laws(line: Line) -> Iterator[Found]:
    """A law is passed, or proposed."""
    low, high = line.sentence.start, line.sentence.end
    for hit in line.of("law"):
        bill = line.word(hit).startswith(("bill", "draft", "законопроект"))
        enact = line.before(hit.start, ("enact",), 8, low) or line.after(hit.end, ("enact",), 12, high)
        propose = line.before(hit.start, ("propose",), 5, low) or line.after(hit.end, ("propose",), 5, high)
        if enact or propose or bill:
            bill = bill or bool(propose and line.word(propose).startswith("bill"))
            passed = bill and enact and _PASSED.search(line.word(enact)) and not _ONE_HOUSE.search(line.text, low, high)
            done = enact and not propose and not bill
            stage = Stage.ACTUAL if done or passed else Stage.THREAT
            yield told(line, Action.LAW, Part("class", hit.start, hit.end), hit, "law", stage)
            return


def shutdowns(line: Line) -> Iterator[Found]:
    """The internet of a country is cut."""
    for hit in line.of("shutdown"):
        low, high = line.clause(hit.start)
        if line.before(hit.start, ("lift",), 3, low) or line.after(hit.end, ("lift",), 4, high):
            continue
        found = told(line, Action.SHUTDOWN, Part("class", hit.start, hit.end), hit, "shutdown")
        passing = line.before(hit.start, ("then",), 2, line.sentence.start)
        yield replace(found, role=Role.BACKGROUND) if passing else found
        return
