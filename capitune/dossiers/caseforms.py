"""What a professional may type to order their clients. What is allowed is judged by the services."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired

from capitune.core.forms import Form
from capitune.core.ids import parse_id
from capitune.dossiers.forms import ReasonsField
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
