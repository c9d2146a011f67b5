"""Other turns of speech: stores, courts, what companies answer, laws, and the cutting of the internet. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Action, Role, Stage
from feeds.understand.line import Found, Line, Part, ids_of
from feeds.understand.stage import told
from feeds.understand.subject import actor, agent
from feeds.understand.whole import first, parts

_NEAR = 14


def removals(line: Line) -> Iterator[Found]:
    """Programs taken out of a store where a text tells of a state."""
    stores = [group[0].start for group in line.groups if line.stores & set(ids_of(group))]
    places = [hit.start for hit in line.of("store")][:1] or stores
    if not places or not any(spot.name.kind in {Kind.REGULATOR, Kind.COUNTRY} for spot in line.scene.spots):
        return
    for hit in line.of("remove"):
        edge = next((place for place in places if place > hit.end), None)
        if edge is None:
            continue
        here = [part for part in parts(line, hit.end, edge) if not line.stores & set(part.ids)]
        target = first(line, [part for part in here if line.words(hit.end, part.start) <= 9])
        if target is None or target.kind not in {"company", "class"}:
            continue
        if target.kind == "class" or line.after(target.end, ("whole", "class", "from"), 1):
            yield told(line, Action.BLOCK, target, hit, "store")
            return


def rulings(line: Line) -> Iterator[Found]:
    """A court (or an authority, on an appeal) decides for or against a company."""
    court = any(line.of("court"))
    for hit in line.of("ruling"):
        low, high = line.clause(hit.start)
        if hit.form == "noun" or (not court and (hit.form == "pass" or "appeal" not in line.text[low:high].lower())):
            continue
        by_state = actor(line, hit.start, low)[0] == "state"
        if hit.form != "pass" and not by_state and not (hit.form == "part" and agent(line, hit.end, high) == "state"):
            continue
        near = [(_gap(line, hit, group[0].start, group[-1].end), ids_of(group)) for group in line.groups]
        gap, ids = min(near, default=(0, line.carried))
        if gap <= _NEAR:
            yield told(line, Action.RULING, Part("company", 0, 0, ids), hit, "ruling")


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
        group = next((g for g in reversed(line.groups) if low <= g[0].start and g[-1].end <= hit.start), None)
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
            stage = Stage.ACTUAL if enact and not propose and not bill else Stage.THREAT
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
