import pytest

from graphx.model import Article, Markup
from graphx_ingest.credits import find_claims
from graphx_ingest.credits.phrases import Label, Phrase, labels, phrases

PARAGRAPH = (
    "Rain fell on the valley for a third day and the bridge stayed closed to all traffic.\n\n"
)


def article(text: str) -> Article:
    return Article(article_id="a1", id="1", source="-", markup=Markup.TEXT, text=text)


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: f"{phrase.language}-{phrase.rule}")
def test_every_phrase_finds_its_example(phrase: Phrase) -> None:
    text = PARAGRAPH + phrase.example
    claims = [claim for claim in find_claims(article(text)) if claim.rule == phrase.rule]
    assert [(claim.role, claim.kind, claim.source_name) for claim in claims] == [
        (phrase.role, phrase.kind, phrase.source)
    ]


@pytest.mark.parametrize("label", labels(), ids=lambda label: f"{label.language}-{label.label}")
def test_every_label_finds_its_example(label: Label) -> None:
    claims = find_claims(article(PARAGRAPH + label.example))
    rule = {"source": "source_line", "via": "via_line", "photo": "photo_line"}[label.kind]
    assert [(claim.rule, claim.source_name) for claim in claims] == [(rule, label.source)]


def test_the_languages_that_must_be_covered_have_republication_and_translation() -> None:
    covered = {(phrase.language, phrase.kind.value) for phrase in phrases()}
    languages = {"en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "ar", "zh", "ja", "tr"}
    for kind in ("republication", "translation"):
        assert languages <= {language for language, found in covered if found == kind}
    assert languages <= {label.language for label in labels() if label.kind == "source"}


@pytest.mark.parametrize("space", ["\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "  ", "\n"])
def test_any_space_may_stand_inside_a_phrase(space: str) -> None:
    (claim,) = find_claims(article(f"Originally{space}appeared{space}at{space}NorthWire"))
    assert claim.source_name == "NorthWire"
