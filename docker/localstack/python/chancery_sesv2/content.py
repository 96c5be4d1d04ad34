"""The content of a message in the shape in which LocalStack lists sent mail."""

import base64
import re
from email import message_from_bytes, policy
from email.utils import getaddresses

from .operation import bad_request, refusal
from .templates import fill

LARGEST_MESSAGE_BYTES = 40 * 1024**2
MOST_HEADERS = 15


def composed(templates: dict, content: dict) -> dict:
    """A simple message or a filled template."""
    if content.get("Simple"):
        return _simple(content["Simple"])
    if content.get("Template"):
        return _template(templates, content["Template"])
    raise bad_request("Content must contain one of Raw, Simple or Template.")


def raw(given: dict) -> tuple[dict, str | None, dict]:
    """A whole message in MIME. Returns its content, its sender and its recipients."""
    data = given["Data"]
    if len(data) > LARGEST_MESSAGE_BYTES:
        raise refusal("MessageRejected", "Message length is too large.")
    message = message_from_bytes(data, policy=policy.default)
    if not message.keys():
        raise bad_request("The message has no headers.")
    parts = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
    body = {
        "text_part": parts["plain"].get_content().rstrip("\n") if parts["plain"] else None,
        "html_part": parts["html"].get_content().rstrip("\n") if parts["html"] else None,
    }
    found = {f"{kind}Addresses": _mailboxes(message, kind) for kind in ("To", "Cc", "Bcc")}
    subject = message.get("Subject")
    return (
        {
            "Subject": None if subject is None else str(subject),
            "Body": body,
            "RawData": data.decode("utf-8", "replace"),
        },
        next(iter(_mailboxes(message, "From")), None),
        {kind: addresses for kind, addresses in found.items() if addresses},
    )


def _mailboxes(message, header: str) -> list[str]:
    values = [str(value) for value in message.get_all(header, [])]
    return [_mailbox(name, address) for name, address in getaddresses(values) if address]


def _mailbox(name: str, address: str) -> str:
    """A mailbox as a person reads it: the name decoded, in quotes only where it needs them."""
    if re.search(r'[()<>\[\]:;@\\,."]', name):
        escaped = re.sub(r'(["\\])', r"\\\1", name)
        name = f'"{escaped}"'
    return f"{name} <{address}>" if name else address


def _simple(simple: dict) -> dict:
    subject = _required(simple.get("Subject") or {}, "Data")
    if re.search(r"[\r\n]", subject):
        raise bad_request("Header value contains invalid characters: Subject")
    body = simple.get("Body") or {}
    text, html = ((body.get(kind) or {}).get("Data") for kind in ("Text", "Html"))
    if text is None and html is None:
        raise bad_request("Body must contain at least one of Text or Html.")
    return {"Subject": subject, "Body": {"text_part": text, "html_part": html}} | _extras(simple)


def _template(templates: dict, template: dict) -> dict:
    subject, text, html = fill(templates, template)
    name = template.get("TemplateName")
    return (
        {"Subject": subject, "Body": {"text_part": text, "html_part": html}}
        | ({} if name is None else {"Template": name})
        | {"TemplateData": template.get("TemplateData") or "{}"}
        | _extras(template)
    )


def _extras(source: dict) -> dict:
    headers, attachments = source.get("Headers") or [], source.get("Attachments") or []
    if len(headers) > MOST_HEADERS:
        raise bad_request(f"Headers must have at most {MOST_HEADERS} members.")
    for header in headers:
        name, value = _required(header, "Name"), _required(header, "Value")
        if not re.fullmatch(r"[!-9;-~]{1,126}", name) or re.search(r"[\r\n]", value):
            raise bad_request(f"Header contains invalid characters: {name}")
    for attachment in attachments:
        _required(attachment, "FileName")
    kept = [{name: _as_text(value) for name, value in attachment.items()} for attachment in attachments]
    return ({"Headers": headers} if headers else {}) | ({"Attachments": kept} if kept else {})


def _required(source: dict, name: str) -> str:
    value = source.get(name)
    if not value:
        raise bad_request(f"1 validation error detected: {name} must not be null.")
    return value


def _as_text(value):
    """Bytes as the API takes them, in base64."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
