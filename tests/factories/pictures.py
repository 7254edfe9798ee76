"""People with a picture, made by the product's own acts."""

import io
from functools import lru_cache

from capitune.accounts import services
from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.people import acting
from tests.support import corpus


@lru_cache(maxsize=1)
def photo() -> bytes:
    """A photo whose top left quarter is red."""
    return corpus.jpeg(300, 200)


def give_picture(user: User, data: bytes | None = None) -> User:
    """``user`` with a picture made of ``data``."""
    stored = services.store_picture(io.BytesIO(data or photo()), "photo.jpg")
    with unit_of_work():
        services.change_avatar(acting(user), user, stored.id)
    return db.session.get_one(User, user.id)
