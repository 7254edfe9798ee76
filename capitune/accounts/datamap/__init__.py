"""What is kept of people, their sign-ins, what they agreed to."""

from capitune.accounts.datamap import factors, leaving, person, signing, suspending

__all__ = ["factors", "leaving", "person", "signing", "suspending"]
