"""What a person may do with their notifications."""

from capitune.core.forms import Form


class MarkForm(Form):
    """Marking as read."""
