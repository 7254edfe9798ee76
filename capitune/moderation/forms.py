"""What a member may type to report something. What is allowed is judged by the services."""

from wtforms import RadioField, TextAreaField

from capitune.core.forms import Form, picks
from capitune.core.i18n import lazy_gettext as _l
from capitune.moderation.labels import REASONS


class ReportForm(Form):
    """A report."""

    reason = RadioField(_l("What is wrong with it?"), choices=picks(REASONS), validate_choice=False)
    comment = TextAreaField(_l("What our team should know"))
