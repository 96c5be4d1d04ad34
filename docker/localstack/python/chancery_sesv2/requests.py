"""What is done to a request before LocalStack finds out which service it is for."""

from urllib.parse import urlencode

# SDKs newer than this runtime ask for these lists by POST; they become the GET that it knows.
OLD_PATHS = {
    "/v2/email/list-identities": "/v2/email/identities",
    "/v2/email/list-configuration-sets": "/v2/email/configuration-sets",
}


def prepare(_chain, context, _response) -> None:
    """A handler of LocalStack's request chain."""
    request = context.request
    if request.path == "/_aws/ses":
        # LocalStack serves the inbox only once SES was used; one that is still empty should answer too.
        from localstack.services.ses.provider import register_ses_api_resource

        register_ses_api_resource()
    elif request.method == "POST" and request.path in OLD_PATHS:
        _ask_by_get(request)


def _ask_by_get(request) -> None:
    asked = request.get_json(silent=True) or {}
    query = urlencode({name: asked[name] for name in ("NextToken", "PageSize") if asked.get(name) is not None})
    request.method, request.path, request.query_string = "GET", OLD_PATHS[request.path], query.encode()
    request.environ["RAW_URI"] = request.environ["REQUEST_URI"] = f"{request.path}?{query}"
