"""Requests nobody thought of, made from the description of the service."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from graphx_api.app import create_app
from graphx_api.settings import Settings
from tests.api.test_openapi import COMMITTED

OPERATIONS = [
    (path, method.upper(), mode)
    for path, methods in json.loads(COMMITTED.read_text("utf-8"))["paths"].items()
    for method, told in methods.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or told.keys() & {"parameters", "requestBody"}
]

# Whether a cursor was made by this list, or a text holds a word, no schema can say.
BEYOND_SCHEMAS = [positive_data_acceptance]


@pytest.fixture(scope="module")
def described(directory):
    # Of its own: every request made from the description starts and stops the application.
    app = create_app(Settings(workspace=directory, hosts=("*",)))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_request_is_answered_as_described(described, path, method, mode, data):
    case = data.draw(described[path][method].as_strategy(generation_mode=mode))
    case.call_and_validate(excluded_checks=BEYOND_SCHEMAS)
