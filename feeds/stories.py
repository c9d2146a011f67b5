"""Folds the claims of one item into stories: which act it tells, whether that is news. Pure.

claims -> bundles (claims that are one act) -> the story each joins, or a new one -> the change worth telling, if any.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from feeds.model import Act, Action, ChangeKind, Claim, Evidence, Precision, Role, Scope, Stage, Story
from feeds.sameness import EARLY_WORD, RESTRICTS, STATE, match, states

K = TypeVar("K")
V = TypeVar("V")

SEVERITY = {action: rank for rank, action in enumerate((
    Action.SHUTDOWN, Action.BLOCK, Action.UNBLOCK, Action.THROTTLE, Action.FINE, Action.REFUSE, Action.RULING,
    Action.ORDER, Action.COMPLY, Action.LAW, Action.PROBE,
))}  # fmt: skip
"""Which act of several in one item is its headline, most severe first."""

STILL_NEWS = timedelta(days=7)
PLAINLY = 0.5
"""How sure the reader must be of a state told in passing for it to stand on record by itself."""


@dataclass(frozen=True, slots=True)
class Fold:
    """One story as it shall stand, the claims that tell it, and the change it makes (None: nothing new)."""

    story: Story
    claims: tuple[Claim, ...]
    change: ChangeKind | None


def fold(
    claims: Sequence[Claim],
    news: Evidence,
    stories: Sequence[Story],
    topics: tuple[str, ...] = (),
    bodies: Mapping[str, str | None] | None = None,
) -> list[Fold]:
    """Fold one item's claims into `stories` (all that share a company or a country with them).

    `news` is the item itself (its quote, the beginning of its text, gives way to a claim's), `bodies` the regulators it
    names with their countries. Returns one Fold per story touched, the item's headline first; a new story has an id
    below 0.
    """
    folds: list[Fold] = []
    standing = list(stories)
    for bundle in _bundles(claims):
        for made in _place(bundle, news, standing):
            told = _told(made, topics, bodies or {})
            if told.story.id == 0:
                told = replace(told, story=replace(told.story, id=-1 - len(folds)))
            folds = _merge(folds, told)
            standing = [*(story for story in standing if story.id != told.story.id), told.story]
    return sorted(folds, key=_prominence)


def headline(story: Story) -> Act:
    """The act that names the story."""
    return story.acts[0]


def _prominence(fold: Fold) -> tuple[bool, bool, bool, int]:
    act = headline(fold.story)
    lead = any(claim.role is Role.LEAD for claim in fold.claims)
    quiet = fold.change in (None, ChangeKind.CONFIRMED)
    return (not lead, act.stage is not Stage.ACTUAL, quiet, SEVERITY[act.action])


def _bundles(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Claims that are one act: the lead ones of one country and stage whose companies share a headline action.

    Everything told in passing stands alone; what is denied makes no story.
    """
    lead = [claim for claim in claims if claim.role is Role.LEAD and claim.stage in (Stage.ACTUAL, Stage.THREAT)]
    by_headline: dict[tuple[str | None, Stage, Scope, Action], list[Claim]] = {}
    for (country, stage, scope), group in _grouped(lead, lambda claim: (claim.country, claim.stage, claim.scope)):
        for _company, own in _grouped(group, lambda claim: claim.company):
            action = min((claim.action for claim in own), key=SEVERITY.__getitem__)
            by_headline.setdefault((country, stage, scope, action), []).extend(own)
    rest = [claim for claim in claims if claim not in lead and claim.stage is not Stage.DENIED]
    return [*(tuple(sorted(own, key=lambda claim: SEVERITY[claim.action])) for own in by_headline.values()),
            *((claim,) for claim in rest)]  # fmt: skip


def _grouped(values: Iterable[V], key: Callable[[V], K]) -> list[tuple[K, list[V]]]:
    groups: dict[K, list[V]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return list(groups.items())


def _place(bundle: tuple[Claim, ...], news: Evidence, stories: Sequence[Story]) -> list[Fold]:
    """Send each company of the bundle to the story that already tells it; the others share a new one.

    What is told of services at large, beside a company by name, is the same act in other words.
    """
    action = bundle[0].action
    joined: dict[int, tuple[Story, list[Claim]]] = {}
    fresh: list[Claim] = []
    named = tuple(claim for claim in bundle if claim.company) or bundle
    for _company, own in _grouped(named, lambda claim: claim.company):
        key = next((claim for claim in own if claim.action is action), own[0])
        if story := match(key, news, stories):
            joined.setdefault(id(story), (story, []))[1].extend(own)
        else:
            fresh.extend(own)
    folds = [_join(story, own, news) for story, own in joined.values()]
    fresh = [claim for claim in fresh if not _weak(claim)]
    if fresh:
        folds.append(_start(fresh, news, stories))
    return folds


def _weak(claim: Claim) -> bool:
    """Whether a claim is too unsure to put a pair into a state by itself: told in passing, and not plainly."""
    state = claim.action in STATE and claim.stage is not Stage.THREAT
    return state and claim.role is Role.BACKGROUND and claim.sure < PLAINLY


def _join(story: Story, claims: Sequence[Claim], news: Evidence) -> Fold:
    lead = [claim for claim in claims if claim.role is Role.LEAD and claim.stage is Stage.ACTUAL]
    day = news.published.date()
    promoted = bool(lead) and _passing(story) and (not story.day_told or day - story.day <= STILL_NEWS)
    placed = bool(lead) and headline(story).country is None and claims[0].country is not None
    fresh_voice = bool(lead) and news.publisher not in {item.publisher for item in story.evidence}
    known = news.item in {item.item for item in story.evidence}
    acts = tuple(_better(act, claims) for act in story.acts)
    named = {(act.company, act.country, act.action, act.scope) for act in acts}
    added = tuple(
        _act(claim) for claim in claims if (claim.company, claim.country, claim.action, claim.scope) not in named
    )
    told = next((claim for claim in claims if _tightens(story, claim)), None)
    improved = replace(
        story,
        acts=tuple(dict.fromkeys((*acts, *added))),
        day=(told.when if told else None) or story.day,
        precision=told.precision if told else story.precision,
        day_told=story.day_told or told is not None,
        authority=story.authority or _first(claim.authority for claim in claims),
        law=story.law or _first(claim.law for claim in claims),
        last_seen=max(story.last_seen, day),
        evidence=story.evidence if known else (*story.evidence, _quoted(news, claims)),
    )
    vouched = bool(lead) and headline(story).doubt and not headline(improved).doubt
    if promoted or placed or vouched:
        change: ChangeKind | None = ChangeKind.NEW
    elif fresh_voice and not _passing(story):
        change = ChangeKind.CONFIRMED
    else:
        change = None
    return Fold(improved, tuple(claims), change)


def _quoted(news: Evidence, claims: Sequence[Claim]) -> Evidence:
    """The item with the words that say so: the sentence of a claim unless that is just its title, else its text."""
    told = (claim.quote for claim in claims if claim.quote not in news.title)
    return replace(news, quote=next(told, news.quote or claims[0].quote))


def _tightens(story: Story, claim: Claim) -> bool:
    """Whether a text's day is better than the story's: one told beats that of a report, unless it says less.

    A later report never moves a day already told; "in November" does not blur the day on which the act was news.
    """
    if claim.when is None or story.day_told or claim.when > story.day:
        return False
    same_year = claim.when.year == story.day.year
    same_month = same_year and claim.when.month == story.day.month
    blurs = {Precision.DAY: False, Precision.MONTH: same_month, Precision.YEAR: same_year}
    return not blurs[claim.precision]


def _passing(story: Story) -> bool:
    return all(act.role is Role.BACKGROUND for act in story.acts)


def _better(act: Act, claims: Sequence[Claim]) -> Act:
    """The act as these claims know it better: led instead of mentioned, placed instead of nowhere, vouched for."""
    for claim in claims:
        same = (claim.company, claim.action, claim.scope) == (act.company, act.action, act.scope)
        if same and claim.stage is not Stage.THREAT:
            act = replace(act, doubt=act.doubt and claim.doubt)
            if claim.role is Role.LEAD:
                stage = claim.stage if act.stage is Stage.PAST else act.stage
                return replace(act, role=Role.LEAD, country=act.country or claim.country, stage=stage)
    return act


def _start(claims: Sequence[Claim], news: Evidence, stories: Sequence[Story]) -> Fold:
    first = claims[0]
    told = next((claim for claim in claims if claim.when), None)
    story = Story(
        id=0,
        acts=tuple(dict.fromkeys(_act(claim) for claim in claims)),
        day=(told.when if told else None) or news.published.date(),
        precision=told.precision if told else Precision.DAY,
        day_told=told is not None,
        authority=_first(claim.authority for claim in claims),
        law=_first(claim.law for claim in claims),
        last_seen=news.published.date(),
        evidence=(_quoted(news, claims),),
    )
    return Fold(story, tuple(claims), _change(first, story.day, stories))


def _change(claim: Claim, day: date, stories: Sequence[Story]) -> ChangeKind | None:
    if claim.role is not Role.LEAD:
        return None
    if claim.action in STATE and claim.company and any(old.day > day + EARLY_WORD for old in states(claim, stories)):
        return None
    if claim.stage is Stage.ACTUAL:
        for story in stories:
            for act in story.acts:
                if (act.company, act.country, act.scope) != (claim.company, claim.country, claim.scope):
                    continue
                if act.stage is Stage.THREAT and act.action is claim.action:
                    return ChangeKind.ESCALATED
                if claim.action is Action.UNBLOCK and act.action in RESTRICTS and act.stage is not Stage.THREAT:
                    return ChangeKind.REVERSED
    return ChangeKind.NEW


def _act(claim: Claim) -> Act:
    return Act(claim.company, claim.country, claim.action, claim.stage, claim.role, claim.doubt, claim.scope)


def _told(fold_: Fold, topics: tuple[str, ...], bodies: Mapping[str, str | None]) -> Fold:
    """The topics and regulators of the item belong to the story only where it is what the item reports."""
    lead = any(claim.role is Role.LEAD for claim in fold_.claims)
    countries = {act.country for act in fold_.story.acts}
    named = [body for body, country in bodies.items() if country is not None and country in countries]
    own = [claim.authority for claim in fold_.claims if claim.authority]
    story = replace(
        fold_.story,
        topics=_union(fold_.story.topics, topics if lead else ()),
        regulators=_union(fold_.story.regulators, [*own, *(named if lead else ())]),
    )
    return replace(fold_, story=story)


def _merge(folds: list[Fold], new: Fold) -> list[Fold]:
    """Two bundles of one item may meet in one story: keep one fold for it, with what both say."""
    for place, old in enumerate(folds):
        if old.story.id and old.story.id == new.story.id:
            folds[place] = Fold(new.story, old.claims + new.claims, old.change or new.change)
            return folds
    return [*folds, new]


def _union(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _first(values: Iterable[V | None]) -> V | None:
    return next((value for value in values if value is not None), None)
