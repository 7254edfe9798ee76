"""What members answer to a post, and to each other: three deep."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.inside.models.posts import Post
from capitune.inside.states import DEEPEST
from capitune.moderation.states import Standing


class Comment(HasId, Model):
    """A comment. ``root_id`` is that of the one that its branch begins with (its own for a first one), ``depth`` 1 to 3.

    ``scopes`` are those of its author's licence when it was written: what they were then stays said, whatever they
    are now. ``held``: only its author and the team read it, and why in ``reason``. One that others have answered and that its author takes back keeps its place without its words; so do all of an account that was erased.
    """

    __tablename__ = "comments"
    __table_args__ = (
        one_of("standing", Standing),
        CheckConstraint(f"depth BETWEEN 1 AND {DEEPEST}", name="depth"),
        CheckConstraint("(depth = 1) = (parent_id IS NULL)", name="parent"),
        Index("ix_comments_roots", "post_id", "id", postgresql_where="depth = 1"),
        Index("ix_comments_branch", "root_id", "id"),
    )

    post_id: Mapped[uuid.UUID] = owned_by("posts.id")
    author_id: Mapped[uuid.UUID] = owned_by("users.id")
    root_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    parent_id: Mapped[uuid.UUID | None] = owned_by("comments.id")
    depth: Mapped[int] = mapped_column(Integer)
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    render_version: Mapped[int] = mapped_column(Integer)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    held: Mapped[bool] = mapped_column(Boolean, default=False, server_default="false")
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    notice: Mapped[str] = mapped_column(Text, default="", server_default="")
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    # Whether the team, or the machine until the team has looked, took it away.
    standing: Mapped[Standing] = mapped_column(
        EnumText(Standing), default=Standing.SHOWN, server_default=Standing.SHOWN.value
    )

    post: Mapped[Post] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_there(self) -> bool:
        """It was not taken back, nor taken away."""
        return bool(self.body) and self.standing is Standing.SHOWN
