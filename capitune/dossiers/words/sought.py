"""What is looked for, in words."""

from collections.abc import Collection

from capitune.core.i18n import gettext as _
from capitune.dossiers.queries.tags import TagLine
from capitune.dossiers.sought import Sought
from capitune.dossiers.states import Family, Stage
from capitune.dossiers.words.labels import FAMILIES, STAGES, TURN_NAMES


def told(looked_for: Sought, tags: Collection[TagLine]) -> list[str]:
    """Each filter; of a tag that is gone nothing."""
    names = {str(tag.id): tag.name for tag in tags}
    said = [
        looked_for.q and _("Name or number: %(words)s", words=looked_for.q),
        looked_for.stage and _("Stage: %(stage)s", stage=STAGES[Stage(looked_for.stage)]),
        looked_for.family
        and _("Programme: %(family)s", family=FAMILIES[Family(looked_for.family)]),
        looked_for.turn and _("Turn: %(turn)s", turn=TURN_NAMES[looked_for.turn]),
        names.get(looked_for.tag) and _("Tag: %(tag)s", tag=names[looked_for.tag]),
        looked_for.late and _("Late steps only"),
        looked_for.archived and _("Archived or set aside"),
    ]
    return [words for words in said if words]
