"""The words of regwire's way from a feed to the record, as frozen data; nothing in it does anything.

Source -> Page -> Item -> Claim -> Story -> Change, and Status as the answer drawn from stories.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Action(StrEnum):
    """What kind of act a claim tells of."""

    BLOCK = "block"
    UNBLOCK = "unblock"
    THROTTLE = "throttle"
    FINE = "fine"
    ORDER = "order"
    PROBE = "probe"
    RULING = "ruling"
    REFUSE = "refuse"
    COMPLY = "comply"
    LAW = "law"
    SHUTDOWN = "shutdown"


class Stage(StrEnum):
    """How real the act is in the item that tells it."""

    ACTUAL = "actual"
    THREAT = "threat"
    DENIED = "denied"
    PAST = "past"


class Role(StrEnum):
    """Whether the act is what the item reports as its news, or mentioned in passing."""

    LEAD = "lead"
    BACKGROUND = "background"


class Scope(StrEnum):
    """What of a company an act hits: the service as such, or only a part of what people have of it."""

    SERVICE = "service"
    STORE = "store"
    CONTENT = "content"
    ENTITY = "entity"
    DEVICE = "device"
    REGION = "region"
    NETWORK = "network"


class Certainty(StrEnum):
    """How well a day on record is known: seen in a source, told from memory, or told differently by several."""

    SEEN = "seen"
    UNVERIFIED = "unverified"
    DISPUTED = "disputed"


class Tier(StrEnum):
    """What kind of publisher a source is; an official one is believed alone."""

    OFFICIAL = "official"
    MONITOR = "monitor"
    WIRE = "wire"
    NEWS = "news"


class Precision(StrEnum):
    """How exactly a day is known: a text may tell the day, only the month, or only the year."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class ChangeKind(StrEnum):
    """Why a story became worth telling."""

    NEW = "new"
    CONFIRMED = "confirmed"
    ESCALATED = "escalated"
    REVERSED = "reversed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Source:
    """One feed we poll. `country` is ISO 3166 alpha-2, EU or None; `language` a BCP 47 tag or None."""

    url: str
    name: str
    tier: Tier = Tier.NEWS
    country: str | None = None
    language: str | None = None
    homepage: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What the socket gave back for a source. `body` is None when the server said "not modified"."""

    url: str
    status: int
    body: bytes | None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed as published; texts are plain (no markup), `published` is aware UTC or None."""

    guid: str | None
    link: str | None
    title: str
    summary: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Text:
    """What `understand` reads: an item's words and what is known of them beforehand."""

    title: str
    body: str
    published: datetime | None = None
    lang: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one item says happened.

    `company`, `authority` and `law` are catalog ids; `company` is None for a whole class or a country-wide cut,
    `country` (ISO 3166 alpha-2 or EU) is None when the text does not tell. `when` is the day of the act where the text
    gives it, `precision` how exactly ("in 2015" is 2015-01-01, YEAR). `quote` is the sentence that says so, cleaned, on
    one line. `sure` is how likely the reader holds the claim, from 0 to 1; `doubt` says that the text itself does not
    vouch for it: it asks, passes on a rumour, or has only users for its witness.
    """

    company: str | None
    country: str | None
    action: Action
    stage: Stage
    role: Role
    quote: str
    when: date | None = None
    precision: Precision = Precision.DAY
    authority: str | None = None
    law: str | None = None
    sure: float = 1.0
    doubt: bool = False
    scope: Scope = Scope.SERVICE


@dataclass(frozen=True, slots=True)
class Reading:
    """All that `understand` found in one text: whom it names, where, about what, and its claims."""

    lang: str
    companies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One (company, country, action) of a story: the line that status and matching read.

    While all that tells of it is in `doubt`, it wakes nobody who asked for acts and changes no status.
    """

    company: str | None
    country: str | None
    action: Action
    stage: Stage
    role: Role
    doubt: bool = False
    scope: Scope = Scope.SERVICE


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of an act that are told apart from the day it took effect. An expiry that passes ends nothing."""

    decided: date | None = None
    announced: date | None = None
    effective: date | None = None
    expires: date | None = None


NO_DATES = Dates()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item that tells a story: who published it, where and when, and the words that say so."""

    item: int
    source: str
    publisher: str
    tier: Tier
    title: str
    link: str | None
    published: datetime
    quote: str
    lang: str


@dataclass(frozen=True, slots=True)
class Story:
    """One real-world act, however many items report it. `acts[0]` is the headline act.

    `day` is the day of the act as best known; `precision` says how exactly, and `day_told` whether a text gave it (else
    it is the day of the first report). `evidence` is ordered as it came in. `id` is 0 until it is stored, `public` (the
    id that people cite) empty.
    """

    id: int
    acts: tuple[Act, ...]
    day: date
    precision: Precision = Precision.DAY
    day_told: bool = False
    authority: str | None = None
    law: str | None = None
    topics: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    last_seen: date = date.min
    evidence: tuple[Evidence, ...] = field(default=())
    public: str = ""
    certainty: Certainty = Certainty.SEEN
    dates: Dates = NO_DATES


class State(StrEnum):
    """How a company stands in a country, as far as the record goes."""

    BLOCKED = "blocked"
    PARTLY = "partly"
    THROTTLED = "throttled"
    ORDERED = "ordered"
    THREATENED = "threatened"
    RESTORED = "restored"
    NO_RESTRICTION = "no-restriction"
    NOT_COVERED = "not-covered"


class Column(StrEnum):
    """Who says how a pair stands; the columns are never merged."""

    REPORTED = "reported"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Standing:
    """A state and the story that made it, None where there is none."""

    state: State
    deciding: Story | None


@dataclass(frozen=True, slots=True)
class Status:
    """The answer to "how does this company stand in this country": drawn from stories, never stored.

    `deciding` is the story that made the state, None where there is none; `stories` are all of the pair, newest first.
    `columns` say it as each column has it, where one has a deciding story; `beside` are the standing restrictions of
    another scope than the service.
    """

    company: str
    country: str
    state: State
    deciding: Story | None
    stories: tuple[Story, ...]
    columns: Mapping[Column, Standing] = field(default_factory=dict)
    beside: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the journal. `story` is None for coverage: an item that names things and tells no act."""

    id: int
    kind: ChangeKind
    story: int | None
    item: int
    at: datetime
