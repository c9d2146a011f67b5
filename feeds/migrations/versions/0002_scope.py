"""Scope of an act, public ids, days told apart, certainty; what of the built-in record is taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0002_scope"
down_revision = "0001_record"


def upgrade() -> None:
    """Add the columns and tables; every story on record gets a public id."""
    for table in ("claims", "acts"):
        op.add_column(table, sa.Column("scope", sa.Text(), nullable=False, server_default="service"))
    op.add_column("stories", sa.Column("public", sa.Text(), nullable=True))
    op.add_column("stories", sa.Column("certainty", sa.Text(), nullable=False, server_default="seen"))
    for name in ("decided", "announced", "effective", "expires"):
        op.add_column("stories", sa.Column(name, sa.Date(), nullable=True))
    op.create_table(
        "public_ids",
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"]),
        sa.PrimaryKeyConstraint("public"),
    )
    op.create_index("ix_public_ids_story_id", "public_ids", ["story_id"], unique=False)
    op.create_table(
        "built_in",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    bind = op.get_bind()
    stories = sa.table("stories", sa.column("id"), sa.column("day", sa.Date()), sa.column("public"))
    ids = sa.table("public_ids", sa.column("public"), sa.column("story_id"))
    for row in bind.execute(sa.select(stories.c.id, stories.c.day)).all():
        public = f"RW-{row.day.year:04}-{100_000 + row.id:06}"
        bind.execute(stories.update().where(stories.c.id == row.id).values(public=public))
        bind.execute(ids.insert().values(public=public, story_id=row.id))
