"""How many statements an answer costs, whatever its length."""

import pytest

from capitune.dossiers.states import ReviewerRole
from tests.factories.budgets import pay, price, quote
from tests.factories.documents import receive, reject
from tests.functional.api.conftest import Cast
from tests.support.program import got
from tests.support.statements import statements

LIST, DOSSIER = 4, 8
MOST = {
    "/api/dossiers": LIST,
    "/api/dossiers?limit=100": LIST,
    "/api/notifications": LIST,
    "/api/dashboard": DOSSIER,
    "/api/users/me": LIST,
    "/api/dossiers/{}": DOSSIER,
    "/api/dossiers/{}/documents": DOSSIER,
    "/api/dossiers/{}/history": DOSSIER,
    "/api/dossiers/{}/assignments": LIST,
    "/api/dossiers/{}/budget": DOSSIER,
}


def cost(cast: Cast, name: str, path: str) -> int:
    program = cast[name]
    with statements() as sent:
        got(program.get(path))
    return len(sent)


@pytest.mark.parametrize("name", ["owner", "pro", "admin"])
def test_answers_cost_the_same_whatever_their_length(cast: Cast, name: str) -> None:
    paths = [path.format(cast.dossier.id) for path in MOST]
    few = [cost(cast, name, path) for path in paths]
    for code in ("FORM_MAIN", "ID_PASSPORT", "FIN_BANK"):
        reject(receive(cast.dossier, code), cast.people["pro"])
    for _ in range(6):
        more = cast.open_dossier()
        cast.assign(more, "pro", ReviewerRole.LEAD)
        receive(more)
    for _ in range(3):
        pay(cast.dossier, cast.people["pro"], price(cast.dossier, cast.people["pro"]).id)
        quote(cast.dossier, cast.people["pro"])
    many = [cost(cast, name, path) for path in paths]
    assert dict(zip(MOST, few, strict=True)) == dict(zip(MOST, many, strict=True))
    over = {p: n for (p, most), n in zip(MOST.items(), many, strict=True) if not 0 < n <= most}
    assert over == {}
