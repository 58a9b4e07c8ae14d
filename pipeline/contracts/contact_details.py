"""What in a text somebody can be reached or traced by: telephone, e-mail, bank account, citizen service number."""

import re
from itertools import pairwise

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d,.])(?:(?:\+|00)31[ -]?(?:\(0\))?|0)[ -]?[1-9](?:[ -]?\d){8}(?!\d|[.,]\d)")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_NINE = re.compile(r"(?<![\d,.])\d{9}(?!\d|[.,]\d)")
_LONGEST = 34  # signs of an IBAN, in any country


def contact_details(text: str) -> str:
    """Name, in Dutch, what stands in a text by which somebody can be reached or traced; empty when nothing does.

    An account or a service number counts only when its check digits are right: other numbers are long too.

    Parameters
    ----------
    text : str
        A text.

    References
    ----------
    ISO 13616 (IBAN, modulo 97); the "elfproef" of the burgerservicenummer (Logisch ontwerp BSN).
    """
    if "@" in text and _MAIL.search(text):
        return "een e-mailadres"
    if sum(sign.isdigit() for sign in text) < 9:  # fewer than any of these has
        return ""
    if any(_is_account(found[0]) for found in _ACCOUNT.finditer(text)):
        return "een rekeningnummer"
    if _PHONE.search(text):
        return "een telefoonnummer"
    return "een burgerservicenummer" if any(_is_service_number(found[0]) for found in _NINE.finditer(text)) else ""


def _is_account(text: str) -> bool:
    signs = text.replace(" ", "")
    number = "".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])
    return len(signs) <= _LONGEST and int(number) % 97 == 1


def _is_service_number(text: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, text, strict=True))
    # One sign nine times over is nobody's, and often a way to say "not known".
    return total % 11 == 0 and any(a != b for a, b in pairwise(text))
