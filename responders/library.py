"""The reply texts of a brand, checked when they are loaded: its author finds a slip, not a customer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn, cast

from jinja2 import Template as Compiled
from jinja2 import TemplateError as JinjaError
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from responders.fields import Field, FieldType


class TemplateError(ValueError):
    """A template file is wrong; the message names file, key and fix in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """One reply text. `open_side`: for a thread that strangers can read; `invites_private` only when data is needed."""

    id: str
    language: str
    topic: str
    open_side: bool
    invites_private: bool
    source: str
    fields: tuple[Field, ...]

    @cached_property
    def _compiled(self) -> Compiled:
        return _ENVIRONMENT.from_string(self.source)

    def render(self, values: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        """The text, and the names of the fields that a person still has to fill."""
        context: dict[str, dict[str, str]] = {}
        unfilled: list[str] = []
        for field in self.fields:
            filled = field.fill(values.get(field.name), self.language)
            if filled is None:
                unfilled.append(field.name)
            group, _, key = field.name.partition(".")
            context.setdefault(group, {})[key] = field.visible if filled is None else filled
        return self._compiled.render(context), tuple(unfilled)


_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=False, trim_blocks=True, cache_size=0)
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_PART = re.compile(r"\{\{\s*parts\.(\w+)\s*\}\}")
_ALLOWED_NODES = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Getattr, nodes.Name, nodes.If)
_FILE_KEYS = frozenset({"file", "language", "parts", "fields", "templates"})
_TEMPLATE_KEYS = frozenset({"id", "topic", "visibility", "invites_private", "text"})


class Library:
    """All templates by language, topic and side."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self.templates = tuple(templates)
        self._shelf: dict[tuple[str, str, bool], tuple[Template, ...]] = {}
        for template in self.templates:
            key = (template.language, template.topic, template.open_side)
            self._shelf[key] = (*self._shelf.get(key, ()), template)

    def find(self, language: str, topic: str, *, open_side: bool) -> tuple[Template, ...]:
        """Templates for exactly this, in the order of the file."""
        return self._shelf.get((language, topic, open_side), ())

    @classmethod
    def parse(cls, files: Iterable[Mapping[str, Any]]) -> "Library":
        """A library from the mappings of template files (`file` names each). Raises `TemplateError`."""
        templates = [template for data in files for template in _parse_file(data)]
        seen: set[str] = set()
        for template in templates:
            if template.id in seen:
                raise TemplateError(f"The template id {template.id!r} is used twice; give each template its own id.")
            seen.add(template.id)
        return cls(templates)


def _parse_file(data: Mapping[str, Any]) -> list[Template]:
    file = str(data.get("file", "a template file"))
    _check_keys(file, "the file", data, _FILE_KEYS)
    language = _text(file, "language", data.get("language"))
    parts = {
        name: _text(file, f"parts.{name}", text) for name, text in _mapping(file, "parts", data.get("parts")).items()
    }
    declared = _mapping(file, "fields", data.get("fields"))
    fields = {name: _parse_field(file, name, given) for name, given in declared.items()}
    items = data.get("templates")
    if not isinstance(items, list):
        _fail(file, "templates", "must be a list of templates; start each one with `- id:`")
    return [_parse_template(file, language, parts, fields, item) for item in cast("list[Any]", items)]


def _parse_field(file: str, name: str, given: Any) -> Field:
    key = f"fields.{name}"
    if not _FIELD_NAME.fullmatch(name):
        _fail(file, key, "must be two words joined by a dot, like `customer.first_name`")
    settings = _mapping(file, key, given)
    _check_keys(file, key, settings, frozenset({"type", "fallback"}))
    kind = settings.get("type")
    if kind not in set(FieldType):
        _fail(file, f"{key}.type", f"is {kind!r}; use one of {', '.join(FieldType)}")
    fallback = settings.get("fallback")
    if fallback is not None and not isinstance(fallback, str):
        _fail(file, f"{key}.fallback", "must be text; put it in quotes")
    return Field(name, FieldType(kind), fallback)


def _parse_template(
    file: str, language: str, parts: Mapping[str, str], fields: Mapping[str, Field], item: Any
) -> Template:
    given = _mapping(file, "templates", item)
    name = _text(file, "templates.id", given.get("id"))
    _check_keys(file, name, given, _TEMPLATE_KEYS)
    visibility = given.get("visibility")
    if visibility not in ("public", "private"):
        _fail(file, f"{name}.visibility", f"is {visibility!r}; use public or private")
    invites = given.get("invites_private", False)
    if not isinstance(invites, bool) or (invites and visibility == "private"):
        _fail(file, f"{name}.invites_private", "must be true or false, and true only on a public template")
    source = _PART.sub(lambda match: _part(file, name, parts, match[1]), _text(file, f"{name}.text", given.get("text")))
    return Template(
        id=f"{language}/{name}",
        language=language,
        topic=_text(file, f"{name}.topic", given.get("topic")),
        open_side=visibility == "public",
        invites_private=invites,
        source=" ".join(source.split()),
        fields=tuple(_used_fields(file, name, source, fields)),
    )


def _part(file: str, name: str, parts: Mapping[str, str], part: str) -> str:
    if part not in parts:
        _fail(file, f"{name}.text", f"uses parts.{part}, which is not there; add it under `parts:`")
    return parts[part]


def _used_fields(file: str, name: str, source: str, fields: Mapping[str, Field]) -> list[Field]:
    """The fields of one text; anything beyond fields and `if` is refused, so a template stays a text."""
    key = f"{name}.text"
    try:
        tree = _ENVIRONMENT.parse(source)
    except JinjaError as error:
        _fail(file, key, f"can't be read ({error}); check its braces")
    if any(not isinstance(node, _ALLOWED_NODES) for node in tree.find_all(nodes.Node)):
        _fail(file, key, "may hold only fields like `{{ order.number }}` and `{% if order.number %}`; remove the rest")
    used = {_dotted(node) for node in tree.find_all((nodes.Getattr, nodes.Name))}
    dotted = {field for field in used if "." in field}
    if roots := {field for field in used - dotted if not any(full.startswith(f"{field}.") for full in dotted)}:
        _fail(file, key, f"uses {min(roots)!r}; fields are two words joined by a dot")
    if missing := dotted - fields.keys():
        _fail(file, key, f"uses the field {min(missing)!r}; declare it under `fields:` with its type")
    return [fields[field] for field in sorted(dotted)]


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "?"


def _mapping(file: str, key: str, value: Any) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        _fail(file, key, "must be a list of `name: value` lines")
    return {str(name): item for name, item in cast("Mapping[Any, Any]", value).items()}


def _text(file: str, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        _fail(file, key, "is missing; write a text there")
    return value


def _check_keys(file: str, key: str, given: Mapping[str, Any], known: frozenset[str]) -> None:
    if unknown := given.keys() - known:
        _fail(file, key, f"has the unknown key {min(unknown)!r}; use {', '.join(sorted(known - {'file'}))}")


def _fail(file: str, key: str, what: str) -> NoReturn:
    raise TemplateError(f"{file}: {key} {what}.")
