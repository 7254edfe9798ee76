"""Deferred work on accounts: pictures, copies of data, erasing accounts."""

from capitune.accounts import emails
from capitune.accounts.jobs import erasing, exporting, pictures

__all__ = ["emails", "erasing", "exporting", "pictures"]  # importing emails registers the letters
