"""The base of records, and the column types of the house."""

import uuid
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from capitune.core.clock import now
from capitune.core.ids import new_id
from capitune.extensions import Base, db

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

__all__ = ["EnumText", "HasId", "Model", "Moment", "db", "one_of", "owned_by"]

Moment = DateTime(timezone=True)


class EnumText(TypeDecorator[StrEnum]):
    """A ``StrEnum`` stored as text; ``one_of`` adds the check that holds it to its members."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:  # noqa: ARG002 SQLAlchemy's signature
        """To the database: the member's value; anything else is a programming error."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Any) -> StrEnum | None:  # noqa: ARG002 SQLAlchemy's signature
        """From the database: the member."""
        return None if value is None else self.kind(value)

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:  # noqa: ARG002 SQLAlchemy's signature
        """The same by a table: every row of every list has several. Raises ``KeyError`` for no member."""
        members: dict[str | None, StrEnum | None] = {member.value: member for member in self.kind}
        return (members | {None: None}).__getitem__


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """The check constraint that holds ``column`` to the members of ``kind``."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({values})", name=column)


def owned_by(target: str, *, ondelete: str = "CASCADE", index: bool = True, **kwargs: Any) -> Any:
    """A foreign key column to ``target`` (``table.column``), indexed."""
    return mapped_column(Uuid, ForeignKey(target, ondelete=ondelete), index=index, **kwargs)


class HasId:
    """A UUIDv7 key and the moment of birth."""

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
