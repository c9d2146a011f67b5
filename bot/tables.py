"""The tables of chats, watches and alerts on their way."""

import sqlalchemy as sa

from feeds.tables import Moment, Names

metadata = sa.MetaData()

chats = sa.Table(
    "chats",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("gone", Moment),
    sa.Column("gone_why", sa.Text),
    sa.Column("not_before", Moment),
    sa.Column("only_confirmed", sa.Boolean, nullable=False, server_default=sa.false()),
)

watches = sa.Table(
    "watches",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("chat_id", sa.ForeignKey("chats.id"), nullable=False),
    sa.Column("company", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column("topic", sa.Text),
    sa.Column("regulator", sa.Text),
    sa.Column("law", sa.Text),
    sa.Column("keyword", sa.Text),
    sa.Column("kinds", Names, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Index("watches_key", "key"),
    sa.Index("watches_chat", "chat_id"),
    sqlite_autoincrement=True,
)

mutes = sa.Table(
    "mutes",
    metadata,
    sa.Column("chat_id", sa.ForeignKey("chats.id"), primary_key=True),
    sa.Column("story_id", sa.Integer, primary_key=True),
)

asked = sa.Table(
    "asked",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("chat_id", sa.ForeignKey("chats.id"), nullable=False, index=True),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("door", sa.Text, primary_key=True),
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("came", Moment, nullable=False),
    sa.Column("done", sa.Boolean, nullable=False),
    sa.Index("inbox_waiting", "door", "done", "id"),
)

offsets = sa.Table(
    "offsets",
    metadata,
    sa.Column("door", sa.Text, primary_key=True),
    sa.Column("next", sa.BigInteger, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("chat_id", sa.ForeignKey("chats.id"), nullable=False),
    sa.Column("change_id", sa.Integer),
    sa.Column("story_id", sa.Integer),
    sa.Column("others", Names, nullable=False),
    sa.Column("body", sa.Text),
    sa.Column("edits", sa.BigInteger),
    sa.Column("follows", sa.Integer),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("due", Moment),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("error", sa.Text),
    sa.Column("created", Moment, nullable=False),
    sa.Column("ended", Moment),
    sa.UniqueConstraint("change_id", "chat_id", name="outbox_once"),
    sa.Index("outbox_due", "state", "due"),
    sa.Index("outbox_story", "story_id", "chat_id"),
    sa.Index("outbox_chat", "chat_id", "state", "id"),
    sa.Index("outbox_follows", "follows"),
)
