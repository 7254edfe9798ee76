"""The status of a requirement from the versions that count."""

import pytest

from capitune.dossiers.services.versions import status_by
from capitune.dossiers.states import DocumentStatus

REQUIRED, PENDING = DocumentStatus.REQUIRED, DocumentStatus.PENDING
RECEIVED, VALIDATED = DocumentStatus.RECEIVED, DocumentStatus.VALIDATED
REJECTED = DocumentStatus.REJECTED


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ([], REQUIRED),
        ([PENDING], PENDING),
        ([RECEIVED], RECEIVED),
        ([VALIDATED], VALIDATED),
        ([REJECTED], REJECTED),
        ([VALIDATED, PENDING], PENDING),
        ([VALIDATED, RECEIVED], RECEIVED),
        ([RECEIVED, PENDING], PENDING),
        ([REJECTED, PENDING], REJECTED),
        ([VALIDATED, REJECTED], REJECTED),
        ([VALIDATED, VALIDATED], VALIDATED),
    ],
)
def test_the_weightiest_version_decides(
    versions: list[DocumentStatus], expected: DocumentStatus
) -> None:
    assert status_by(versions) is expected
    assert status_by(versions[::-1]) is expected


@pytest.mark.parametrize("status", [RECEIVED, VALIDATED])
def test_a_part_is_still_asked_for(status: DocumentStatus) -> None:
    assert status_by([status], whole=False) is REQUIRED
    assert status_by([status, PENDING], whole=False) is PENDING
    assert status_by([status, REJECTED], whole=False) is REJECTED
