"""How a company stands in a country, drawn from the stories about the pair. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from feeds.model import Act, Action, Stage, State, Status, Story

THREAT_LASTS = timedelta(days=365)

STATES = {Action.BLOCK: State.BLOCKED, Action.THROTTLE: State.THROTTLED, Action.UNBLOCK: State.RESTORED}


def status(company: str, country: str, stories: Iterable[Story], today: date) -> Status:
    """The state of a pair as of `today`, and every story of it, newest first.

    The last act that put the pair into a state decides; a threat counts where no restriction stands and it is less than
    a year old. A pair with no story at all is not covered: never taken for free.
    """
    own = sorted((story for story in stories if _about(company, country, story)), key=_order, reverse=True)
    for story in own:
        if act := _deciding(company, country, story):
            threat = _threat(company, country, own, story, today)
            if STATES[act.action] is State.RESTORED and threat:
                return Status(company, country, State.THREATENED, threat, tuple(own))
            return Status(company, country, STATES[act.action], _began(company, country, own, story), tuple(own))
    if threat := _threat(company, country, own, None, today):
        return Status(company, country, State.THREATENED, threat, tuple(own))
    if own:
        return Status(company, country, State.NO_RESTRICTION, None, tuple(own))
    return Status(company, country, State.NOT_COVERED, None, ())


def pairs(stories: Iterable[Story]) -> list[tuple[str, str]]:
    """Every (company, country) the stories tell of, in the order they come."""
    return list(
        dict.fromkeys(
            (act.company, act.country) for story in stories for act in story.acts if act.company and act.country
        )
    )


def _about(company: str, country: str, story: Story) -> bool:
    return any((act.company, act.country) == (company, country) for act in story.acts)


def _deciding(company: str, country: str, story: Story) -> Act | None:
    """The act of the story that puts the pair into a state, if it has one."""
    for act in story.acts:
        done = act.stage in (Stage.ACTUAL, Stage.PAST) and not act.doubt
        if done and act.action in STATES and (act.company, act.country) == (company, country):
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
