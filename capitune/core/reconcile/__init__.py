"""Storage and rows, brought together: objects that no row names go, rows whose object is gone are reported."""

from capitune.core.reconcile.missing import Missed, look_for_missing
from capitune.core.reconcile.models import MissingFile
from capitune.core.reconcile.unnamed import Unnamed, remove_unnamed

__all__ = ["Missed", "MissingFile", "Unnamed", "look_for_missing", "remove_unnamed"]
