"""Forms about something that somebody else may have changed meanwhile."""

from capitune.dossiers.forms import SeenForm


def status_after(form: SeenForm, version: int) -> int:
    """How the page that shows ``form`` answers: 200 before it is sent, 409 when what it was about has another
    ``version`` by now, 422 when it was refused for another reason.

    What was typed stays: with the present version in hand, saving again is a choice made knowing.
    """
    read, form.version.data = form.version.data, str(version)
    if not form.is_submitted():
        return 200
    return 422 if read == form.version.data else 409
