"""the three rooms: actions, exceptions, narratives, views, questions, meetings"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = (
    "written_action",
    "action_status",
    "exception_override",
    "narrative",
    "saved_view",
    "question",
    "meeting_snapshot",
)


def upgrade() -> None:
    _create(
        "written_action",
        _place("written_action"),
        _words("indicator", 60),
        _long("text"),
        _words("owner", 80),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        _long("effects"),
    )
    _create(
        "action_status",
        [_words("action", 40)],
        _words("status", 8),
        _long("note"),
    )
    op.create_index("ix_action_status_action", "action_status", ["action"])
    _create(
        "exception_override",
        _place("exception_override"),
        _words("indicator", 60),
        sa.Column("listed", sa.Boolean(), nullable=False),
        _long("reason"),
        sa.Column("until", sa.Date(), nullable=True),
        *_withdrawn(),
    )
    _create(
        "narrative",
        _place("narrative"),
        _words("indicator", 60),
        _words("length", 8),
        _long("text"),
        _long("generated"),
        _words("facts", 64),
    )
    op.create_index("ix_narrative_place", "narrative", ["organisation", "indicator"])
    _create("saved_view", [_words("name", 80)], _long("address"), *_withdrawn())
    _create(
        "question",
        _place("question", "board"),
        sa.Column("week", sa.Date(), nullable=False),
        _long("text"),
        _words("asked_of", 80),
        _long("answer"),
        _words("answered_by", 80),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
    )
    _create(
        "meeting_snapshot",
        _place("meeting_snapshot"),
        sa.Column("held_on", sa.Date(), nullable=False),
        _words("name", 80),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        _words("plan", 80),
        _long("seen"),
    )
    for table, column in (
        ("written_action", "organisation"),
        ("exception_override", "organisation"),
        ("question", "board"),
        ("meeting_snapshot", "organisation"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """What was written is lost."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _create(name: str, first: Sequence[sa.schema.SchemaItem], *rest: sa.schema.SchemaItem) -> None:
    """Every table says who wrote a row, and when."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *first,
        *rest,
        _words("author", 80),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _place(table: str, column: str = "organisation") -> list[sa.schema.SchemaItem]:
    name = op.f(f"fk_{table}_{column}_organisation")
    return [
        _words(column, 60),
        sa.ForeignKeyConstraint([column], ["organisation.code"], name=name),
    ]


def _withdrawn() -> list[sa.schema.SchemaItem]:
    return [sa.Column("withdrawn_at", sa.DateTime(), nullable=True), _words("withdrawn_by", 80)]


def _words(name: str, length: int) -> sa.schema.SchemaItem:
    kind = sa.String(length).with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False)


def _long(name: str) -> sa.schema.SchemaItem:
    return sa.Column(name, sa.Text(), nullable=False)
