"""SendEmail: the checks of SES, then one entry in the list at `GET /_aws/ses`. Nothing leaves the machine."""

from localstack.services.ses.provider import save_for_retrospection
from moto.ses.models import Message
from moto.ses.utils import get_random_message_id

from .addresses import address_of
from .content import composed, raw
from .identities import may_send
from .operation import bad_request, not_found, operation, refusal, store

# Most recipients of one message, To, Cc and Bcc together.
MOST_RECIPIENTS = 50
RECIPIENT_KINDS = ("ToAddresses", "CcAddresses", "BccAddresses")


class SendOperations:
    """Sending of simple, raw and template content."""

    @operation("SendEmail")
    def send_email(self, context, request):
        """Checks a message in the order of docker/aws and keeps it."""
        kept = store(context)
        chosen_set = request.get("ConfigurationSetName")
        if chosen_set is not None and chosen_set not in kept.config_sets:
            raise not_found(f"Configuration set <{chosen_set}> does not exist.")
        content = request.get("Content") or {}
        source = request.get("FromEmailAddress")
        given = request.get("Destination") or {}
        destination = {kind: given[kind] for kind in RECIPIENT_KINDS if given.get(kind)}
        if "Raw" in content:
            mail, named_source, named_destination = raw(content["Raw"])
            source, destination = source or named_source, destination or named_destination
        else:
            mail = composed(kept.templates, content)
        if not source:
            raise bad_request("Missing required header 'From'.")
        _check_recipients(destination)
        for address in request.get("ReplyToAddresses") or []:
            address_of(address)
        return_path = request.get("FeedbackForwardingEmailAddress")
        _check_senders(context, [source, return_path] if return_path else [source])
        sent = _keep(kept, source, destination, mail)
        options = ("ReplyToAddresses", "ConfigurationSetName", "EmailTags")
        save_for_retrospection(
            {"Id": sent, "Region": context.region, "Source": source, "Destination": destination}
            | mail
            | {name: request[name] for name in options if request.get(name)}
        )
        return {"MessageId": sent}


def _check_recipients(destination: dict) -> None:
    recipients = [address for kind in RECIPIENT_KINDS for address in destination.get(kind, [])]
    if not recipients:
        raise bad_request("Missing required header 'To'.")
    if len(recipients) > MOST_RECIPIENTS:
        raise bad_request(f"Recipient count exceeds {MOST_RECIPIENTS}.")
    for address in recipients:
        address_of(address)


def _check_senders(context, senders: list[str]) -> None:
    addresses = [address_of(sender) for sender in senders]
    refused = [address for address in addresses if not may_send(store(context), address)]
    if refused:
        raise refusal(
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region "
            f"{context.region.upper()}: {', '.join(refused)}",
        )


def _keep(kept, source: str, destination: dict, mail: dict) -> str:
    """Counts the message where SES v1 and GetAccount look. moto's own sending would check it by other rules."""
    body = mail.get("Body") or {}
    text = body.get("html_part") or body.get("text_part") or ""
    message = Message(get_random_message_id(), source, mail.get("Subject") or "", text, destination)
    kept.sent_messages.append(message)
    kept.sent_message_count += 1
    return message.id
