"""What a person may type about a budget. What is allowed is judged by the services."""

from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from capitune.core.forms import Form, SeenForm
from capitune.core.i18n import current_language
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.money import cents_of
from capitune.dossiers.forms import LONGEST_TEXT, LONGEST_TITLE, NOT_A_DATE, TOO_LONG
from capitune.dossiers.states import LineKind
from capitune.dossiers.words.budget import ONE_LINE


class AmountField(StringField):
    """An amount as people write it: what was typed stays, right or wrong."""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 WTForms' signature
        """Refuse what is not clearly an amount."""
        if self.data and cents_of(self.data) is None:
            raise ValidationError(_l("Write an amount, for example 1525.00."))

    @property
    def cents(self) -> int:
        """The same in cents; 0 for what is not an amount."""
        return cents_of(self.data or "") or 0


def typed(cents: int) -> str:
    """An amount as its reader would type it: ``1525,00`` / ``1525.00``."""
    mark = "," if current_language() == "fr" else "."
    return f"{cents // 100}{mark}{cents % 100:02d}"


class PriceForm(Form):
    """What something is called and costs."""

    label = StringField(
        _l("What it is for"),
        [DataRequired(_l("Write what it is for.")), Length(max=LONGEST_TITLE, message=TOO_LONG)],
    )
    amount_cents = AmountField(
        _l("Amount in Canadian dollars"), [DataRequired(_l("Write an amount."))]
    )


class LineForm(PriceForm):
    """A new line."""

    kind = RadioField(
        _l("Who is paid"),
        [InputRequired(_l("Choose one."))],
        choices=[
            SelectChoice(kind.value, ONE_LINE[kind])
            for kind in (LineKind.SERVICE, LineKind.THIRD_PARTY, LineKind.GOVERNMENT)
        ],
    )


class LineChangeForm(PriceForm, SeenForm):
    """Changing a line."""


class QuoteForm(Form):
    """Proposing the services as they are; ``total_cents`` is what they added up to when they were read."""

    terms = TextAreaField(
        _l("What is included, and how it is paid"), [Length(max=LONGEST_TEXT, message=TOO_LONG)]
    )
    total_cents = HiddenField()

    @property
    def seen(self) -> int:
        """The total that was read; -1, which none is, for anything that is not one."""
        text = str(self.total_cents.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1


class PaymentForm(Form):
    """A payment of one of the lines that the reader may record payments of."""

    line_id = SelectField(_l("What was paid"), [InputRequired(_l("Choose one."))])
    amount_cents = AmountField(
        _l("Amount in Canadian dollars"), [DataRequired(_l("Write an amount."))]
    )
    paid_on = DateField(
        _l("Paid on"), [InputRequired(NOT_A_DATE)], invalid_value_message=NOT_A_DATE
    )


class ReversalForm(Form):
    """Why a payment is taken back."""

    reason = TextAreaField(_l("Why"), [Length(max=500, message=TOO_LONG)])
