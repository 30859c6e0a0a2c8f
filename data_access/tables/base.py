"""What do all tables share?"""

from sqlalchemy import MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

# In SQLite the table is stored in the order of its key; other databases ignore the option.
CLUSTERED = {"sqlite_with_rowid": False}


def short_text(length: int) -> TypeEngine[str]:
    """Names and codes, of about this length: what publishers send may be longer.

    SQLite does not mind. PostgreSQL would refuse what is longer, and order it as the language of
    the server does; there it is text of any length, in the order of its characters as in SQLite.
    """
    return String(length).with_variant(Text(collation="C"), "postgresql")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Property(Base):
    """One fact about the database itself: data_version, marks_version, as_at, sample."""

    __tablename__ = "property"
    name: Mapped[str] = mapped_column(short_text(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
