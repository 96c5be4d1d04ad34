"""Addresses and domains that may send. moto keeps them; here each is verified at once, as in LocalStack's SES v1."""

from .addresses import address_of, is_domain
from .operation import bad_request, not_found, operation, page_of, refusal, store

LARGEST_PAGE = 1000


def may_send(kept, address: str) -> bool:
    """Whether mail may come from the address: it, its domain or a domain above is an identity."""
    known = {name.lower() for name in kept.email_identities}
    labels = address.rpartition("@")[2].lower().split(".")
    return address.lower() in known or any(".".join(labels[at:]) in known for at in range(len(labels)))


class IdentityOperations:
    """moto itself looks an identity up by its name as it stands in the path, percent-encoded, and counts no pages."""

    @operation("CreateEmailIdentity")
    def create_email_identity(self, context, request):
        """Makes an identity that may send at once."""
        name = request["EmailIdentity"]
        if "@" in name:
            address_of(name)
        elif not is_domain(name):
            raise bad_request(f"Invalid domain name {name}.")
        if _find(context, name):
            raise refusal("AlreadyExistsException", f"Email identity {name} already exist.")
        made = store(context).create_email_identity_v2(
            name, request.get("Tags"), request.get("DkimSigningAttributes"), request.get("ConfigurationSetName")
        )
        made.verified_for_sending_status = True
        return {
            "IdentityType": made.identity_type,
            "VerifiedForSendingStatus": True,
            "DkimAttributes": made.dkim_attributes | {"SigningAttributesOrigin": "AWS_SES"},
        }

    @operation("GetEmailIdentity")
    def get_email_identity(self, context, request):
        """What is known of an identity."""
        found = _required(context, request["EmailIdentity"]).get_response_object
        known = {name: value for name, value in found.items() if value is not None}
        return known | {"VerifiedForSendingStatus": True, "FeedbackForwardingStatus": True}

    @operation("DeleteEmailIdentity")
    def delete_email_identity(self, context, request):
        """Forgets an identity; nothing may be sent from it any more."""
        del store(context).email_identities[_required(context, request["EmailIdentity"]).email_identity]
        return {}

    @operation("ListEmailIdentities")
    def list_email_identities(self, context, request):
        """All identities by name."""
        kept = sorted(store(context).email_identities.values(), key=lambda one: one.email_identity)
        page, more = page_of([one.list_response_object for one in kept], request, LARGEST_PAGE)
        return {"EmailIdentities": page} | more

    @operation("GetAccount")
    def get_account(self, context, _request):
        """An account out of the sandbox, with the quota of a modest one; it is shown and not enforced."""
        sent = float(store(context).sent_message_count)
        return {
            "DedicatedIpAutoWarmupEnabled": False,
            "EnforcementStatus": "HEALTHY",
            "ProductionAccessEnabled": True,
            "SendingEnabled": True,
            "SendQuota": {"Max24HourSend": 50000.0, "MaxSendRate": 14.0, "SentLast24Hours": sent},
            "SuppressionAttributes": {"SuppressedReasons": []},
        }


def _find(context, name: str):
    wanted = name.lower()
    return next((one for key, one in store(context).email_identities.items() if key.lower() == wanted), None)


def _required(context, name: str):
    found = _find(context, name)
    if not found:
        raise not_found(f"Email identity {name} does not exist.")
    return found
