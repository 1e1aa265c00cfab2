"""What the service says of outlets and authors, field by field."""

from pydantic import ConfigDict, Field

from graphx_api.models import Model, Probability


class Outlet(Model):
    """One publisher."""

    outlet_id: str = Field(description="registered domain, or `~` and the name")
    name: str = Field(description="usual name")
    domain: str | None = Field(description="registered domain")
    aliases: list[str] = Field(description="other names seen or known")
    kind: str = Field(description="outlet, agency, …")
    parent_id: str | None = Field(description="outlet it is an edition of")
    country: str | None = Field(description="ISO 3166-1")
    articles: int = Field(ge=0, description="collected articles")
    taken: int = Field(ge=0, description="its articles that are copies in a derivation")
    given: int = Field(ge=0, description="derivations from its articles, stubs included")
    stub_articles: int = Field(ge=0, description="credited articles of it never collected")


class OutletEdge(Model):
    """How often one outlet's articles came from another's."""

    copy_outlet_id: str = Field(description="outlet that took")
    copy_outlet_name: str = Field(description="its name")
    source_outlet_id: str = Field(description="outlet it was taken from")
    source_outlet_name: str = Field(description="its name")
    derivations: int = Field(ge=0, description="derivations between the two")
    confirmed: int = Field(ge=0, description="credited, and the texts match")
    claimed: int = Field(ge=0, description="credited, the source was never collected")
    uncredited: int = Field(ge=0, description="the texts match, no credit was found")
    contradicted: int = Field(ge=0, description="credit and evidence disagree")
    mean_lag_seconds: float | None = Field(description="over the derivations with a lag")


class OutletNetwork(Model):
    """Who takes from whom, outlet by outlet."""

    edges: list[OutletEdge] = Field(description="most derivations first")


class OutletDetail(Outlet):
    """One publisher with the edges from and to it."""

    edges: list[OutletEdge] = Field(description="edges it is an end of, most derivations first")


class Author(Model):
    """One name seen in bylines."""

    author_id: str = Field(description="digest of the name and the outlet")
    name: str = Field(description="name as written most often")
    outlet_id: str | None = Field(description="outlet the name was seen at")
    articles: int = Field(ge=0, description="articles with the name in the byline")


class Audit(Model):
    """What one outlet did with the credits of the texts it took; intervals hold with 95 %."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "outlet_id": "south.example",
                    "outlet_name": "South Post",
                    "taken": 10,
                    "credited": 8,
                    "credited_low": 0.49,
                    "credited_high": 0.94,
                    "uncredited": 2,
                    "uncredited_low": 0.06,
                    "uncredited_high": 0.51,
                    "misnamed": 0,
                    "misnamed_low": 0.0,
                    "misnamed_high": 0.28,
                    "kept": 3,
                    "replaced": 1,
                    "absent": 1,
                    "added": 4,
                    "median_lag_seconds": 21600.0,
                    "median_lag_low": 3600.0,
                    "median_lag_high": 86400.0,
                    "lags": 9,
                }
            ]
        }
    )

    outlet_id: str = Field(description="outlet that took texts")
    outlet_name: str | None = Field(description="its name")
    taken: int = Field(ge=0, description="its articles that are copies")
    credited: int = Field(ge=0, description="copies whose source is credited")
    credited_low: Probability = Field(description="share credited, lower bound")
    credited_high: Probability = Field(description="share credited, upper bound")
    uncredited: int = Field(ge=0, description="copies whose source is not credited")
    uncredited_low: Probability = Field(description="share uncredited, lower bound")
    uncredited_high: Probability = Field(description="share uncredited, upper bound")
    misnamed: int = Field(
        ge=0, description="copies that credit another outlet than the texts suggest"
    )
    misnamed_low: Probability = Field(description="share of those, lower bound")
    misnamed_high: Probability = Field(description="share of those, upper bound")
    kept: int = Field(ge=0, description="derivations that repeat the source's credit")
    replaced: int = Field(ge=0, description="derivations with another credit in its place")
    absent: int = Field(ge=0, description="derivations that leave the source's credit out")
    added: int = Field(ge=0, description="derivations that credit where the source did not")
    median_lag_seconds: float | None = Field(description="between source and copy")
    median_lag_low: float | None = Field(description="lower bound; null below 6 lags")
    median_lag_high: float | None = Field(description="upper bound; null below 6 lags")
    lags: int = Field(ge=0, description="derivations the median rests on")
