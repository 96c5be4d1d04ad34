"""The SES v2 service: our operations first, moto's for the rest.

Ours are those of docker/aws, in the same words, so that either can stand in for AWS. They work on the store of
LocalStack's SES v1 (moto's `ses_backends`): both APIs see the same identities and templates. moto answers others, such
as contact lists, and refuses with 501 what it lacks. Nothing survives a restart.
"""

from localstack.aws.spec import load_service
from localstack.services.moto import MotoFallbackDispatcher, call_moto
from localstack.services.plugins import ServiceLifecycleHook
from localstack.services.ses.provider import register_ses_api_resource
from localstack.state import StateVisitor
from moto.ses import ses_backends

from .configuration_sets import ConfigurationSetOperations
from .identities import IdentityOperations
from .sending import SendOperations
from .templates import TemplateOperations


class SesV2Provider(
    IdentityOperations, TemplateOperations, ConfigurationSetOperations, SendOperations, ServiceLifecycleHook
):
    """Everything that is answered here."""

    service = "sesv2"

    def on_after_init(self) -> None:
        """Serves what was sent at `GET /_aws/ses`, as with SES v1."""
        register_ses_api_resource()

    def accept_state_visitor(self, visitor: StateVisitor) -> None:
        """Lets LocalStack reset the service."""
        visitor.visit(ses_backends)


def dispatch_table(provider: SesV2Provider):
    """Who answers which operation. MotoFallbackDispatcher knows only operations that the provider declares."""
    by_moto = {name: lambda context, _: call_moto(context) for name in load_service("sesv2").operation_names}
    return by_moto | MotoFallbackDispatcher(provider)
