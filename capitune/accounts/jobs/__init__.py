"""Deferred work on accounts: pictures, copies of data, erasing accounts."""

from capitune.accounts import emails
from capitune.accounts.jobs import erasing, exporting, lifting, pictures

__all__ = [
    "emails",
    "erasing",
    "exporting",
    "lifting",
    "pictures",
]  # importing emails registers the letters
