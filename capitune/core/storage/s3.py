"""Storage in an S3 bucket, Amazon's or any that speaks its protocol."""

from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

import boto3
from boto3.s3.transfer import TransferConfig
from botocore import UNSIGNED
from botocore.config import Config

from capitune.core.storage.bodies import BodyReader, BorrowedReader
from capitune.core.storage.disposition import content_disposition
from capitune.core.storage.failures import translated
from capitune.core.storage.interface import (
    Disposition,
    Stored,
    check_expires,
)
from capitune.core.storage.keys import check_key
from capitune.core.storage.parts import PART_BYTES
from capitune.core.storage.s3listing import S3Listing
from capitune.core.storage.s3parts import S3Parts

CONNECT_SECONDS = 3
READ_SECONDS = 10
PROBE_SECONDS = 2
READ_BYTES = 256 * 1024

# One part in memory at a time, in the calling greenlet: threads of its own would hold ten parts in memory.
_TRANSFER = TransferConfig(
    multipart_threshold=PART_BYTES, multipart_chunksize=PART_BYTES, use_threads=False
)

_UNSIGNED = Config(signature_version=UNSIGNED)


class S3Storage:
    """Keeps each object in one private bucket.

    S3 makes an object visible whole or not at all; an upload in parts that fails is aborted. Without
    keys, boto looks for credentials where it always does (a role of the machine, say).
    """

    def __init__(
        self,
        bucket: str,
        *,
        endpoint_url: str | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
        region: str | None = None,
    ) -> None:
        self._bucket = bucket
        session = boto3.session.Session(access_key, secret_key, region_name=region)
        patient = _config(CONNECT_SECONDS, READ_SECONDS, attempts=2, endpoint_url=endpoint_url)
        hasty = _config(PROBE_SECONDS, PROBE_SECONDS, attempts=1, endpoint_url=endpoint_url)
        self._client = session.client("s3", endpoint_url=endpoint_url, config=patient)
        self._probe = session.client("s3", endpoint_url=endpoint_url, config=hasty)
        bare = session.client("s3", endpoint_url=endpoint_url, config=patient.merge(_UNSIGNED))
        self._listing = S3Listing(self._client, bucket)
        self.parts = S3Parts(self._client, bucket, origin=_origin(bare, bucket))

    def put(self, key: str, source: BinaryIO, *, content_type: str) -> None:
        """See ``Storage.put``."""
        with translated(check_key(key)):
            self._client.upload_fileobj(
                cast("BinaryIO", BorrowedReader(source)),
                self._bucket,
                key,
                ExtraArgs={"ContentType": content_type},
                Config=_TRANSFER,
            )

    def open(self, key: str) -> BinaryIO:
        """See ``Storage.open``."""
        with translated(check_key(key)):
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
        return BufferedReader(BodyReader(answer["Body"]), buffer_size=READ_BYTES)

    def delete(self, key: str) -> None:
        """See ``Storage.delete``."""
        with translated(check_key(key)):
            self._client.delete_object(Bucket=self._bucket, Key=key)

    def walk(self) -> Iterator[Sequence[Stored]]:
        """See ``Storage.walk``."""
        return self._listing.walk()

    def absent(self, keys: Iterable[str]) -> set[str]:
        """See ``Storage.absent``."""
        return self._listing.absent(keys)

    def link(
        self, key: str, *, file_name: str, content_type: str, disposition: Disposition, expires: int
    ) -> str:
        """See ``Storage.link``: a presigned GET; the signature covers the headers of the answer."""
        check_expires(expires)
        wanted = {
            "Bucket": self._bucket,
            "Key": check_key(key),
            "ResponseContentType": content_type,
            "ResponseContentDisposition": content_disposition(file_name, disposition),
            "ResponseCacheControl": "private, no-store",
        }
        with translated(key):
            return str(
                self._client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=expires)
            )

    def check(self) -> None:
        """See ``Storage.check``: asks for the bucket, once."""
        with translated(self._bucket):
            self._probe.head_bucket(Bucket=self._bucket)


def _config(connect: float, read: float, *, attempts: int, endpoint_url: str | None) -> Config:
    return Config(
        signature_version="s3v4",
        connect_timeout=connect,
        read_timeout=read,
        retries={"total_max_attempts": attempts, "mode": "standard"},
        # Amazon's own: the host of the region, as a browser that sends a part follows no redirect.
        s3={"addressing_style": "path" if endpoint_url else "virtual"},
        # boto's new trailing checksums are refused by older servers of the protocol.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


def _origin(bare: Any, bucket: str) -> str:
    """Where the bucket is reached. Asked of a client that signs nothing: keys may come later."""
    named = {"Bucket": bucket, "Key": "any", "UploadId": "any", "PartNumber": 1}
    address = urlsplit(bare.generate_presigned_url("upload_part", Params=named))
    return f"{address.scheme}://{address.netloc}"
