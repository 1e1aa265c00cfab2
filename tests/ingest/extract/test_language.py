"""Languages: a text of any length, or of two languages."""

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from graphx_ingest.extract.language import _LANGUAGES, _identifier, language_of

SENTENCES = {
    "en": "Rain fell on the town all night, and the old bridge at the mill was closed by noon. ",
    "de": "Es regnete die ganze Nacht, und am Mittag wurde die alte Brücke gesperrt. ",
    "fr": "Il a plu toute la nuit sur la ville, et le vieux pont a été fermé à midi. ",
    "ru": "Всю ночь в городе шёл дождь, и к полудню старый мост закрыли. ",
    "ja": "町では一晩中雨が降り、古い橋は正午までに閉鎖された。",
}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("times", [1, 3, 5, 40])
def test_the_language_does_not_hang_on_the_length(language: str, times: int) -> None:
    assert language_of(SENTENCES[language] * times) == language


@pytest.mark.parametrize("language", ["de", "fr", "ru"])
def test_an_opening_in_another_language_does_not_decide(language: str) -> None:
    assert language_of(SENTENCES["en"] + SENTENCES[language] * 20) == language


@pytest.mark.parametrize(
    "text",
    ["", "Bridge reopens today", "x " * 20, "https://north.example/rain " * 40, "1 2 3 " * 90],
)
def test_what_is_no_prose_has_no_language(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize("text", [*SENTENCES.values(), "lista: Bar, Ulm, Oslo, Rom, Wien, Lille"])
def test_what_was_kept_of_the_model_ranks_languages_as_the_model_does(text: str) -> None:
    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(_LANGUAGES)
    assert _identifier().rank(text) == whole.rank(text)
