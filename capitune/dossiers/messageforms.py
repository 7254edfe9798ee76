"""What a person may type in a conversation. What is allowed is judged by the services."""

import uuid

from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, HiddenField, MultipleFileField, StringField, TextAreaField
from wtforms.validators import DataRequired

from capitune.core.forms import Form
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.ids import new_id, parse_id


class MessageForm(Form):
    """Something to say. ``client_id`` is its author's name for it, ``seen`` the last message they had before
    their eyes.
    """

    body = TextAreaField(_l("Your message"))
    reply_expected = BooleanField(_l("I expect an answer"))
    file = MultipleFileField(_l("Attach files"))
    client_id = HiddenField(default=lambda: str(new_id()))
    seen = HiddenField()

    @property
    def chosen(self) -> list[FileStorage]:
        """The files that were chosen; a browser sends one without a name where there is none."""
        return [file for file in self.file.data or () if isinstance(file, FileStorage) and file]

    @property
    def key(self) -> uuid.UUID:
        """Its name; a new one for what is not a name."""
        return parse_id(self.client_id.data) or new_id()


class SeenMessageForm(Form):
    """How far one has read."""

    message_id = HiddenField()


class ReplyForm(Form):
    """A text to begin messages with."""

    title = StringField(_l("Title"), [DataRequired(_l("Give it a title."))])
    body = TextAreaField(_l("Text"), [DataRequired(_l("Write the text."))])
