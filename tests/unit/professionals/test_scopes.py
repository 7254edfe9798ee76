"""The table of what licences allow, value by value (reference: who may advise for consideration)."""

import pytest

from capitune.professionals.scopes import Licence, scopes_of
from capitune.professionals.states import Body, LicenceClass, Profession

CONSULTANT, COACH = Profession.IMMIGRATION_CONSULTANT, Profession.COACH


def licence(
    body: str,
    kind: str,
    where: str = "",
    *,
    authorised: bool = False,
    profession: Profession = CONSULTANT,
) -> Licence:
    return Licence(Body(body), LicenceClass(kind), where, authorised, profession)


RCIC, IRB, RISIA = (licence("cicc", kind, "CA") for kind in ("rcic", "rcic_irb", "risia"))
MIFI = licence("mifi", "other", "CA-QC")
BARREAU = licence("law_society", "lawyer", "CA-QC")
ONTARIO = licence("law_society", "lawyer", "CA-ON")
AUTHORISED = licence("law_society", "lawyer", "CA-ON", authorised=True)
PARALEGAL = licence("law_society", "other", "CA-ON")
CNQ = licence("cnq", "notary", "CA-QC")


def unregulated(profession: Profession) -> Licence:
    return licence("none", "other", profession=profession)


TABLE = [
    ([], ""),
    ([RCIC], "federal immigration"),
    ([RCIC, MIFI], "federal immigration quebec"),
    ([IRB], "federal immigration irb"),
    ([IRB, MIFI], "federal immigration irb quebec"),
    ([RISIA], "immigration students"),
    ([RISIA, MIFI], "immigration students"),
    ([MIFI], ""),
    ([BARREAU], "federal immigration irb quebec"),
    ([BARREAU, MIFI], "federal immigration irb quebec"),
    ([CNQ], "federal immigration quebec"),
    ([ONTARIO], "federal immigration irb"),
    ([ONTARIO, MIFI], "federal immigration irb"),
    ([AUTHORISED], "federal immigration irb quebec"),
    ([PARALEGAL], "federal immigration irb"),
    ([unregulated(Profession.FINANCE_CONSULTANT)], "finance"),
    ([unregulated(COACH)], "coach"),
    ([unregulated(Profession.TRAINING_BODY)], "coach"),
    ([unregulated(Profession.OTHER)], "coach"),
    ([unregulated(CONSULTANT)], ""),
    ([unregulated(Profession.LAWYER)], ""),
    ([unregulated(Profession.NOTARY)], ""),
    ([RISIA, RCIC], "federal immigration students"),
    ([unregulated(Profession.FINANCE_CONSULTANT), RCIC], "federal finance immigration"),
]


@pytest.mark.parametrize(("licences", "expected"), TABLE)
def test_what_licences_allow(licences: list[Licence], expected: str) -> None:
    assert sorted(scopes_of(licences)) == expected.split()
