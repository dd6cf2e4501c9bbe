"""The description that programs read: OpenAPI 3.1, made of the views and their shapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from survey_app import __version__
from survey_app.api.shapes import ErrorOut

View = TypeVar("View", bound=Callable[..., Any])
REFERENCE = "#/components/schemas/{model}"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Operation:
    """What one view takes and gives; `query` names its arguments and says what they mean."""

    gives: type[BaseModel] | None
    takes: type[BaseModel] | None = None
    status: int = 200
    query: tuple[tuple[str, str, str], ...] = ()


def describes(operation: Operation) -> Callable[[View], View]:
    """Say of a view what the description shall tell; its docstring is the summary."""

    def mark(view: View) -> View:
        view._operation = operation  # type: ignore[attr-defined]
        return view

    return mark


def description(app: Flask, blueprint: str) -> dict[str, Any]:
    """Describe every view of a blueprint that says what it takes and gives."""
    found = [
        (rule, app.view_functions[rule.endpoint])
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        if rule.endpoint.startswith(f"{blueprint}.")
    ]
    marked = [(rule, view, getattr(view, "_operation", None)) for rule, view in found]
    described = [(rule, view, one) for rule, view, one in marked if isinstance(one, Operation)]
    shapes = {one for _, _, o in described for one in (o.takes, o.gives) if one} | {ErrorOut}
    _names, schema = models_json_schema(
        [(one, "validation") for one in sorted(shapes, key=lambda one: one.__name__)],
        ref_template=REFERENCE,
    )
    paths: dict[str, dict[str, Any]] = {}
    for rule, view, operation in described:
        (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        arguments = [_argument(name, "path", "") for name in ARGUMENT.findall(rule.rule)]
        arguments += [_argument(name, "query", *more) for name, *more in operation.query]
        one: dict[str, Any] = {
            "operationId": rule.endpoint.partition(".")[2],
            "summary": (view.__doc__ or "").strip().partition("\n")[0],
            "responses": {
                str(operation.status): _content("Done", operation.gives),
                "4XX": _content("What was wrong and what to do", ErrorOut),
            },
        }
        if arguments:
            one["parameters"] = arguments
        if operation.takes:
            one["requestBody"] = {"required": True, **_content(None, operation.takes)}
        paths.setdefault(ARGUMENT.sub(r"{\1}", rule.rule), {})[method.lower()] = one
    return {
        "openapi": "3.1.0",
        "info": {"title": "Portrait", "version": __version__},
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schema.get("$defs", {}),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _argument(name: str, place: str, words: str, kind: str = "string") -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "schema": {"type": kind},
        **({"description": words} if words else {}),
    }


def _content(words: str | None, shape: type[BaseModel] | None) -> dict[str, Any]:
    schema = {"$ref": REFERENCE.format(model=shape.__name__)} if shape else {"type": "object"}
    described = {"description": words} if words else {}
    return {**described, "content": {"application/json": {"schema": schema}}}
