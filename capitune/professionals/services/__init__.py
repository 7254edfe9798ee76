"""What may be done with professionals: one function an act."""

from capitune.professionals.services.licence import verify, withdraw
from capitune.professionals.services.practice import (
    PracticeFacts,
    set_up_practice,
    sign_up_professional,
)

__all__ = ["PracticeFacts", "set_up_practice", "sign_up_professional", "verify", "withdraw"]
