"""The many errors of boto, as the two of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError

from capitune.core.storage.errors import StorageMissing, StorageUnavailable

# A bare 404 (a wrong address, a missing bucket) says nothing about one object.
NO_OBJECT = frozenset({"NoSuchKey"})
# Ceph says the former of an upload in parts that is over, Amazon the latter.
NO_UPLOAD = frozenset({"NoSuchKey", "NoSuchUpload"})


@contextmanager
def translated(key: str, *, missing: frozenset[str] = NO_OBJECT) -> Iterator[None]:
    """Raise ``StorageMissing`` for S3's codes ``missing``, ``StorageUnavailable`` for all others."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in missing:
            raise StorageMissing(key) from error
        raise StorageUnavailable(f"S3 answered {code}") from error
    except (BotoCoreError, Boto3Error) as error:
        raise StorageUnavailable(f"S3 failed: {type(error).__name__}") from error
