"""Check digits: whether a number can be what it looks like."""


def luhn(digits: str) -> bool:
    """The check digit of bank cards and of the Canadian social insurance number (ISO/IEC 7812-1, annex B)."""
    doubled = (
        int(digit) if place % 2 == 0 else sum(divmod(2 * int(digit), 10))
        for place, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0 and set(digits) != {"0"}


def iban(letters: str) -> bool:
    """The check digits of an account number (ISO 13616: the whole, turned, is 1 modulo 97)."""
    turned = letters[4:] + letters[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1
