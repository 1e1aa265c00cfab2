"""The description of the service, with the one shape of its problems in it."""

from typing import Any, Final

from fastapi import FastAPI

from graphx_api.answers import CheckedText
from graphx_api.problems import FieldProblem, Problem

DESCRIPTION: Final = """\
Who credits whom, who shares text with whom, who probably took it from whom: kept apart.

Offsets count Unicode code points. Lists are paged: follow `next` until it is null. Every problem
is `application/problem+json` (RFC 9457). Answers carry an `ETag` that changes with the snapshot.
"""


class Service(FastAPI):
    """An application whose description knows the shapes no route declares by its types."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            schemas = document["components"]["schemas"]
            for model in (FieldProblem, Problem, CheckedText):
                shape = model.model_json_schema(ref_template="#/components/schemas/{model}")
                shape.pop("$defs", None)
                schemas[model.__name__] = shape
        return super().openapi()
