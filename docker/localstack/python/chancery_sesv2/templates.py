"""Mail templates. The store is that of SES v1, so that either API sees the other's."""

import json
import re
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from .operation import bad_request, not_found, operation, page_of, refusal, store
from .render import TemplateError, render

LARGEST_PAGE = 100
LARGEST_TEMPLATE_BYTES = 500 * 1024
# What SES v2 and moto call the parts of a template.
PARTS = {"Subject": "subject_part", "Text": "text_part", "Html": "html_part"}


def fill(templates: dict, template: dict) -> tuple[str, str | None, str | None]:
    """Subject, text and HTML of a template, named or given in the request, with its values.

    AWS takes a message whose data lacks a value and reports it as an event later; here, as in docker/aws, it is
    refused at once, so that the fault is seen.
    """
    content = _content_of(templates, template)
    data = _data_of(template.get("TemplateData"))
    try:
        subject, text, html = (
            None if content.get(part) is None else render(content[part], data) for part in PARTS
        )
        if re.search(r"[\r\n]", subject or ""):
            raise TemplateError("The subject has more than one line.")
    except TemplateError as error:
        raise bad_request(str(error)) from error
    return subject or "", text, html


class TemplateOperations:
    """Templates by name."""

    @operation("CreateEmailTemplate")
    def create_email_template(self, context, request):
        """Keeps a new template."""
        name, templates = request["TemplateName"], store(context).templates
        if not re.fullmatch(r"[\w-]{1,64}", name, re.ASCII):
            raise bad_request(f"Invalid template name {name}.")
        content = _checked(request["TemplateContent"])
        if name in templates:
            raise refusal("AlreadyExistsException", f"Template {name} already exists.")
        templates[name] = _record(name, content)
        return {}

    @operation("UpdateEmailTemplate")
    def update_email_template(self, context, request):
        """Replaces a template."""
        name, templates = request["TemplateName"], store(context).templates
        _required(templates, name)
        templates[name] = _record(name, _checked(request["TemplateContent"]))
        return {}

    @operation("GetEmailTemplate")
    def get_email_template(self, context, request):
        """A template as it was given."""
        name = request["TemplateName"]
        return {"TemplateName": name, "TemplateContent": _required(store(context).templates, name)}

    @operation("DeleteEmailTemplate")
    def delete_email_template(self, context, request):
        """Forgets a template."""
        _required(store(context).templates, request["TemplateName"])
        del store(context).templates[request["TemplateName"]]
        return {}

    @operation("ListEmailTemplates")
    def list_email_templates(self, context, request):
        """All templates by name."""
        kept = sorted(store(context).templates.values(), key=lambda one: one["template_name"])
        page, more = page_of(kept, request, LARGEST_PAGE)
        listed = [{"TemplateName": one["template_name"], "CreatedTimestamp": one["Timestamp"]} for one in page]
        return {"TemplatesMetadata": listed} | more

    @operation("TestRenderEmailTemplate")
    def test_render_email_template(self, context, request):
        """A filled template as a message in MIME."""
        subject, text, html = fill(store(context).templates, request)
        mail = EmailMessage(policy=policy.SMTP)
        mail["Date"], mail["Subject"] = format_datetime(datetime.now(UTC)), subject
        mail.set_content(text or "", cte="8bit")
        if html is not None:
            mail.add_alternative(html, subtype="html", cte="8bit")
        return {"RenderedTemplate": mail.as_string()}


def _content_of(templates: dict, template: dict) -> dict:
    if template.get("TemplateContent"):
        return _checked(template["TemplateContent"])
    name = template.get("TemplateName") or str(template.get("TemplateArn") or "").rpartition("/")[2]
    if not name:
        raise bad_request("Template must have one of TemplateName, TemplateArn, TemplateContent.")
    return _required(templates, name)


def _required(templates: dict, name: str) -> dict:
    kept = templates.get(name)
    if not kept:
        raise not_found(f"Template {name} does not exist.")
    return {part: kept[column] for part, column in PARTS.items() if kept.get(column) is not None}


def _record(name: str, content: dict) -> dict:
    columns = {column: content.get(part) for part, column in PARTS.items()}
    return {"template_name": name, "Timestamp": datetime.now(UTC)} | columns


def _checked(content: dict) -> dict:
    if content.get("Text") is None and content.get("Html") is None:
        raise bad_request("The template has no text and no HTML.")
    if sum(len((content.get(part) or "").encode()) for part in PARTS) > LARGEST_TEMPLATE_BYTES:
        raise bad_request("The template is larger than 500 KB.")
    return content


def _data_of(text: str | None) -> dict:
    try:
        data = json.loads("{}" if text is None else text)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise bad_request("Template data is not a valid JSON object.")
    return data
