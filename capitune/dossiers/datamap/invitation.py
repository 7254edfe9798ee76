"""What is kept of a professional's invitations."""

from capitune.core.datamap import (
    Retention,
    contact,
    content,
    describe,
    identity,
    map_table,
    owned,
    technical,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("invitations", _("The prospects whom you invited"))
map_table(
    "dossier_invitations",
    domain="invitations",
    purpose="a prospect whom a professional invites to open a dossier with them",
    retention=Retention.ACCOUNT,
    rows=owned("professional_id"),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was made"),
        "professional_id": technical("who invites"),
        "template_id": technical("to which programme"),
        "role": content("in which role they would accompany"),
        "email": contact("to which address; nothing once accepted, nor ninety days after its end"),
        "email_key": contact(
            "the same, for comparing; kept of one that was declined, never to write there again"
        ),
        "name": identity("how the prospect is called; nothing once accepted"),
        "language": content("in which language the letter is"),
        "sends": usage("how often it was sent"),
        "sent_at": usage("when it was last sent"),
        "expires_at": usage("until when it can be accepted"),
        "accepted_at": usage("when it was accepted"),
        "declined_at": usage("when it was declined"),
        "withdrawn_at": usage("when it was withdrawn"),
        "dossier_id": technical("the dossier it opened"),
    },
)
