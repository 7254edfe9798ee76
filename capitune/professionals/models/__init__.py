"""What professionals declare, and what was checked of it."""

from capitune.professionals.models.practice import Practice

__all__ = ["Practice"]
