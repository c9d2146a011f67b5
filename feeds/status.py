"""How a company stands in a country, drawn from the stories about the pair: as reported, as official. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from feeds.model import Act, Action, Column, Scope, Stage, Standing, State, Status, Story, Tier

THREAT_LASTS = CUT_LASTS = timedelta(days=365)

STATES = {Action.BLOCK: State.BLOCKED, Action.THROTTLE: State.THROTTLED, Action.UNBLOCK: State.RESTORED}
WHOLE = frozenset([Scope.SERVICE])
"""The scopes whose acts put a pair into a state; the others stand beside it."""


def status(company: str, country: str, stories: Iterable[Story], today: date) -> Status:
    """The state of a pair as of `today`, in each column, and every story of it, newest first.

    What is official is reported as well; news and monitors may know more. The last act that put the pair into a state
    decides; a threat counts where no restriction stands and it is less than a year old. A pair with no story at all is
    not covered: never taken for free.
    """
    own = sorted((story for story in stories if _about(company, country, story)), key=_order, reverse=True)
    now = _standing(company, country, own, today)
    columns = {
        Column.REPORTED: own,
        Column.OFFICIAL: [one for one in own if any(item.tier is Tier.OFFICIAL for item in one.evidence)],
    }
    told = {
        column: standing
        for column, some in columns.items()
        if (standing := _standing(company, country, some, today)).deciding
    }
    return Status(company, country, now.state, now.deciding, tuple(own), told, _beside(company, country, own))


def pairs(stories: Iterable[Story]) -> list[tuple[str, str]]:
    """Every (company, country) the stories tell of, in the order they come."""
    return list(
        dict.fromkeys(
            (act.company, act.country) for story in stories for act in story.acts if act.company and act.country
        )
    )


def disagree(found: Status) -> bool:
    """Whether the last official state is another than the one reported since; a threat changes no state."""
    states = {standing.state for standing in found.columns.values()}
    return len(states) > 1 and State.THREATENED not in states


def cut(stories: Iterable[Story], today: date) -> Story | None:
    """The cut of a country's internet whose end nobody has told, if it is less than a year old."""
    for story in sorted(stories, key=_order, reverse=True):
        for act in story.acts:
            whole = act.company is None and act.scope is Scope.SERVICE and _done(act)
            if whole and act.action is Action.UNBLOCK:
                return None
            if whole and act.action is Action.SHUTDOWN:
                return story if today - story.last_seen <= CUT_LASTS else None
    return None


def _standing(company: str, country: str, own: Sequence[Story], today: date) -> Standing:
    """The state that these stories of the pair, newest first, leave it in."""
    for story in own:
        if act := _deciding(company, country, story):
            state = STATES[act.action]
            threat = _threat(company, country, own, story, today)
            if state is State.RESTORED and threat:
                return Standing(State.THREATENED, threat)
            began = _began(company, country, own, story)
            if state is not State.RESTORED and (began.dates.effective or began.day) > today:
                return Standing(State.ORDERED, began)
            return Standing(state, began)
    if threat := _threat(company, country, own, None, today):
        return Standing(State.THREATENED, threat)
    if partly := next(iter(_beside(company, country, own, frozenset([Scope.REGION, Scope.NETWORK]))), None):
        return Standing(State.PARTLY, partly)
    return Standing(State.NO_RESTRICTION if own else State.NOT_COVERED, None)


def _beside(
    company: str, country: str, own: Sequence[Story], scopes: frozenset[Scope] = frozenset(Scope) - WHOLE
) -> tuple[Story, ...]:
    """The restrictions of another scope that stand: of the app stores, of officials' devices, of a region."""
    found: list[Story] = []
    seen: set[Scope] = set()
    for story in own:
        for act in story.acts:
            about = (act.company, act.country) == (company, country) and act.scope in scopes
            if not (about and act.action in STATES and _done(act)) or act.scope in seen:
                continue
            seen.add(act.scope)
            if act.action is not Action.UNBLOCK:
                found.append(story)
    return tuple(found)


def _about(company: str, country: str, story: Story) -> bool:
    return any((act.company, act.country) == (company, country) for act in story.acts)


def _done(act: Act) -> bool:
    return act.stage in (Stage.ACTUAL, Stage.PAST) and not act.doubt


def _deciding(company: str, country: str, story: Story) -> Act | None:
    """The act of the story that puts the pair into a state, if it has one."""
    for act in story.acts:
        about = (act.company, act.country) == (company, country) and act.scope in WHOLE
        if about and act.action in STATES and _done(act):
            return act
    return None


def _began(company: str, country: str, own: Sequence[Story], last: Story) -> Story:
    """The first story of the unbroken run of the same state that `last` ends: its day is "since"."""
    state = _deciding(company, country, last)
    began = last
    for story in own[own.index(last) :]:
        act = _deciding(company, country, story)
        if act and state and act.action is not state.action:
            break
        if act:
            began = story
    return began


def _threat(company: str, country: str, own: Sequence[Story], after: Story | None, today: date) -> Story | None:
    """The newest threat against the pair that came after `after` and is not stale."""
    for story in own:
        if after and _order(story) <= _order(after):
            return None
        acts = [act for act in story.acts if (act.company, act.country) == (company, country)]
        restricts = (Action.BLOCK, Action.THROTTLE)
        if any(act.stage is Stage.THREAT and act.action in restricts for act in acts):
            return story if today - story.last_seen <= THREAT_LASTS else None
    return None


def _order(story: Story) -> tuple[date, bool, int]:
    lifts = any(act.action is Action.UNBLOCK for act in story.acts)
    return (story.day, lifts, story.id)
