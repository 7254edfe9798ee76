"""What a person may type about dossiers. What is allowed is judged by the services."""

import re
import uuid
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from capitune.core.forms import Form, SeenForm
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.ids import parse_id
from capitune.dossiers.marks import Mark, typed
from capitune.dossiers.states import Decision, Exemption, Kind, Stage, Way

LONGEST_TITLE, LONGEST_TEXT = 120, 2000
ANSWERS = "answers."  # before the code of a question, in the name of its field
SHA256 = re.compile(r"[0-9a-f]{64}")
TOO_LONG = _l("This is too long.")
NOT_A_DATE = _l("Write a date, for example 2027-02-12.")


class FactsForm(Form):
    """The facts that a candidate may write about a dossier."""

    title = StringField(_l("Title"), [Length(max=LONGEST_TITLE, message=TOO_LONG)])
    description = TextAreaField(
        _l("Your project in a few words"), [Length(max=LONGEST_TEXT, message=TOO_LONG)]
    )
    planned_submission_on = DateField(
        _l("Planned submission date"), [Optional()], invalid_value_message=NOT_A_DATE
    )


class QuestionsForm(Form):
    """A form with the questions of a template (see ``questioning``)."""

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by the code of the question."""
        return {f.short_name.removeprefix(ANSWERS): f.data for f in self.asked}

    @property
    def asked(self) -> list[Field]:
        """The fields of the questions, in order."""
        return [field for field in self if field.short_name.startswith(ANSWERS)]


class OpeningForm(FactsForm, QuestionsForm):
    """Opening a dossier from a template."""

    template = HiddenField()


class EditingForm(FactsForm, SeenForm):
    """Editing one."""


class AnswersForm(QuestionsForm, SeenForm):
    """Changing the answers about one's situation."""


class StageForm(Form):
    """Moving a dossier one stage."""

    stage = RadioField(
        _l("Stage"), choices=[SelectChoice(stage.value) for stage in Stage], validators=[]
    )
    # Moved on the board: with which filters, to come back there.
    board = HiddenField()


class KindForm(Form):
    """A form about a file that is an original or a translation."""

    kind = RadioField(choices=[SelectChoice(kind.value) for kind in Kind], default=Kind.ORIGINAL)
    file_id = HiddenField()

    @property
    def sent(self) -> Kind:
        """Original or translation; the former for anything that is neither."""
        return Kind(self.kind.data) if self.kind.data in set(Kind) else Kind.ORIGINAL

    @property
    def is_new(self) -> bool:
        """One file more for its requirement."""
        return bool(self.file_id.data == "new")

    @property
    def of_file(self) -> uuid.UUID | None:
        """The file of which it is a version or the translation, if the slot names one."""
        return parse_id(self.file_id.data)


class UploadForm(KindForm):
    """Sending a version."""

    file = FileField(_l("File to send"))


class UploadBegunForm(KindForm):
    """What the upload slot's script says of a large file before it sends its parts."""

    file_name = HiddenField()
    size = HiddenField()
    mime_type = HiddenField()
    fingerprint = HiddenField()

    @property
    def name(self) -> str:
        """The file's name as the browser knows it, of a length that a browser sends."""
        return (self.file_name.data or "")[-LONGEST_TEXT:]

    @property
    def length(self) -> int:
        """Its size in bytes; 0, which no file has, for anything that is not one."""
        text = str(self.size.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0

    @property
    def mark(self) -> bytes | None:
        """What tells the same file chosen again; None for anything that is no SHA-256."""
        return sha256_in(self.fingerprint.data)


class UploadEndForm(Form):
    """The end of it; ``sha256`` of the whole, where the browser made one."""

    sha256 = HiddenField()

    @property
    def digest(self) -> bytes | None:
        """The same as bytes; None for anything that is no SHA-256."""
        return sha256_in(self.sha256.data)


def sha256_in(text: object) -> bytes | None:
    """The hash that a browser wrote down; None for anything that is no SHA-256."""
    found = SHA256.fullmatch(str(text))
    return bytes.fromhex(found[0]) if found else None


class DescriptionForm(Form):
    """What is written on a document."""

    issued_on = DateField(_l("Issued on"), [Optional()], invalid_value_message=NOT_A_DATE)
    expires_on = DateField(_l("Valid until"), [Optional()], invalid_value_message=NOT_A_DATE)
    needs_translation = BooleanField(_l("It is neither in French nor in English"))


class ExcuseForm(Form):
    """Why a document cannot be provided."""

    reason = TextAreaField(_l("Why"), [Length(max=LONGEST_TEXT, message=TOO_LONG)])


class AnswerForm(Form):
    """What a professional answers to that, or says of a document that they do without."""

    decision = RadioField(
        _l("Your decision"),
        [InputRequired(_l("Choose one of the two."))],
        choices=[
            SelectChoice(Exemption.WAIVED.value, _l("Do without it")),
            SelectChoice(Exemption.INSISTED.value, _l("Ask for it all the same")),
        ],
    )
    reason = TextAreaField(
        _l("What the candidate will read"), [Length(max=LONGEST_TEXT, message=TOO_LONG)]
    )


class FilesForm(Form):
    """How many files a document needs."""

    files = IntegerField(_l("Files needed"), [InputRequired(_l("Between 1 and 20 files."))])


class MoveForm(Form):
    """Moving a file among those of its requirement."""

    to = RadioField(choices=[SelectChoice(way.value) for way in Way])


class TextsField(Field):
    """A name that comes several times, each a text."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep them all, in order."""
        self.data = [str(value) for value in valuelist]


class ReasonsField(SelectMultipleField):
    """Several reasons, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DecisionForm(SeenForm):
    """Deciding on a version; ``version`` is the one that was read."""

    status = RadioField(
        _l("Your decision"),
        [InputRequired(_l("Choose one of the two."))],
        choices=[
            SelectChoice(Decision.VALIDATED.value, _l("Validate")),
            SelectChoice(Decision.REJECTED.value, _l("Ask for a new version")),
        ],
    )
    reasons = ReasonsField(_l("Reasons"), validate_choice=False)
    comment = TextAreaField(_l("Message"), [Length(max=LONGEST_TEXT, message=TOO_LONG)])
    marks = TextsField(_l("Marks on the document"))
    notes = TextsField()

    @property
    def drawn(self) -> list[Mark]:
        """The marked places as they were sent, right or wrong."""
        return typed(self.marks.data or [], self.notes.data or [])


class QueueForm(Form):
    """What is looked for in the queue. It is read from the address: nothing is ever sent."""

    type = SelectField(_l("Document type"))
    role = SelectField(_l("Field"))
    dossier = StringField(_l("Number of the dossier"))


class PipelineForm(Form):
    """What is looked for in the pipeline. It is read from the address: nothing is ever sent."""

    q = StringField(_l("Name or number"))
    stage = SelectField(_l("Stage"))
    family = SelectField(_l("Programme"))
    turn = SelectField(_l("Turn"))
    tag = SelectField(_l("Tag"))
    late = BooleanField(_l("Late steps only"))
    archived = BooleanField(_l("Archived or set aside"))


class JournalForm(Form):
    """A journal that somebody was given, to be verified; without ``given`` what is stored is."""

    given = HiddenField()
    file = FileField(_l("Journal file"))


class ConfirmForm(Form):
    """Saying yes to a question."""
