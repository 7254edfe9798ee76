"""Bodies about invitations of prospects."""

from capitune.api.bodies.base import Body, Code, Email


class NewInvitation(Body):
    """Whom to invite: to which template, in which role, in which language."""

    email: Email
    name: str
    template: Code
    role: Code
    language: Code = "fr"
