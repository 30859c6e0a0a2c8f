"""distributions and provider shares"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "provider_share",
        sa.Column("commissioner", sa.String(length=60), nullable=False),
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("version", sa.String(length=80), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commissioner"],
            ["organisation.code"],
            name=op.f("fk_provider_share_commissioner_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["load_id"], ["load.id"], name=op.f("fk_provider_share_load_id_load")
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["organisation.code"],
            name=op.f("fk_provider_share_provider_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "commissioner", "provider", "valid_from", name=op.f("pk_provider_share")
        ),
    )
    op.create_table(
        "distribution",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("bands", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["load_id"], ["load.id"], name=op.f("fk_distribution_load_id_load")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_distribution_series_id_series")
        ),
        sa.PrimaryKeyConstraint("series_id", "period_start", name=op.f("pk_distribution")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("distribution")
    op.drop_table("provider_share")
