"""What is public of the authorities: nobody's private detail, whoever repeats it."""

# As they stand on canada.ca, quebec.ca, antifraudcentre-centreantifraude.ca and college-ic.ca.
PHONES = frozenset(
    {
        "8882422100",  # IRCC
        "8884958501",  # Canadian Anti-Fraud Centre
        "8778367543",  # College of Immigration and Citizenship Consultants
        "8778649191",  # MIFI
        "5148649191",  # MIFI, Montréal
        "8006226232",  # 1 800 O-Canada
        "8004619999",  # Canada Border Services Agency
        "8662746627",  # Social insurance number
        "8002067218",  # Employment insurance
    }
)
DOMAINS = (
    "canada.ca",
    "gc.ca",
    "quebec.ca",
    "gouv.qc.ca",
    "college-ic.ca",
    "antifraudcentre-centreantifraude.ca",
    "cnq.org",
    "barreau.qc.ca",
)


def is_phone(digits: str) -> bool:
    """One of theirs, with or without the country code."""
    return digits.removeprefix("00").removeprefix("1") in PHONES


def is_host(host: str) -> bool:
    """A host of theirs, or below it."""
    return any(host == domain or host.endswith(f".{domain}") for domain in DOMAINS)
