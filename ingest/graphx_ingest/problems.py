"""Turn an error about one document into the row that reports it."""

from graphx.errors import InputError
from graphx.model import Problem


def problem_of(error: InputError, *, stage: str, source: str, line: int | None = None) -> Problem:
    """Report `error` as a problem of `stage`.

    Examples
    --------
    >>> from graphx.errors import EmptyTextError
    >>> problem_of(EmptyTextError("a.txt"), stage="read", source="a.txt").message
    'a.txt holds no text; give a document with words in it'
    """
    return Problem(
        source=encodable(source),
        line=line,
        stage=stage,
        error=type(error).__name__,
        message=encodable(str(error)),
    )


def encodable(text: str) -> str:
    r"""Replace lone surrogates, which UTF-8 cannot hold, one code point for one.

    They reach us through JSON escapes (``"\ud83d"`` cut in half) and file names; tables are UTF-8.
    Offsets stay what they were.

    Examples
    --------
    >>> len(encodable("a" + chr(0xD83D) + "b"))
    3
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\N{REPLACEMENT CHARACTER}" if _lone(char) else char for char in text)
    return text


def _lone(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"
