"""What the rules say of a requirement, as conditions of a statement."""

from sqlalchemy import and_, or_

from capitune.dossiers.models import Requirement
from capitune.dossiers.states import Exemption, Necessity

IS_WANTED = or_(Requirement.exemption.is_(None), Requirement.exemption != Exemption.WAIVED)
# ``states.counts``
IS_COUNTED = and_(
    IS_WANTED,
    or_(
        Requirement.necessity == Necessity.REQUIRED,
        and_(Requirement.necessity == Necessity.CONDITIONAL, Requirement.is_triggered),
    ),
)
# Nobody does without it, nor has the excuse of the candidate to answer first, nor do the answers set it aside.
IS_ASKED = and_(
    or_(Requirement.exemption.is_(None), Requirement.exemption == Exemption.INSISTED),
    Requirement.is_set_aside.is_(False),
)
