"""What a professional may type to order their clients. What is allowed is judged by the services."""

import uuid

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired

from capitune.core.forms import Form
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.ids import new_id, parse_id
from capitune.dossiers.forms import ReasonsField, TextsField
from capitune.dossiers.states import Tint
from capitune.dossiers.words.labels import TINTS


class TagForm(Form):
    """A tag of one's own."""

    name = StringField(_l("Name"), [DataRequired(_l("Give it a name."))])
    tint = RadioField(
        _l("Colour"),
        choices=[SelectChoice(tint.value, words) for tint, words in TINTS.items()],
        default=Tint.GREY,
    )

    @property
    def chosen(self) -> Tint:
        """Its colour; grey for anything that is none."""
        return Tint(self.tint.data) if self.tint.data in set(Tint) else Tint.GREY


class TaggingForm(Form):
    """Which of one's tags a dossier bears; ``came`` are the filters of the list from which one came."""

    tags = ReasonsField(_l("Tags of this dossier"), validate_choice=False)
    new = StringField(_l("A new tag"))
    came = HiddenField()

    @property
    def chosen(self) -> set[uuid.UUID]:
        """Those ticked; what is no id counts as one that is gone."""
        return {parse_id(text) or uuid.UUID(int=0) for text in self.tags.data or ()}


class ViewForm(Form):
    """A name for what one looks for; ``chosen`` are the filters as an address says them, ``view`` the shape."""

    name = StringField(_l("Name"), [DataRequired(_l("Give it a name."))])
    chosen = HiddenField()
    view = HiddenField()


class BulkForm(Form):
    """One act on several dossiers: ``d`` names them, ``came`` are the filters of the list with the ticks.

    ``form_key`` makes sending the same words twice one message to each.
    """

    act = HiddenField()
    d = TextsField()
    came = HiddenField()
    step = HiddenField()
    tag = RadioField(_l("Which tag"), validate_choice=False)
    new = StringField(_l("A new tag"))
    body = TextAreaField(_l("Your message"))
    reply_expected = BooleanField(_l("I expect an answer"))

    def client_id(self, dossier_id: uuid.UUID) -> uuid.UUID:
        """The name of its message to this dossier: the same for the same words, another for others."""
        key = parse_id(self.form_key.data) or new_id()
        return uuid.uuid5(key, f"{dossier_id} {self.body.data or ''}")
