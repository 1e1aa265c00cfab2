"""From bytes to characters.

In:   the bytes of one file.
Out:  its text, newlines as they were: all offsets are code points of it.

A byte order mark decides; then UTF-8, which text in another encoding almost never satisfies by
chance; then the charset an HTML page declares (WHATWG: "latin-1" means windows-1252); then
charset-normalizer's guess.
"""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from graphx.errors import EmptyTextError, UnreadableSourceError

MARKS: Final = (
    # UTF-32's little-endian mark begins with UTF-16's, so it is asked first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and the codec that reads and removes each."""

_DECLARED = re.compile(
    rb"""(?i)(?:<meta\b[^>]*?charset|<\?xml\b[^>]*?encoding)\s*=\s*["']?([\w.:-]+)"""
)
_DECLARATION_BYTES: Final = 4096
_REPLACED: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_NO_CHARSETS: Final = frozenset(
    {"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"}
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL_SHARE: Final = 0.02


def decode(data: bytes, source: str, *, html: bool = False) -> str:
    r"""Decode one file.

    Raises
    ------
    EmptyTextError
        No characters, or only spaces.
    UnreadableSourceError
        The bytes are no text.

    Examples
    --------
    >>> decode("café".encode("utf-16"), "a.txt")
    'café'
    >>> decode(b"<meta charset=latin1>caf\xe9", "a.html", html=True)
    '<meta charset=latin1>café'
    """
    text = _decoded(data, source, html=html)
    if "\0" in text:
        raise UnreadableSourceError(source, "it holds NUL characters and is no text")
    if len(_CONTROLS.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise UnreadableSourceError(source, "it is mostly control characters and no text")
    if not text.strip():
        raise EmptyTextError(source)
    return text


def _decoded(data: bytes, source: str, *, html: bool) -> str:
    for mark, codec in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec)
            except UnicodeDecodeError as error:
                reason = f"its byte order mark says {codec}, but {error.reason}"
                raise UnreadableSourceError(source, reason) from None
    if b"\0" in data[:_DECLARATION_BYTES]:
        raise UnreadableSourceError(source, "it holds NUL bytes and is no text")
    declared = _declared(data) if html else None
    # Some charsets (ISO-2022-JP) are plain ASCII on the outside.
    codecs_in_turn = [declared, "utf-8"] if data.isascii() else ["utf-8", declared]
    for name in filter(None, codecs_in_turn):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    guess = from_bytes(data).best()
    if guess is None:
        raise UnreadableSourceError(source, "its bytes are text in no encoding known here")
    return str(guess)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARATION_BYTES])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    # A declaration that could be read at all is not in UTF-16, whatever it says.
    if name in _NO_CHARSETS or name.startswith(("utf-16", "utf-32")):
        return None
    return _REPLACED.get(name, name)
