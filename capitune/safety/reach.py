"""Ways to reach somebody, in a plain text: numbers, addresses, accounts; and which figures are no numbers to call."""

import re
from collections.abc import Iterator

from capitune.safety import official

Spans = Iterator[tuple[int, int]]
SHORTEST, LONGEST = 8, 15
_MAIL = re.compile(
    r"[\w.%+-]{1,64}(?:@| ?[(\[{] ?(?:at|arobase|a) ?[)\]}] ?| (?:at|arobase) )"
    r"((?:[a-z0-9-]{1,63}(?:\.| ?[(\[{] ?(?:dot|point) ?[)\]}] ?| (?:dot|point) )){1,4}[a-z]{2,24})\b"
)
_MESSENGER = re.compile(
    r"(?:https?://)?(?:[a-z]{1,6}\.)?(?:wa ?\. ?me|(?:chat|api)? ?\.? ?whatsapp ?\. ?com|t ?\. ?me|telegram ?\. ?(?:me|dog)"
    r"|signal ?\. ?(?:me|group)|m ?\. ?me|line ?\. ?me|viber ?\. ?(?:me|com)) ?/ ?[^\s<>()\[\]]+"
    r"|\b(?:whatsapp|tg|viber|tel|sms)://?[^\s<>()\[\]]+"
)
_APPS = r"whats ?app|whatsap|wathsapp|telegram|insta(?:gram)?|snap(?:chat)?|signal|we ?chat|messenger|facebook|tiktok|skype"
_HANDLE = re.compile(rf"\b(?:{_APPS})\b[\s:=(.-]{{1,4}}(?:(?:est|is|moi|me)\s+)?(@[\w.-]{{3,40}})")
_GAP = r"(?:[ .()\[\]\-/_*•·|]{0,3}|[ .\-]?\n[ ]?)"
_PHONE = re.compile(
    rf"(?<![\w,])(?<!\d[./:-])\+?\(?\d(?:{_GAP}\d){{{SHORTEST - 1},{LONGEST + 2}}}(?![\w%]|[.,:/-]\d)"
)
# What stands for a digit among digits.
_LIKE = str.maketrans("oil|", "0111")
_AMONG = re.compile(r"(?<![a-z0-9])(?=[oil|]*\d)[\doil|]{2,}(?![a-z0-9])")
_MONEY = r"(?:\$|€|£|cad|usd|eur|f ?cfa|xof|xaf|mad|dzd|dh|dinars?|dollars?|euros?|francs?|pesos?|naira|roupies|rupees|gourdes)"
_MONEY_FIRST = r"(?:\$|€|£|cad|usd|eur|fcfa)"
_GROUPED = r"[1-9]\d{0,2}(?:[ .,']\d{3}){0,4}(?:[.,]\d{1,2})?"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_NO_NUMBERS = tuple(
    re.compile(words)
    for words in (
        rf"(?<![\d.,]){_GROUPED} ?(?:\$ ?)?(?:k ?)?{_MONEY}(?!\w)",
        rf"{_MONEY_FIRST} ?{_GROUPED}(?![\d])",
        rf"(?<![\d./-]){_YEAR}(?P<a>[./-]){_MONTH}(?P=a){_DAY}(?![\d]|[./-]\d)",
        rf"(?<![\d./-]){_DAY}(?P<b>[./-]){_MONTH}(?P=b)(?:{_YEAR}|\d\d)(?![\d]|[./-]\d)",
        rf"(?<!\d)(?<!\d ){_DAY} {_MONTH} {_YEAR}(?! ?\d)",
        rf"(?<!\d){_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<![\d])(?:{_YEAR}[ ,/-]{{1,3}}){{1,12}}{_YEAR}(?![\d]|[ -]\d)",
        r"(?<![\d.,])[0-9][.,][05](?![\d.,])",
        r"(?<!\d)[1-9]\d{0,2}(?:[ .,']\d{3})*[ .,']000(?![\d])",
        r"(?<![\d:])[0-2]?\d ?[:h] ?[0-5]\d(?![\d:])",
    )
)
_DIGIT_WORDS = {
    **dict(
        zip(
            ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
            "0123456789",
            strict=True,
        )
    ),
    **dict(
        zip(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
            "0123456789",
            strict=True,
        )
    ),
    "une": "1",
    "oh": "0",
}
_SPOKEN = re.compile(
    r"\b(?:{0}|\d{{1,4}})(?:[ ,.-]{{1,3}}(?:{0}|\d{{1,4}})){{4,15}}\b".format(
        "|".join(_DIGIT_WORDS)
    )
)


def mails(text: str) -> Spans:
    """E-mail addresses, also those spelt ``(at)`` and ``arobase``; not those of authorities."""
    for match in _MAIL.finditer(text):
        host = re.sub(r"\W*(?:dot|point)\W*", ".", match[1]) if "." not in match[1] else match[1]
        if not official.is_host(host):
            yield match.span()


def messengers(text: str) -> Spans:
    """Addresses that open a conversation elsewhere."""
    return (match.span() for match in _MESSENGER.finditer(text))


def handles(text: str) -> Spans:
    """``@names`` after the name of an application."""
    return (match.span(1) for match in _HANDLE.finditer(text))


def not_numbers(text: str) -> Spans:
    """Dates, hours, amounts, results: figures that nobody can call."""
    return (match.span() for pattern in _NO_NUMBERS for match in pattern.finditer(text))


def phones(text: str) -> Spans:
    """Numbers of 8 to 15 digits, however they are cut, also with letters for digits and in words; not those of
    authorities.
    """
    read = _AMONG.sub(lambda found: found[0].translate(_LIKE), text)
    taken: list[tuple[int, int]] = []
    for match in _PHONE.finditer(read):
        number = "".join(each for each in match[0] if each.isdigit())
        if SHORTEST <= len(number) <= LONGEST + 2 and not official.is_phone(number):
            taken.append(match.span())
    for match in _SPOKEN.finditer(read):
        if not any(start < match.end() and match.start() < end for start, end in taken) and _spoken(
            match[0]
        ):
            taken.append(match.span())
    return iter(taken)


def _spoken(words: str) -> bool:
    said = re.findall(r"[a-z]+|\d+", words)
    length = sum(1 if each in _DIGIT_WORDS else len(each) for each in said)
    return length >= SHORTEST and sum(each in _DIGIT_WORDS for each in said) >= 3
