"""What may be done in moderation: one function for each act."""

from capitune.moderation.services.claiming import claim, give_back, take_next
from capitune.moderation.services.deciding import Ruling, decide
from capitune.moderation.services.opening import Opening, open_case, settle_on_page
from capitune.moderation.services.reporting import report
from capitune.moderation.services.undoing import undo

__all__ = [
    "Opening",
    "Ruling",
    "claim",
    "decide",
    "give_back",
    "open_case",
    "report",
    "settle_on_page",
    "take_next",
    "undo",
]
