"""Groups a whole set of readings into stories, for `regwire explain --stories`. Pure.

What tells an act goes through the same fold as the poll's items; what tells none joins the nearest item that names the
same companies within a few days and shares enough of its words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from feeds.model import Evidence, Reading, Role, Stage, Story, Tier
from feeds.stories import fold

NEAR = timedelta(days=7)
ALIKE = 0.25
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Told:
    """One text with its reading. `name` is the caller's own id for it."""

    name: str
    title: str
    body: str
    published: datetime | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Seen:
    told: Told
    label: int
    words: frozenset[str]


def group(texts: Sequence[Told]) -> dict[str, int]:
    """The number of the story each text belongs to, by its name; every text has one."""
    labels: dict[str, int] = {}
    stories: list[Story] = []
    seen: list[_Seen] = []
    fresh = 0
    for told in sorted(texts, key=lambda one: one.published or UNDATED):
        words = frozenset(word.casefold() for word in _WORD.findall(f"{told.title} {told.body[:400]}"))
        story = _folded(told, stories)
        label = next((one.label for one in seen if story and one.label == story), None) or story
        if label is None:
            label = _nearest(told, words, seen)
        if label is None:
            fresh -= 1
            label = fresh
        labels[told.name] = label
        seen.append(_Seen(told, label, words))
    return labels


def _folded(told: Told, stories: list[Story]) -> int | None:
    """Fold the text's acts into `stories`; the id of the story of its headline, None where it leads with none."""
    if not any(claim.role is Role.LEAD and claim.stage is not Stage.DENIED for claim in told.reading.claims):
        return None
    news = Evidence(
        len(stories) + 1, told.name, told.name, Tier.NEWS, told.title, None, told.published or UNDATED, "", "und"
    )
    made = fold(told.reading.claims, news, stories, told.reading.topics)
    head: int | None = None
    for one in made:
        kept = one.story if one.story.id > 0 else replace(one.story, id=1 + max((s.id for s in stories), default=0))
        stories[:] = [old for old in stories if old.id != kept.id] + [kept]
        head = head or kept.id
    return head


def _nearest(told: Told, words: frozenset[str], seen: Sequence[_Seen]) -> int | None:
    """The story of the most similar text that names the same companies at about the same time."""
    best, found = ALIKE, None
    for one in reversed(seen):
        if told.published and one.told.published and told.published - one.told.published > NEAR:
            break
        if not set(told.reading.companies) & set(one.told.reading.companies):
            continue
        alike = len(words & one.words) / max(1, min(len(words), len(one.words)))
        if alike > best:
            best, found = alike, one.label
    return found
