"""What the operations share: how one is declared, its refusals and the store."""

from functools import wraps

from localstack.aws.api import CommonServiceException, handler
from moto.core.exceptions import ServiceException
from moto.ses import ses_backends

# Errors of moto's SES v1 that SES v2 names otherwise; the others keep their name.
RENAMED = {
    "InvalidParameterValue": ("BadRequestException", 400),
    "ValidationError": ("BadRequestException", 400),
    "TemplateDoesNotExist": ("NotFoundException", 404),
    "AlreadyExists": ("AlreadyExistsException", 400),
    "TemplateNameAlreadyExists": ("AlreadyExistsException", 400),
}


def operation(name: str):
    """Declares a method as the handler of an operation; it gets the whole request as one dict."""

    def wrap(method):
        @wraps(method)
        def call(self, context, request):
            try:
                return method(self, context, request)
            except ServiceException as error:
                code, status = RENAMED.get(error.code, (error.code, 400))
                raise refusal(code, error.message, status) from error

        return handler(name, expand=False)(call)

    return wrap


def store(context):
    """What the account keeps in the request's region."""
    return ses_backends[context.account_id][context.region]


def refusal(code: str, message: str, status: int = 400) -> CommonServiceException:
    """An error by the name that the SDKs give it as a class."""
    return CommonServiceException(code, message, status_code=status, sender_fault=True)


def bad_request(message: str) -> CommonServiceException:
    """The request makes no sense."""
    return refusal("BadRequestException", message)


def not_found(message: str) -> CommonServiceException:
    """The request names something that is not there."""
    return refusal("NotFoundException", message, 404)


def page_of(items: list, request: dict, largest: int) -> tuple[list, dict]:
    """One page of a list, and the member of the answer that says where the next one begins."""
    try:
        start, count = int(request.get("NextToken") or 0), int(request.get("PageSize", largest))
    except ValueError as error:
        raise bad_request("The specified NextToken is not valid.") from error
    if start < 0:
        raise bad_request("The specified NextToken is not valid.")
    if not 1 <= count <= largest:
        raise bad_request(f"PageSize must be between 1 and {largest}.")
    end = start + count
    return items[start:end], {"NextToken": str(end)} if end < len(items) else {}
