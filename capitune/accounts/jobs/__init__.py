"""Deferred work on accounts."""

from capitune.accounts.jobs import pictures

__all__ = ["pictures"]
