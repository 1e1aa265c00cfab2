import json
from http import HTTPStatus
from pathlib import Path

COMMITTED = Path(__file__).with_name("openapi.json")


def test_the_description_is_the_committed_one(local):
    """A change of the service is made on purpose: write the new description to that file."""
    described = local.get("/openapi.json").json()
    assert described == json.loads(COMMITTED.read_text("utf-8"))


def test_every_field_says_what_it_means(local):
    for name, shape in local.get("/openapi.json").json()["components"]["schemas"].items():
        for field, about in shape.get("properties", {}).items():
            assert about.get("description"), f"{name}.{field}"


def test_every_route_knows_its_problems(local):
    paths = local.get("/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for method, told in methods.items():
            assert told["description"], (method, path)
            refusals = {
                status: answer for status, answer in told["responses"].items() if status != "200"
            }
            assert str(HTTPStatus.SERVICE_UNAVAILABLE.value) in refusals, (method, path)
            for answer in refusals.values():
                assert list(answer["content"]) == ["application/problem+json"]


def test_every_reference_leads_somewhere(local):
    text = local.get("/openapi.json").text
    schemas = json.loads(text)["components"]["schemas"]
    for piece in text.split('"$ref":"#/components/schemas/')[1:]:
        assert piece.partition('"')[0] in schemas


def test_examples_fit_their_shapes():
    from graphx_api import answers, lineage, models, outlets, problems

    shapes = [
        shape
        for module in (answers, lineage, models, outlets, problems)
        for shape in vars(module).values()
        if isinstance(shape, type) and issubclass(shape, models.BaseModel)
    ]
    examples = [
        (shape, example)
        for shape in shapes
        for example in (shape.model_config.get("json_schema_extra") or {}).get("examples", [])
    ]
    assert len(examples) >= 8
    for shape, example in examples:
        shape.model_validate(example)
