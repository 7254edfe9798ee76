"""What the team does with the machine itself."""

from capitune.backoffice.services.effects import leave_effects, retry_effects
from capitune.backoffice.services.mails import resend_mail, take_mails

__all__ = ["leave_effects", "resend_mail", "retry_effects", "take_mails"]
