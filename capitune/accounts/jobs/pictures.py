"""The removal of pictures that nobody shows any more."""

import uuid

from capitune.accounts.pictures import keys_of
from capitune.core.files import deferred
from capitune.core.outbox import Delivery, effect


@effect("avatars.remove", queue="low", patient=True)
def remove_pictures(delivery: Delivery) -> None:
    """Remove the stored pictures of a person that are no longer shown; what is gone already is fine."""
    deferred.remove(keys_of(uuid.UUID(delivery.payload["avatar_id"])))
