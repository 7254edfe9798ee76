"""What the team is to read, before everybody does or beside them, stands in its queue from the moment of writing."""

from capitune.inside.models import Comment, Post
from capitune.inside.seen import seen_comment, seen_of
from capitune.moderation.services import Opening, open_case
from capitune.moderation.states import Cause, Priority, TargetType
from capitune.safety.judging import Verdict


def wait_for_team(thing: Post | Comment, verdict: Verdict) -> None:
    """Open its case: by a rule, at once when that is grave; else because it is among somebody's first. A part of the
    act that holds it, or that shows it although a rule hit.
    """
    by_rule = verdict.held or verdict.flagged
    cause = Cause.WATCH_RULE if by_rule else Cause.FIRST_POSTS
    opening = Opening(cause, Priority.P0 if verdict.grave else Priority.P1, is_automatic=True)
    if isinstance(thing, Post):
        open_case(TargetType.POST, thing.id, seen_of(thing), opening)
    else:
        open_case(TargetType.COMMENT, thing.id, seen_comment(thing), opening)
