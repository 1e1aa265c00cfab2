"""What one document says of its source, with the outlets it means.

In:   an article and its claims.
Out:  its credits, mentions and outgoing notes, as the ``credits`` contract has them.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from graphx.entities.authors import people_among
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.entities.resolution import resolve_claim
from graphx.model import Article, Claim, ClaimField, ClaimRole, Credit, CreditKind

_CONTRACT: Final = (
    "kind",
    "source_name",
    "source_outlet_name",
    "source_outlet_id",
    "source_domain",
    "source_url",
    "author",
    "date",
    "start",
    "end",
    "quote",
    "rule",
    "confidence",
    "field",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentClaims:
    """Resolved claims of one document, each in the order of the text."""

    article: Article
    credits: tuple[Credit, ...]
    mentions: tuple[Credit, ...]
    outgoing: tuple[Credit, ...]

    def record(self) -> dict[str, object]:
        """Return the JSON object of the published contract."""
        return {
            "id": self.article.id,
            "credits": [_facts(credit) for credit in self.credits],
            "mentions": [_facts(credit) for credit in self.mentions],
            "outgoing": [_facts(credit) for credit in self.outgoing],
            "byline": list(people_among(self.article.authors)),
        }


def document_claims(
    article: Article, claims: Iterable[Claim], registry: OutletRegistry
) -> DocumentClaims:
    """Resolve the claims of one article."""
    publisher: Outlet | None = None
    if article.outlet_name or article.outlet_domain:
        publisher = registry.resolve(article.outlet_name, article.outlet_domain)
    found: dict[ClaimRole, list[Credit]] = {role: [] for role in ClaimRole}
    for claim in claims:
        row, role = resolve_claim(
            asdict(claim) | {"article_id": article.article_id}, publisher, registry
        )
        kind, field = CreditKind(str(row.pop("kind"))), ClaimField(str(row.pop("field")))
        found[role].append(Credit(kind=kind, field=field, **row))  # type: ignore[arg-type]  # `schema.CREDIT`
    for credits in found.values():
        credits.sort(key=lambda credit: (credit.start is None, credit.start or 0, credit.credit_id))
    return DocumentClaims(
        article=article,
        credits=tuple(found[ClaimRole.CREDIT]),
        mentions=tuple(found[ClaimRole.MENTION]),
        outgoing=tuple(found[ClaimRole.OUTGOING]),
    )


def _facts(credit: Credit) -> dict[str, object]:
    facts = asdict(credit)
    return {name: facts[name] for name in _CONTRACT}
