"""The official registers: where a licence is looked up, and which hosts their addresses have.

Data, not code that fetches: a member of staff opens the page and copies what it shows.
"""

from urllib.parse import urlsplit

from capitune.core.errors import Invalid
from capitune.professionals.states import Body

CICC = "https://college-ic.ca/protecting-the-public/find-an-immigration-consultant"
MIFI = "https://www.quebec.ca/immigration/aide-immigration-integration/consultant-immigration"
CNQ = "https://www.cnq.org/trouver-un-notaire"
LAW_SOCIETIES = {
    "CA-AB": "https://www.lawsociety.ab.ca",
    "CA-BC": "https://www.lawsociety.bc.ca",
    "CA-MB": "https://lawsociety.mb.ca",
    "CA-NB": "https://lawsociety-barreau.nb.ca",
    "CA-NL": "https://lsnl.ca",
    "CA-NS": "https://nsbs.org",
    "CA-NT": "https://lawsociety.nt.ca",
    "CA-NU": "https://www.lawsociety.nu.ca",
    "CA-ON": "https://lso.ca",
    "CA-PE": "https://lawsocietypei.ca",
    "CA-QC": "https://www.barreau.qc.ca",
    "CA-SK": "https://www.lawsociety.sk.ca",
    "CA-YT": "https://lawsocietyyukon.com",
}
OFFICIAL = {Body.CICC: CICC, Body.MIFI: MIFI, Body.CNQ: CNQ}
# Some registers are kept at another address than the body's own.
MORE_HOSTS = {
    Body.CICC: ("iccrc-crcic.ca",),
    Body.MIFI: ("gouv.qc.ca",),
    Body.CNQ: ("notaires.quebec",),
}
LONGEST_ADDRESS = 500


def official(body: Body, jurisdiction: str) -> str:
    """The address of the register of this body; empty for those who have none."""
    if body is Body.LAW_SOCIETY:
        return LAW_SOCIETIES.get(jurisdiction, "")
    return OFFICIAL.get(body, "")


def checked(address: str, body: Body, jurisdiction: str) -> str:
    """``address`` if it is on the host of the official register, or below it, by https.

    Raises ``Invalid`` on ``register_url`` (``required``, ``not_official``): a link that staff pastes is shown
    to candidates as the official one.
    """
    plain = address.strip()
    if not plain:
        raise Invalid.on("register_url", "required")
    known = (_host(official(body, jurisdiction)), *MORE_HOSTS.get(body, ()))
    host = _host(plain)
    fits = plain.startswith("https://") and len(plain) <= LONGEST_ADDRESS and plain.isascii()
    if not fits or not any(k and (host == k or host.endswith(f".{k}")) for k in known):
        raise Invalid.on("register_url", "not_official")
    return plain


def _host(address: str) -> str:
    """The host without ``www.``; empty when there is none, or with a name and password before it."""
    try:
        parts = urlsplit(address)
        if "@" in parts.netloc or "\\" in address or any(c.isspace() for c in address):
            return ""
        return (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
