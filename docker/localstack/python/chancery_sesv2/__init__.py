"""Registers SES v2 with LocalStack.

LocalStack imports this module at every start, so whatever is heavy is imported only when it is needed.
"""

from localstack.runtime import hooks
from localstack.services.plugins import Service, aws_provider


@aws_provider(api="sesv2")
def sesv2() -> Service:
    """Makes the service, at start or at the first request."""
    from .provider import SesV2Provider, dispatch_table

    return Service.for_provider(SesV2Provider(), dispatch_table_factory=dispatch_table)


@hooks.on_infra_start()
def sesv2_requests() -> None:
    """Lets every request pass `requests.prepare` before LocalStack looks at it."""
    from localstack.aws import handlers

    from .requests import prepare

    handlers.preprocess_request.append(prepare)
