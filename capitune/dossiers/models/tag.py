"""How a professional orders their own clients."""

import uuid

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, HasId, Model, one_of, owned_by
from capitune.dossiers.states import Tint


class Tag(HasId, Model):
    """A word of a professional's own; ``folded`` is its name without capitals and accents, once a person."""

    __tablename__ = "dossier_tags"
    __table_args__ = (
        one_of("tint", Tint),
        Index("ix_dossier_tags_user_id_folded", "user_id", "folded", unique=True),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    name: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    tint: Mapped[Tint] = mapped_column(EnumText(Tint), default=Tint.GREY)


class Tagging(Model):
    """A tag on a dossier of its owner's pipeline. It goes with the place in the pipeline, which goes when the
    professional accompanies the dossier no longer.
    """

    __tablename__ = "dossier_taggings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["professional_id", "dossier_id"],
            ["caseload.professional_id", "caseload.dossier_id"],
            name="fk_dossier_taggings_case",
            ondelete="CASCADE",
        ),
        Index("ix_dossier_taggings_tag_id_dossier_id", "tag_id", "dossier_id"),
    )

    professional_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    tag_id: Mapped[uuid.UUID] = owned_by("dossier_tags.id", index=False, primary_key=True)
