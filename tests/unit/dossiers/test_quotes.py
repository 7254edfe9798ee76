"""What a quote keeps, and how two versions differ."""

import uuid

from capitune.dossiers.quotes import Difference, Service, differences, frozen, thawed

ANNE = uuid.uuid4()
STUDY = Service(uuid.uuid4(), "Étude", 90000, ANNE)
FILING = Service(uuid.uuid4(), "Dépôt", 40000, None)


def test_what_is_frozen_comes_back() -> None:
    assert thawed(frozen([STUDY, FILING])) == (STUDY, FILING)


def test_two_versions_differ() -> None:
    dearer = STUDY._replace(amount_cents=95000)
    renamed = FILING._replace(label="Dépôt et suivi")
    assert differences([STUDY, FILING], [STUDY, FILING]) == ()
    assert differences([STUDY, FILING], [dearer, renamed]) == (
        Difference(STUDY, dearer),
        Difference(FILING, renamed),
    )
    assert differences([STUDY], [FILING]) == (Difference(None, FILING), Difference(STUDY, None))
