"""Fills templates in the part of Handlebars that SES documents: names, paths, this, #each, #if, #unless, #with, else.

As on SES, values are not escaped for HTML; and unlike Handlebars, a name without a value is an error.
"""

import json
import re
from dataclasses import dataclass, field

BLOCKS = {"each", "if", "unless", "with"}
_TAG = re.compile(r"\{\{\{?\s*([#/]?)\s*([^{}]*?)\s*\}?\}\}")


class TemplateError(ValueError):
    """A template that cannot be filled; the message says why."""


@dataclass
class _Value:
    path: str


@dataclass
class _Block:
    kind: str
    path: str
    around: list
    inner: list = field(default_factory=list)
    otherwise: list = field(default_factory=list)


def render(template: str, data: dict) -> str:
    """The template with its values."""
    return _show(_parse(template), [data], {})


def _parse(template: str) -> list:
    root: list = []
    into, opened, at = root, [], 0
    for tag in _TAG.finditer(template):
        into.append(template[at : tag.start()])
        at = tag.end()
        mark, content = tag.groups()
        word, argument = (*content.split(None, 2), "", "")[:2]
        if mark == "#":
            if word not in BLOCKS:
                raise TemplateError(f"Unknown block helper '{word}'.")
            block = _Block(word, argument, into)
            into.append(block)
            opened.append(block)
            into = block.inner
        elif mark == "/":
            if not opened or word != opened[-1].kind:
                raise TemplateError(f"'{{{{/{word}}}}}' closes nothing.")
            into = opened.pop().around
        elif word == "else" and opened:
            into = opened[-1].otherwise
        elif not word.startswith("!"):
            into.append(_Value(word))
    if opened:
        raise TemplateError(f"'{{{{#{opened[-1].kind}}}}}' is not closed.")
    return [*root, template[at:]] if into is root else root


def _show(nodes: list, scopes: list, local: dict) -> str:
    return "".join(node if isinstance(node, str) else _show_tag(node, scopes, local) for node in nodes)


def _show_tag(node: "_Value | _Block", scopes: list, local: dict) -> str:
    value = _find(node.path, scopes, local)
    if isinstance(node, _Value):
        if value is None:
            raise TemplateError(f"Attribute '{node.path}' is not present in the rendering data.")
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    holds = _is_truthy(value)
    if node.kind == "unless":
        return _show(node.otherwise if holds else node.inner, scopes, local)
    if not holds or (node.kind == "each" and not isinstance(value, (dict, list))):
        return _show(node.otherwise, scopes, local)
    if node.kind == "if":
        return _show(node.inner, scopes, local)
    if node.kind == "with":
        return _show(node.inner, [*scopes, value], local)
    return _show_each(node, value, scopes)


def _is_truthy(value) -> bool:
    """Handlebars' own notion: an empty list is false, an empty object is not."""
    return isinstance(value, dict) or bool(value)


def _show_each(node: _Block, value, scopes: list) -> str:
    pairs = list(value.items() if isinstance(value, dict) else enumerate(value))
    last = len(pairs) - 1
    return "".join(
        _show(node.inner, [*scopes, item], {"index": at, "key": key, "first": at == 0, "last": at == last})
        for at, (key, item) in enumerate(pairs)
    )


def _find(path: str, scopes: list, local: dict):
    if path.startswith("@"):
        return local.get(path[1:])
    depth = len(scopes) - 1
    while path.startswith("../"):
        path, depth = path[3:], depth - 1
    value = scopes[max(depth, 0)]
    for step in re.split(r"[./]", path):
        if step not in ("this", ""):
            value = _member(value, step)
    return value


def _member(value, name: str):
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, list) and name.isdecimal():
        return value[int(name)] if int(name) < len(value) else None
    return len(value) if isinstance(value, list) and name == "length" else None
