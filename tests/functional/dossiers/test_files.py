"""Several files for one requirement: which one a version is of, their order, their translations."""

import uuid

import pytest
from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.models.catalogue import MOST_FILES
from capitune.dossiers.services import Described, Target
from capitune.dossiers.states import DocumentStatus, Kind, Way
from tests.factories.documents import INFECTED, fresh, receive, reject, send, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_professional
from tests.factories.requirements import asks_for, owner_of, row_of
from tests.support.outbox import run_outbox

pytestmark = pytest.mark.usefixtures("app")
CODE = "FIN_BANK"
ANOTHER = Target(is_new=True)
REQUIRED, PENDING = DocumentStatus.REQUIRED, DocumentStatus.PENDING
RECEIVED, VALIDATED = DocumentStatus.RECEIVED, DocumentStatus.VALIDATED


@pytest.fixture
def dossier() -> Dossier:
    """One that asks for three statements."""
    dossier = make_dossier()
    asks_for(dossier, 3, CODE)
    return dossier


def status(dossier: Dossier) -> DocumentStatus:
    return row_of(dossier, CODE).status


def order(dossier: Dossier) -> list[uuid.UUID]:
    return [file.id for file in row_of(dossier, CODE).files]


def move(dossier: Dossier, document: Document, way: Way) -> None:
    with unit_of_work():
        services.move_file(owner_of(dossier), document, way)


def foreign(dossier: Dossier, document: Document) -> Document:
    with unit_of_work():
        services.describe(owner_of(dossier), document, Described(needs_translation=True))
    return fresh(document)


def test_files_add_up_until_all_are_there(dossier: Dossier) -> None:
    first, second = receive(dossier, CODE), receive(dossier, CODE)
    assert (first.file_id, second.file_id) == (first.id, second.id)
    assert (second.number, second.position, first.is_current) == (1, 2, True)
    assert (status(dossier), row_of(dossier, CODE).missing) == (REQUIRED, 1)
    third = send(dossier, CODE)
    assert (third.position, status(dossier)) == (3, PENDING)
    run_outbox()
    assert (status(dossier), row_of(dossier, CODE).missing) == (RECEIVED, 0)


def test_what_is_sent_can_be_decided_on_before_the_rest_comes(dossier: Dossier) -> None:
    bruno = make_professional("finance")
    assign(dossier, bruno)
    validate(receive(dossier, CODE), bruno)
    assert (status(dossier), dossier.validated_count) == (REQUIRED, 0)
    second, third = receive(dossier, CODE), receive(dossier, CODE)
    assert status(dossier) is RECEIVED
    reject(second, bruno)
    assert status(dossier) is DocumentStatus.REJECTED
    again = receive(dossier, CODE, target=Target(file_id=second.file_id))
    assert (again.number, again.position, fresh(second).is_current) == (2, 2, False)
    assert status(dossier) is RECEIVED
    for document in (again, third):
        validate(document, bruno)
    assert status(dossier) is VALIDATED


def test_a_requirement_of_one_file_may_have_another() -> None:
    dossier = make_dossier()
    first = receive(dossier, CODE)
    assert receive(dossier, CODE).file_id == first.file_id  # a new version
    more = receive(dossier, CODE, target=ANOTHER)
    assert (more.file_id, more.position, more.number) == (more.id, 2, 1)
    assert [file.rank for file in row_of(dossier, CODE).files] == [1, 2]


def test_an_infected_or_emptied_file_is_filled_first(dossier: Dossier) -> None:
    infected, kept = send(dossier, CODE, data=INFECTED), receive(dossier, CODE)
    run_outbox()
    again = receive(dossier, CODE)
    assert (again.file_id, again.number) == (infected.file_id, 2)
    with unit_of_work():
        services.delete_document(owner_of(dossier), kept)
    assert receive(dossier, CODE).file_id == kept.file_id


def test_files_move_with_their_versions_and_translations(dossier: Dossier) -> None:
    first, second = receive(dossier, CODE), receive(dossier, CODE)
    third = receive(dossier, CODE)
    target = Target(file_id=second.file_id)
    translated = receive(dossier, CODE, kind=Kind.TRANSLATION, target=target)
    move(dossier, translated, Way.UP)
    assert order(dossier) == [second.id, first.id, third.id]
    assert {fresh(v).position for v in (second, translated)} == {1}
    move(dossier, second, Way.UP)  # at the end already
    move(dossier, third, Way.DOWN)
    assert order(dossier) == [second.id, first.id, third.id]
    move(dossier, second, Way.DOWN)
    assert order(dossier) == [first.id, second.id, third.id]
    acts = select(AuditEvent).where(AuditEvent.act == Act.FILES_ORDERED)
    assert [e.data["to"] for e in db.session.scalars(acts.order_by(AuditEvent.id))] == [1, 2]


def test_only_the_candidate_orders_files(dossier: Dossier) -> None:
    bruno = make_professional("finance")
    assign(dossier, bruno)
    document = receive(dossier, CODE)
    with pytest.raises(Refused), unit_of_work():
        services.move_file(acting(bruno), document, Way.DOWN)


def test_a_translation_goes_to_the_first_original_without_one(dossier: Dossier) -> None:
    first, second = receive(dossier, CODE), receive(dossier, CODE)
    one = receive(dossier, CODE, kind=Kind.TRANSLATION)
    two = receive(dossier, CODE, kind=Kind.TRANSLATION)
    assert [d.file_id for d in (one, two)] == [first.file_id, second.file_id]
    pairs = row_of(dossier, CODE).files
    assert [f.translation.id for f in pairs if f.translation] == [one.id, two.id]


def test_a_foreign_document_waits_for_its_translation() -> None:
    dossier, bruno = make_dossier(), make_professional("finance")
    assign(dossier, bruno)
    document = foreign(dossier, receive(dossier, CODE))
    (file,) = row_of(dossier, CODE).files
    assert (status(dossier), file.lacks_translation) == (REQUIRED, True)
    validate(document, bruno)
    assert status(dossier) is REQUIRED  # the part alone is not the whole
    translation = receive(dossier, CODE, kind=Kind.TRANSLATION)
    assert status(dossier) is RECEIVED
    validate(translation, bruno)
    assert status(dossier) is VALIDATED
    newer = receive(dossier, CODE)
    assert newer.needs_translation  # as the version before it


def test_a_translation_without_its_original_is_not_whole() -> None:
    dossier = make_dossier()
    receive(dossier, CODE, kind=Kind.TRANSLATION)
    (file,) = row_of(dossier, CODE).files
    assert (status(dossier), file.lacks_original) == (REQUIRED, True)
    original = receive(dossier, CODE)
    assert (original.file_id, status(dossier)) == (file.id, RECEIVED)


def test_a_translation_needs_no_translation() -> None:
    dossier = make_dossier()
    receive(dossier, CODE)
    translation = receive(dossier, CODE, kind=Kind.TRANSLATION)
    assert not foreign(dossier, translation).needs_translation


def test_a_file_of_elsewhere_is_unknown(dossier: Dossier) -> None:
    other = receive(make_dossier(), CODE)
    elsewhere = receive(dossier, "ID_PASSPORT")
    for key in (other.file_id, elsewhere.file_id, uuid.uuid4()):
        with pytest.raises(Invalid) as caught:
            send(dossier, CODE, target=Target(file_id=key))
        assert [e.code for e in caught.value.errors] == ["unknown_file"]


def test_files_have_an_end() -> None:
    dossier = make_dossier()
    for _ in range(MOST_FILES):
        send(dossier, CODE, target=ANOTHER)
    with pytest.raises(Conflict) as caught:
        send(dossier, CODE, target=ANOTHER)
    assert (caught.value.code, caught.value.facts) == ("too_many_files", {"most": MOST_FILES})


def test_the_same_bytes_are_named_and_not_refused() -> None:
    dossier = make_dossier()
    first = receive(dossier, CODE, data=b"%PDF-1.4 one")
    again = receive(dossier, CODE, data=b"%PDF-1.4 one")
    elsewhere = receive(dossier, "ID_PASSPORT", data=b"%PDF-1.4 one")
    other = receive(dossier, CODE, data=b"%PDF-1.4 two")
    theirs = receive(make_dossier(), CODE, data=b"%PDF-1.4 one")
    found = [d.duplicate_of_id for d in (first, again, elsewhere, other, theirs)]
    assert found == [None, first.id, again.id, None, None]
    with unit_of_work():
        services.delete_document(owner_of(dossier), elsewhere)
    assert receive(dossier, CODE, data=b"%PDF-1.4 one").duplicate_of_id == again.id
