"""Names of configuration sets, so that a message which names an unknown one is refused. Their options do nothing."""

import re

from moto.ses.models import ConfigurationSet

from .operation import bad_request, not_found, operation, page_of, refusal, store

LARGEST_PAGE = 1000


class ConfigurationSetOperations:
    """moto itself answers by the error names of SES v1, and fails on one that is not there."""

    @operation("CreateConfigurationSet")
    def create_configuration_set(self, context, request):
        """Keeps a new set."""
        name, kept = request["ConfigurationSetName"], store(context).config_sets
        if not re.fullmatch(r"[\w-]{1,64}", name, re.ASCII):
            raise bad_request(f"Invalid configuration set name <{name}>.")
        if name in kept:
            raise refusal("AlreadyExistsException", f"Configuration set <{name}> already exists.")
        kept[name] = ConfigurationSet(configuration_set_name=name)
        return {}

    @operation("GetConfigurationSet")
    def get_configuration_set(self, context, request):
        """A set, which always lets send."""
        name = _required(context, request)
        return {"ConfigurationSetName": name, "SendingOptions": {"SendingEnabled": True}}

    @operation("DeleteConfigurationSet")
    def delete_configuration_set(self, context, request):
        """Forgets a set."""
        del store(context).config_sets[_required(context, request)]
        return {}

    @operation("ListConfigurationSets")
    def list_configuration_sets(self, context, request):
        """All sets by name."""
        page, more = page_of(sorted(store(context).config_sets), request, LARGEST_PAGE)
        return {"ConfigurationSets": page} | more


def _required(context, request) -> str:
    name = request["ConfigurationSetName"]
    if name not in store(context).config_sets:
        raise not_found(f"Configuration set <{name}> does not exist.")
    return name
