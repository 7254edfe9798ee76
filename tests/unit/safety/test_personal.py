"""Details of a person in texts: what is one, what only looks like one, and how long looking takes."""

import time

import pytest

from capitune.safety.personal import MOST, find, mask
from capitune.safety.states import Kind


def kinds(text: str) -> list[str]:
    return [each.kind.value for each in find(text)]


@pytest.mark.parametrize(
    "number",
    [
        "514 555-0199",
        "+221 77 123 45 67",
        "5 1 4 . 5 5 5 . 0 1 9 9",
        "(514) 555-0199",
        "06.12.34.56.78",
        "５１４５５５０１９９",
        "𝟱𝟭𝟰 𝟱𝟱𝟱 𝟬𝟭𝟵𝟵",
        "٥١٤ ٥٥٥ ٠١٩٩",
        "51\u200b4555\u200b0199",
        "5l4 555 Ol99",
        "514\n555\n0199",
        "cinq un quatre cinq cinq cinq zéro un neuf neuf",
        "five one four, 555, zero one nine nine",
        "77 123 45 67",
    ],
)
def test_a_number_to_call_is_found_however_it_is_written(number: str) -> None:
    found = find(f"Écris-moi au {number}, merci")
    assert [each.kind for each in found] == [Kind.PHONE]
    assert mask(f"Écris-moi au {number}, merci", found, str) == "Écris-moi au [phone], merci"


@pytest.mark.parametrize(
    "text",
    [
        "Budget : 20 635 $, puis 12 500 000 FCFA, puis 1 200 000",
        "Du 12/05/2024 au 14/06/2024, ou 2024-05-12, ou le 12 05 2024 à 14:30",
        "Session 2023-2024, puis 2019 2020 2021 2022",
        "IELTS 8.5 7.5 7.0 6.5, CRS 491, CNP 21231",
        "Mon passeport expire le 12/05/2027 (20270512)",
        "Formulaires IMM 5257 et IMM 1295, DORS/2022-128, art. 44(2)",
        "Voyez https://www.canada.ca/fr/12345678901234.html",
        "Est-ce normal qu’il m’écrive sur WhatsApp ?",
        "Permis de consultant R123456",
        "De 8 à 10 semaines, 30 jours, 2 000 $, 10 mois",
        "Appelez IRCC au 1-888-242-2100, la ligne antifraude au 1 888 495-8501 ou info@cic.gc.ca",
        "il y a 12, 15, 18, 20 étapes",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mon NAS est 046 454 286", "sin"),
        ("046-454-286", "sin"),
        ("SIN: 130692544", "sin"),
        ("Carte 4111 1111 1111 1111", "card"),
        ("Carte 5500-0000-0000-0004", "card"),
        ("FR76 3000 6000 0112 3456 7890 189 merci beaucoup", "iban"),
        ("Mon IUC : 11-2345-6789", "client_id"),
        ("UCI 1234-5678", "client_id"),
        ("Demande E001234567", "application"),
        ("dossier no 12345678", "application"),
        ("Passeport AB123456", "passport"),
        ("passport number is X1234567", "passport"),
        ("passeport n° 12AB34567", "passport"),
        ("jean.x@gmail.com", "email"),
        ("jean (at) gmail (dot) com", "email"),
        ("jean arobase gmail point com", "email"),
        ("https://wa.me/15145550199", "messenger"),
        ("wa . me / 1514555", "messenger"),
        ("t.me/visa_pro", "messenger"),
        ("https://chat.whatsapp.com/AbCd", "messenger"),
        ("whatsapp: @visaking", "messenger"),
    ],
)
def test_each_kind_is_known(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize("number", ["046 454 287", "4111 1111 1111 1112"])
def test_a_wrong_check_digit_is_no_such_number(number: str) -> None:
    assert not {"sin", "card"} & set(kinds(number))


def test_masks_stand_where_the_details_stood_and_the_rest_stays() -> None:
    text = "Écrivez à a@b.com, ou\nau ﬁxe 514 555-0199 (NAS 046 454 286) – « merci »"
    assert mask(text, find(text), str) == (
        "Écrivez à [email], ou\nau ﬁxe [phone] (NAS [sin]) – « merci »"
    )


def test_a_masked_text_holds_nothing_more_to_mask() -> None:
    text = "514 555-0199, a@b.com, wa.me/1514, 4111 1111 1111 1111"
    assert find(mask(text, find(text), lambda kind: f"{kind.value} masqué")) == ()


@pytest.mark.parametrize(
    "bomb",
    [
        *("1 ", "a@", "1", "un ", "passeport ", "(", "wa . ", "1 000 ", "2020 ", "a.-", "o1", "l"),
        *("dossier n n ", "x", "é", "[at", "whatsapp ", "@a", "fr76 a1 ", "1-", "http://", "."),
    ],
)
def test_no_text_makes_the_look_long(bomb: str) -> None:
    text = bomb * (MOST // len(bomb))
    began = time.process_time()
    find(text)
    assert time.process_time() - began < 0.5
