"""What the store has lost."""

import uuid
from datetime import datetime

from sqlalchemy import Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import Model, Moment


class MissingFile(Model):
    """An object that a row names and the store does not have: first and last noticed when. It goes once the
    object is back, or the row gone.
    """

    __tablename__ = "missing_files"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    named_by: Mapped[str] = mapped_column(Text)
    row_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    noticed_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
