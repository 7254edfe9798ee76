"""The one letter about credentials that goes elsewhere than to its professional.

A consequence of an act that has asked, recorded and published: wired in ``capitune.reactions``.
"""

from capitune.core.post import post
from capitune.professionals.events import ContactCodeAsked


def contact_code(event: ContactCodeAsked) -> None:
    """To the address that the official register shows."""
    post("credential_contact_code", event.user_id, about=event.code_id)
