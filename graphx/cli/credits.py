"""``graphx credits``."""

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx credits seeds/articles")
@options.inputs
@options.as_json
def credits(inputs: tuple[str, ...], as_json: bool) -> int:
    """Print what documents say of where their texts came from.

    With --json one line a document, in order: credits make an edge, mentions do not, outgoing
    says that the text also ran elsewhere.
    """
    import click as terminal

    from graphx.cli.documents import Understood
    from graphx.cli.records import write_record
    from graphx.entities.claims import document_claims
    from graphx.entities.outlets import OutletRegistry

    understood = Understood(inputs)
    registry = OutletRegistry.packaged()
    for _, article, claims in understood:
        said = document_claims(article, claims, registry)
        if as_json:
            write_record(said.record())
            continue
        terminal.echo(f"{article.id}  ({article.outlet_name or 'outlet unknown'})")
        for role, found in (
            ("credit", said.credits),
            ("outgoing", said.outgoing),
            ("mention", said.mentions),
        ):
            for credit in found:
                place = f"{credit.start}–{credit.end}" if credit.start is not None else credit.field
                terminal.echo(
                    f"  {role:<9} {credit.kind:<13} "
                    f"{credit.source_outlet_name or '(nobody named)':<24} {place:<13} "
                    f"“{' '.join(credit.quote.split())}”  {credit.rule} {credit.confidence:.2f}"
                )
    return understood.status
