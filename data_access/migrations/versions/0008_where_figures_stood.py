"""where in its file a figure stood"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = ("observation", "superseded_observation")


def upgrade() -> None:
    """What was loaded before says nothing of it until its file is loaded anew."""
    for table in _TABLES:
        sheet = sa.String(60).with_variant(sa.Text(collation="C"), "postgresql")
        op.add_column(table, sa.Column("sheet", sheet, nullable=True))
        op.add_column(table, sa.Column("row", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "row")
        op.drop_column(table, "sheet")
