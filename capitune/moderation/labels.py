"""Names of what moderation knows."""

from capitune.core.i18n import lazy_gettext as _
from capitune.moderation.states import (
    Cause,
    Measure,
    Outcome,
    Pile,
    ReportReason,
    SanctionKind,
    TargetType,
)

REASONS = {
    ReportReason.FRAUD: _("Fraud or solicitation"),
    ReportReason.FAKE_CONSULTANT: _("Fake consultant"),
    ReportReason.MONEY: _("Asks for money"),
    ReportReason.PERSONAL_DATA: _("Personal data"),
    ReportReason.DANGEROUS_ADVICE: _("Dangerous legal advice"),
    ReportReason.HATE: _("Hate or harassment"),
    ReportReason.SPAM: _("Spam"),
    ReportReason.OTHER: _("Something else"),
}
EXPLAINED = {
    ReportReason.FRAUD: _("A guaranteed visa, a job for sale, a contact outside CAPITUNE"),
    ReportReason.FAKE_CONSULTANT: _("Claims a licence, or advises for pay without one"),
    ReportReason.MONEY: _("A transfer, gift cards, a deposit"),
    ReportReason.PERSONAL_DATA: _("A passport number, an address, a document of somebody"),
    ReportReason.DANGEROUS_ADVICE: _("Advice to lie, to hide something, or that is plainly wrong"),
    ReportReason.HATE: _("An attack on a person or a group"),
    ReportReason.SPAM: _("Advertising, the same text again and again"),
    ReportReason.OTHER: _("Say what below"),
}
CAUSES = {
    **{Cause(reason.value): name for reason, name in REASONS.items()},
    Cause.FRAUD: _("Possible scam"),
    Cause.HATE: _("Harassment"),
    Cause.FIRST_POSTS: _("First posts"),
    Cause.WATCH_RULE: _("Watch rule"),
    Cause.APPEAL: _("Appeal"),
}
TARGETS = {
    TargetType.POST: _("Post"),
    TargetType.COMMENT: _("Comment"),
    TargetType.PROFILE: _("Profile"),
    TargetType.CHAT: _("Chat message"),
    TargetType.QUESTION: _("Question"),
    TargetType.SANCTION: _("Appeal"),
}
PILES = {
    Pile.ALL: _("Everything"),
    Pile.FRAUD: _("Scams"),
    Pile.HELD: _("Held"),
    Pile.HATE: _("Harassment"),
    Pile.PERSONAL_DATA: _("Personal data"),
    Pile.APPEALS: _("Appeals"),
    Pile.MINE: _("Mine"),
    Pile.DECIDED: _("Decided"),
}
MEASURES = {
    Measure.KEEP: _("Leave it online"),
    Measure.REMOVE: _("Take it away"),
    Measure.WARN: _("Take it away and warn"),
    Measure.RESTRICT: _("Take it away and read the next ones first"),
    Measure.READ_ONLY: _("Take it away and let them only read"),
    Measure.SUSPEND: _("Take it away and suspend"),
}
SANCTIONS = {
    SanctionKind.MESSAGE: _("A message"),
    SanctionKind.WARNING: _("A warning"),
    SanctionKind.RESTRICTED: _("What they write is read first"),
    SanctionKind.READ_ONLY: _("Reading only"),
    SanctionKind.SUSPENSION: _("A suspension"),
    SanctionKind.BAN: _("A suspension without an end"),
}
OUTCOMES = {
    Outcome.UPHELD: _("Right"),
    Outcome.DISMISSED: _("Left online"),
    Outcome.ABUSIVE: _("An abuse"),
}
