"""Which licence decides on which document, by rule and by list; students' advisers only on studies."""

import pytest
from flask import Flask

from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.errors import Invalid
from capitune.dossiers import queries
from capitune.dossiers.jurisdictions import covers, is_of_quebec
from capitune.dossiers.states import Family, ReviewerRole
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_professional

CASES = [
    ({"federal"}, "ID_PASSPORT", Family.WORK, True),
    ({"federal"}, "QC_CSQ", Family.WORK, False),
    ({"federal"}, "EDU_QC_EVAL", Family.WORK, False),
    ({"federal", "quebec"}, "QC_CAQ_STUDY", Family.STUDY, True),
    ({"students"}, "ID_PASSPORT", Family.STUDY, True),
    ({"students"}, "ID_PASSPORT", Family.WORK, False),
    ({"students"}, "QC_CAQ_STUDY", Family.STUDY, False),
    ({"immigration"}, "ID_PASSPORT", Family.STUDY, False),
    ({"irb"}, "ID_PASSPORT", Family.STUDY, False),
    (set(), "ID_PASSPORT", Family.STUDY, False),
]


@pytest.mark.parametrize(("scopes", "code", "family", "expected"), CASES)
def test_what_a_licence_covers(scopes: set[str], code: str, family: Family, expected: bool) -> None:
    assert covers(frozenset(scopes), code, family) is expected


def test_the_mark_is_a_part_of_the_code() -> None:
    assert [is_of_quebec(code) for code in ("QC_CSQ", "EDU_QC_EVAL", "FAQC_X", "IDQC")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("scopes", "decides"),
    [
        (("immigration", "federal"), {"ID_PASSPORT"}),
        (("immigration", "federal", "quebec"), {"ID_PASSPORT", "QC_CAQ_STUDY"}),
        (("students",), {"ID_PASSPORT"}),
        (("coach",), set()),
    ],
)
def test_rule_and_queue_agree(app: Flask, scopes: tuple[str, ...], decides: set[str]) -> None:
    pro = make_professional(licence_scopes=list(scopes))
    dossier = make_dossier(template="ETU-QC")
    assign(dossier, pro, ReviewerRole.LEAD)
    documents = {code: receive(dossier, code) for code in ("ID_PASSPORT", "QC_CAQ_STUDY")}
    allowed = {
        code
        for code, document in documents.items()
        if can(acting(pro), Permission.DOCUMENT_REVIEW, document)
    }
    listed = {line.document_id for line in queries.review_queue(acting(pro))}
    assert allowed == decides
    assert listed == {documents[code].id for code in decides}


def test_a_students_adviser_is_not_for_work(app: Flask) -> None:
    adviser = make_professional(licence_scopes=["immigration", "students"])
    with pytest.raises(Invalid) as refusal:
        assign(make_dossier(template="TRA-EIMT"), adviser, ReviewerRole.IMMIGRATION)
    assert refusal.value.code == "role_out_of_scope"
    assign(make_dossier(template="ETU-ROC"), adviser, ReviewerRole.IMMIGRATION)
