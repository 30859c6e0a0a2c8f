"""breaks of every indicator, and of some levels alone"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    levels = sa.Column("levels", sa.String(40), nullable=False, server_default="")
    if op.get_bind().dialect.name == "postgresql":
        levels.type = sa.Text(collation="C")
    op.add_column("data_break", levels)
    _fill_again()


def downgrade() -> None:
    with op.batch_alter_table("data_break") as table:
        table.drop_column("levels")
    _fill_again()


def _fill_again() -> None:
    """The rows are the seed's alone, which adds what it misses."""
    op.execute("DELETE FROM data_break")
