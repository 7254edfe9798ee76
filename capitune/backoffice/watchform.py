"""What the team types of a watch rule, and of a text to try the rules on."""

from wtforms import HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from capitune.backoffice.watchlabels import ACTIONS, MODES, NORMALISERS, PLACES, SIGNALS, TIERS
from capitune.core.forms import Form, PicksField, SeenForm, picks
from capitune.core.i18n import lazy_gettext as _l
from capitune.safety.models import WatchRule
from capitune.safety.states import Action, Mode, Normaliser, Place, Signal
from capitune.safety.wanted import Wanted


class RuleForm(SeenForm):
    """A rule; ``version`` is the one that was read."""

    slug = StringField(_l("Name"))
    signal = SelectField(_l("What it says of a text"), choices=picks(SIGNALS))
    phrases = TextAreaField(_l("Phrases, one a line"))
    normaliser = SelectField(_l("As what a text is read"), choices=picks(NORMALISERS))
    places = PicksField(_l("Where it is asked"), choices=picks(PLACES))
    spares = SelectField(
        _l("Who is not concerned"),
        choices=[SelectChoice("", _l("Nobody")), *picks(TIERS)],
        default="",
    )
    action = SelectField(_l("What it does on its own"), choices=picks(ACTIONS))
    message_fr = TextAreaField(_l("What the author reads, in French"))
    message_en = TextAreaField(_l("What the author reads, in English"))
    mode = SelectField(_l("Mode"), choices=picks(MODES))

    @classmethod
    def of(cls, rule: WatchRule | None) -> "RuleForm":
        """With what it says now; a new one only counts."""
        if rule is None:
            return cls(
                formdata=None,
                signal=Signal.OFFER.value,
                normaliser=Normaliser.WORDS.value,
                places=[*Place],
                action=Action.COMBINE.value,
                mode=Mode.SHADOW.value,
            )
        return cls(
            formdata=None,
            version=str(rule.version),
            slug=rule.slug,
            signal=rule.signal.value,
            phrases="\n".join(rule.phrases),
            normaliser=rule.normaliser.value,
            places=rule.places,
            spares=rule.spares.value if rule.spares else "",
            action=rule.action.value,
            message_fr=rule.message_fr,
            message_en=rule.message_en,
            mode=rule.mode.value,
        )

    @property
    def wanted(self) -> Wanted:
        """What was typed."""
        return Wanted(
            slug=(self.slug.data or "").strip(),
            signal=self.signal.data or "",
            phrases=self.phrases.data or "",
            normaliser=self.normaliser.data or "",
            places=tuple(self.places.data or ()),
            spares=self.spares.data or "",
            action=self.action.data or "",
            message_fr=self.message_fr.data or "",
            message_en=self.message_en.data or "",
            mode=self.mode.data or "",
        )


class TryForm(Form):
    """A text to try."""

    text = TextAreaField(
        _l("A text to try"),
        [DataRequired(_l("Paste a text.")), Length(max=20_000, message=_l("This is too long."))],
    )


class JudgeForm(Form):
    """Whether a rule was right."""

    right = HiddenField()
