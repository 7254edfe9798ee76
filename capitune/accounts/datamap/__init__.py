"""What is kept of people, their sign-ins, what they agreed to."""

from capitune.accounts.datamap import person, signing

__all__ = ["person", "signing"]
