"""PostgreSQL: points in the order in which they are read, names of any length"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Each table's key, and what a page reads beside it: found in the index, without the table.
_POINTS = {
    "observation": (
        "series_id, period_start",
        "period_end, numerator, denominator, value, status, absent_reason, load_id",
    ),
    "plan": (
        "series_id, period_start, version_id",
        "period_end, numerator, denominator, value",
    ),
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return  # SQLite keeps points in that order already, and does not mind lengths
    for table, column, existing in _bounded():
        op.alter_column(table, column, type_=sa.Text(collation="C"), existing_type=existing)
    for table, (key, read) in _POINTS.items():
        _key(table, f"({key}) INCLUDE ({read})")


def downgrade() -> None:
    """Room for names is not taken back: what stands there may need it."""
    if op.get_bind().dialect.name == "postgresql":
        for table, (key, _) in _POINTS.items():
            _key(table, f"({key})")


def _bounded() -> list[tuple[str, str, sa.VARCHAR]]:
    schema = sa.inspect(op.get_bind())
    return [
        (table, column["name"], column["type"])
        for table in schema.get_table_names()
        for column in schema.get_columns(table)
        if isinstance(column["type"], sa.VARCHAR) and table != "alembic_version"
    ]


def _key(table: str, columns: str) -> None:
    op.drop_constraint(f"pk_{table}", table, type_="primary")
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT pk_{table} PRIMARY KEY {columns}")
