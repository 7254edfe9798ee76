"""What may be done about safety: one function for each act."""

from capitune.safety.services.meeting import confirm_fraud, judge_hits, meet
from capitune.safety.services.ruling import add_rule, change_rule, judge_hit

__all__ = ["add_rule", "change_rule", "confirm_fraud", "judge_hit", "judge_hits", "meet"]
