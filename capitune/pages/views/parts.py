"""Parts of files on their way to the folder driver, from whoever holds a link that is still good."""

import base64
import binascii
from typing import BinaryIO, cast

from flask import Response, request

from capitune.authz.web import public
from capitune.core.errors import Invalid, NotFound
from capitune.core.http import own_unit
from capitune.core.storage import (
    FileStorage,
    LinkRefused,
    PartsRefused,
    StorageMissing,
    current_storage,
)
from capitune.extensions import csrf
from capitune.pages.views.blueprint import bp


@bp.put("/files/parts/<token>")
@csrf.exempt
@own_unit("nothing is recorded: the bytes go to the folder as they come")
@public("the signed link is the right, for a quarter of an hour, to send this one part")
def stored_part(token: str) -> Response:
    """Keep the part that the link stands for; its etag. 404 for a link that is no good, or an upload that is over."""
    storage = current_storage()
    if not isinstance(storage, FileStorage):
        raise NotFound
    try:
        facts = storage.parts.read_link(token)
        # One more: a server that ends streams itself is refused at the limit, not past it.
        request.max_content_length = facts.size + 1
        etag = storage.parts.receive(facts, cast("BinaryIO", request.stream), _md5())
    except (LinkRefused, StorageMissing) as error:
        raise NotFound from error
    except PartsRefused as refusal:
        raise Invalid(code=refusal.code) from refusal
    return Response(headers={"ETag": f'"{etag}"'})


def _md5() -> bytes | None:
    """The checksum that was sent along, if any; raises ``PartsRefused`` for what is none."""
    sent = request.headers.get("Content-MD5")
    try:
        return base64.b64decode(sent, validate=True) if sent else None
    except binascii.Error as error:
        raise PartsRefused("part_wrong_checksum") from error
