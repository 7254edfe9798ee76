"""Bodies about dossiers and who accompanies them."""

from datetime import date
from uuid import UUID

from capitune.api.bodies.base import Body, Code, Version
from capitune.dossiers.states import ReviewerRole, Stage

# By the code of the question: the code of one answer, or of several.
Answers = dict[Code, Code | list[Code]]


class NewDossier(Body):
    """A dossier to open from the template with this code."""

    template: Code
    title: str = ""
    description: str = ""
    planned_submission_on: date | None = None
    answers: Answers = {}


class DossierAnswers(Body):
    """Answers to the questions of the dossier's template; they replace those given before."""

    answers: Answers
    version: Version | None = None


class DossierChanges(Body):
    """What to change; what is not sent stays. With ``version``, only if that is the present one."""

    title: str = ""
    description: str = ""
    planned_submission_on: date | None = None
    version: Version | None = None


class StageMove(Body):
    """The stage to move to."""

    stage: Stage


class NewAssignment(Body):
    """A professional (the id of the user) and the role they would have."""

    professional_id: UUID
    role: ReviewerRole


class NewSuggestion(Body):
    """A colleague (the id of the user), the role they would have, why; ``takes_over``: one's own place in it."""

    professional_id: UUID
    role: ReviewerRole
    motive: str
    takes_over: bool = False


class Refusal(Body):
    """Why a professional does not accompany a dossier."""

    reason: str = ""
