"""Parts of objects in a bucket: S3's own multipart uploads, sent by addresses that we sign."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from capitune.core.storage.errors import PartsRefused, StorageMissing
from capitune.core.storage.failures import NO_UPLOAD, translated
from capitune.core.storage.keys import check_key
from capitune.core.storage.parts import (
    MOST_PARTS,
    PART_LINK_SECONDS,
    Part,
    PartOffered,
)

_WRONG = {
    "InvalidPart": "part_changed",
    "InvalidPartOrder": "parts_disordered",
    "EntityTooSmall": "part_wrong_size",
}


class S3Parts:
    """S3 keeps parts apart until they are joined, and takes none for an upload that is over."""

    def __init__(self, client: Any, bucket: str, *, origin: str) -> None:
        self._client = client
        self._bucket = bucket
        self.origin: str | None = origin

    def start(self, key: str) -> str:
        """See ``Parts.start``. The type is told by the links that give the object."""
        with translated(check_key(key)):
            answer = self._client.create_multipart_upload(
                Bucket=self._bucket, Key=key, ContentType="application/octet-stream"
            )
        return str(answer["UploadId"])

    def link(self, key: str, upload_id: str, number: int, *, size: int) -> str:
        """See ``Parts.link``: the signature covers the length, so no other is taken."""
        wanted = {**self._named(key, upload_id), "PartNumber": number, "ContentLength": size}
        with translated(key):
            return str(
                self._client.generate_presigned_url(
                    "upload_part", Params=wanted, ExpiresIn=PART_LINK_SECONDS
                )
            )

    def received(self, key: str, upload_id: str) -> tuple[Part, ...]:
        """See ``Parts.received``."""
        with translated(key, missing=NO_UPLOAD):
            answer = self._client.list_parts(**self._named(key, upload_id), MaxParts=MOST_PARTS)
        return tuple(
            Part(part["PartNumber"], part["ETag"].strip('"'), part["Size"])
            for part in answer.get("Parts", ())
        )

    def join(self, key: str, upload_id: str, parts: Sequence[PartOffered]) -> None:
        """See ``Parts.join``."""
        named = [{"PartNumber": p.number, "ETag": '"' + p.etag.strip('"') + '"'} for p in parts]
        with translated(key, missing=NO_UPLOAD):
            try:
                self._client.complete_multipart_upload(
                    **self._named(key, upload_id), MultipartUpload={"Parts": named}
                )
            except ClientError as error:
                code = error.response.get("Error", {}).get("Code", "")
                if code in _WRONG:
                    raise PartsRefused(_WRONG[code]) from error
                # Ceph answers "internal error" for an upload that is over: then this says so.
                self.received(key, upload_id)
                raise

    def abort(self, key: str, upload_id: str) -> None:
        """See ``Parts.abort``."""
        try:
            with translated(key, missing=NO_UPLOAD):
                self._client.abort_multipart_upload(**self._named(key, upload_id))
        except StorageMissing:
            return  # over already, which is what was wanted

    def sweep(self, before: datetime) -> int:
        """See ``Parts.sweep``; the first thousand, the next time the others."""
        with translated(self._bucket):
            answer = self._client.list_multipart_uploads(Bucket=self._bucket)
        old = [found for found in answer.get("Uploads", ()) if found["Initiated"] < before]
        for found in old:
            self.abort(found["Key"], found["UploadId"])
        return len(old)

    def _named(self, key: str, upload_id: str) -> dict[str, Any]:
        return {"Bucket": self._bucket, "Key": check_key(key), "UploadId": upload_id}
