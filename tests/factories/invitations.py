"""Invitations of prospects, made by the product's own acts."""

import uuid
from typing import Any

from capitune.accounts.models import User
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.invitations import token_of
from capitune.dossiers.models import Invitation
from capitune.dossiers.queries.invitations import invitation_by_id
from tests.factories.people import acting

ADDRESS = "awa.prospect@example.com"


def make_invitation(professional: User, email: str = ADDRESS, **facts: Any) -> Invitation:
    """An invitation just sent, as ``invitation_by_id`` gives it."""
    whole = {"name": "Awa", "template_code": "ETU-ROC", "role": "immigration", "language": "fr"}
    with unit_of_work():
        made = services.invite_prospect(acting(professional), email=email, **{**whole, **facts})
    return fresh(made)


def fresh(invitation: Invitation) -> Invitation:
    """The same, as it is now."""
    found = invitation_by_id(invitation.id)
    assert found is not None
    return found


def invite(professional: User) -> tuple[uuid.UUID, str]:
    """The id of a new invitation, and the token of its link."""
    made = make_invitation(professional)
    return made.id, token_of(made.id)
