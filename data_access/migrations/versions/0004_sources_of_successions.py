"""which source a succession is from"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    source = sa.Column("source", sa.Text(), nullable=False, server_default="")
    op.add_column("succession", source)


def downgrade() -> None:
    with op.batch_alter_table("succession") as table:
        table.drop_column("source")
