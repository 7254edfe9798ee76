"""The post: each letter that leaves is a row with a state, from the moment it is asked for."""

from capitune.core.post.breaker import Breaker, opened_until, trip
from capitune.core.post.models import Mail
from capitune.core.post.purging import purge_post
from capitune.core.post.register import hand_over, has_left, post, reopen, settle, take_back
from capitune.core.post.searching import Sought, letter_sent, letters_sent
from capitune.core.post.states import MailState

__all__ = [
    "Breaker",
    "Mail",
    "MailState",
    "Sought",
    "hand_over",
    "has_left",
    "letter_sent",
    "letters_sent",
    "opened_until",
    "post",
    "purge_post",
    "reopen",
    "settle",
    "take_back",
    "trip",
]
