"""What a professional at work on a dossier may not do there, because of what their licence covers."""

from collections.abc import Iterable

from capitune.authz.actor import Actor
from capitune.dossiers.jurisdictions import covers, covers_family
from capitune.dossiers.queries import KnownDossier, RequirementLine
from capitune.dossiers.states import Licence, ReviewerRole


def lacking_licence(
    actor: Actor, known: KnownDossier, rows: Iterable[RequirementLine]
) -> Licence | None:
    """The licence that immigration documents of this dossier need and this professional lacks: that of the
    programme, else that of Québec. None for everybody else.
    """
    if not actor.is_professional:
        return None
    asked = [row for row in rows if row.reviewer_role is ReviewerRole.IMMIGRATION]
    if all(covers(actor.scopes, row.code, known.family) for row in asked):
        return None
    return Licence.QUEBEC if covers_family(actor.scopes, known.family) else Licence.FEDERAL
