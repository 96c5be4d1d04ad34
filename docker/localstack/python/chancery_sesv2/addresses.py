"""Mailboxes such as `Ann Lee <ann@example.com>`, checked in the words of SES."""

import re

from .operation import bad_request

LONGEST_ADDRESS = 320
_MAILBOX = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^<>"])*<([^<>]*)>\s*')
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_DOTTED = re.compile(rf"{_ATOM}(?:\.{_ATOM})*", re.ASCII)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+", re.IGNORECASE | re.ASCII)


def address_of(mailbox: str) -> str:
    """The bare address of a mailbox; BadRequestException when it cannot be one."""
    if re.search(r"[\r\n\0]", mailbox) or len(mailbox) > 2 * LONGEST_ADDRESS:
        raise bad_request("Illegal address")
    bracketed = _MAILBOX.fullmatch(mailbox)
    if not bracketed and re.search(r"[<>]", mailbox):
        raise bad_request("Missing '<' or '>'")
    address = (bracketed[1] if bracketed else mailbox).strip()
    local, at, domain = address.rpartition("@")
    if not at or not domain:
        raise bad_request("Missing final '@domain'")
    _check_local(local)
    if not is_domain(domain):
        raise bad_request("Domain contains illegal character")
    if len(address) > LONGEST_ADDRESS:
        raise bad_request("Address length is more than 320 characters")
    return address


def is_domain(text: str) -> bool:
    """Whether it can be the domain of an address, in the form that travels (`xn--` for other scripts)."""
    return len(text) <= 253 and _DOMAIN.fullmatch(text) is not None


def _check_local(local: str) -> None:
    if not local:
        raise bad_request("Missing local part")
    quoted = _QUOTED.fullmatch(local)
    if not quoted and re.search(r"[^\x21-\x7e]", local):
        raise bad_request("Local address contains control or whitespace or non-ASCII characters")
    if not quoted and not _DOTTED.fullmatch(local):
        raise bad_request("Local address contains illegal characters")
    if len(local) > 64:
        raise bad_request("Local part length is more than 64 characters")
