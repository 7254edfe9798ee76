"""What is kept of people, their sign-ins, what they agreed to."""

from capitune.accounts.datamap import factors, person, signing

__all__ = ["factors", "person", "signing"]
