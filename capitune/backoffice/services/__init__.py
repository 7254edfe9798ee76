"""What the team does with the machine itself."""

from capitune.backoffice.services.effects import leave_effects, retry_effects

__all__ = ["leave_effects", "retry_effects"]
