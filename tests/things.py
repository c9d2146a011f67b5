"""Makes the small things that tests talk about, each with what does not matter filled in."""

from dataclasses import replace
from datetime import UTC, date, datetime

from feeds.model import (
    Act,
    Action,
    Claim,
    Evidence,
    Precision,
    Role,
    Stage,
    Story,
    Tier,
)


def day(text: str) -> datetime:
    """Noon of a day."""
    return datetime.fromisoformat(text).replace(hour=12, tzinfo=UTC)


def claim(
    action: Action = Action.BLOCK,
    company: str | None = "linkedin",
    country: str | None = "RU",
    *,
    stage: Stage = Stage.ACTUAL,
    role: Role = Role.LEAD,
    when: str | None = None,
    precision: Precision = Precision.DAY,
    authority: str | None = None,
    doubt: bool = False,
) -> Claim:
    """A claim; "Russia blocks LinkedIn" unless told otherwise."""
    told = date.fromisoformat(when) if when else None
    return Claim(company, country, action, stage, role, "It is said so.", told, precision, authority, doubt=doubt)


def news(item: int, on: str, publisher: str = "Wire", tier: Tier = Tier.NEWS) -> Evidence:
    """An item of a publisher on a day."""
    link = f"https://{publisher.lower()}.example/{item}"
    return Evidence(
        item, f"https://{publisher.lower()}.example/feed", publisher, tier, "A title", link, day(on), "", "en"
    )


def story(
    number: int, on: str, *acts: Act, told: bool = True, by: str = "Wire", precision: Precision = Precision.DAY
) -> Story:
    """A story of some acts on a day, reported by one publisher."""
    when = date.fromisoformat(on)
    return Story(
        number,
        acts or (act(),),
        when,
        precision,
        told,
        last_seen=when,
        evidence=(replace(news(number, on, by), quote="So it is."),),
    )


def act(
    action: Action = Action.BLOCK,
    company: str | None = "linkedin",
    country: str | None = "RU",
    stage: Stage = Stage.ACTUAL,
    role: Role = Role.LEAD,
    doubt: bool = False,
) -> Act:
    """An act; "Russia blocks LinkedIn" unless told otherwise."""
    return Act(company, country, action, stage, role, doubt)
