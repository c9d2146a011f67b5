"""The tables of the record, and the column types that every engine shares."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware moment; stored as UTC, given back aware on engines that forget time zones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value!r}")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Names(TypeDecorator[tuple[str, ...]]):
    """A few short names in order, kept as a JSON list in text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        return json.dumps(list(value or ()), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value else ()


metadata = sa.MetaData()

sources = sa.Table(
    "sources",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("url", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("tier", sa.Text, nullable=False),
    sa.Column("country", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("homepage", sa.Text),
    sa.Column("enabled", sa.Boolean, nullable=False),
    sa.Column("due", Moment, nullable=False),
    sa.Column("etag", sa.Text),
    sa.Column("last_modified", sa.Text),
    sa.Column("body_digest", sa.Text),
    sa.Column("baseline", Moment),
    sa.Column("tried", Moment),
    sa.Column("succeeded", Moment),
    sa.Column("renewed", Moment),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("error", sa.Text),
    sa.Index("sources_due", "enabled", "due"),
)

items = sa.Table(
    "items",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source_id", sa.ForeignKey("sources.id"), nullable=False),
    sa.Column("guid", sa.Text),
    sa.Column("link_key", sa.Text),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("link", sa.Text),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("summary", sa.Text, nullable=False),
    sa.Column("published", Moment),
    sa.Column("seen", Moment, nullable=False),
    sa.Column("lang", sa.Text, nullable=False),
    sa.Column("content_digest", sa.Text, nullable=False),
    sa.Column("claims_digest", sa.Text, nullable=False),
    sa.Column("companies", Names, nullable=False),
    sa.Column("countries", Names, nullable=False),
    sa.Column("regulators", Names, nullable=False),
    sa.Column("laws", Names, nullable=False),
    sa.Column("topics", Names, nullable=False),
    sa.Index("items_guid", "source_id", "guid"),
    sa.Index("items_link", "source_id", "link_key"),
    sa.Index("items_fingerprint", "source_id", "fingerprint"),
)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("item_id", sa.ForeignKey("items.id"), nullable=False, index=True),
    sa.Column("story_id", sa.ForeignKey("stories.id"), index=True),
    sa.Column("company", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("sure", sa.Float, nullable=False),
    sa.Column("doubt", sa.Boolean, nullable=False),
    sa.Column("scope", sa.Text, nullable=False, server_default="service"),
    sa.Column("day", sa.Date),
    sa.Column("precision", sa.Text, nullable=False),
    sa.Column("authority", sa.Text),
    sa.Column("law", sa.Text),
    sa.Column("quote", sa.Text, nullable=False),
)

stories = sa.Table(
    "stories",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("precision", sa.Text, nullable=False),
    sa.Column("day_told", sa.Boolean, nullable=False),
    sa.Column("last_seen", sa.Date, nullable=False),
    sa.Column("authority", sa.Text),
    sa.Column("law", sa.Text),
    sa.Column("topics", Names, nullable=False),
    sa.Column("regulators", Names, nullable=False),
    sa.Column("public", sa.Text),
    sa.Column("certainty", sa.Text, nullable=False, server_default="seen"),
    sa.Column("decided", sa.Date),
    sa.Column("announced", sa.Date),
    sa.Column("effective", sa.Date),
    sa.Column("expires", sa.Date),
)

# every public id ever given, and the story it now stands for
public_ids = sa.Table(
    "public_ids",
    metadata,
    sa.Column("public", sa.Text, primary_key=True),
    sa.Column("story_id", sa.ForeignKey("stories.id"), nullable=False, index=True),
)

# which built-in data the record has taken in
built_in = sa.Table(
    "built_in",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
)

acts = sa.Table(
    "acts",
    metadata,
    sa.Column("story_id", sa.ForeignKey("stories.id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("company", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("doubt", sa.Boolean, nullable=False),
    sa.Column("scope", sa.Text, nullable=False, server_default="service"),
    sa.Index("acts_company", "company", "country"),
    sa.Index("acts_country", "country"),
)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("story_id", sa.ForeignKey("stories.id"), primary_key=True),
    sa.Column("item_id", sa.ForeignKey("items.id"), primary_key=True),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Index("evidence_item", "item_id"),
)

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("story_id", sa.ForeignKey("stories.id"), index=True),
    sa.Column("item_id", sa.ForeignKey("items.id"), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("told", sa.Boolean, nullable=False),
    sa.Index("changes_untold", "told", "id"),
)
