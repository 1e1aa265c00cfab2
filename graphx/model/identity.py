"""How things are named: by a digest of what they are made of."""

import hashlib
import json
from json.encoder import encode_basestring
from typing import Final

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def content_id(prefix: str, *parts: object) -> str:
    """Name a thing by what it is made of.

    Parameters
    ----------
    prefix : str
        One letter for the kind of thing, so that ids of two kinds never meet.
    *parts : str, int, float, None or tuples of them
        What the thing is made of, in a fixed order.

    Returns
    -------
    str
        `prefix` and 24 hexadecimal digits (96 bits) of a BLAKE2b digest.

    Examples
    --------
    >>> content_id("a", "one", 2) == content_id("a", "one", 2)
    True
    >>> content_id("a", "ab", "c") == content_id("a", "a", "bc")
    False
    """
    if all(type(part) is str for part in parts):  # the same, in a third of the time
        canonical = f"[{','.join(map(encode_basestring, parts))}]"  # type: ignore[arg-type]
    else:
        canonical = _ENCODER.encode(parts)
    # A lone surrogate is legal in a Python string and in JSON, but not in UTF-8.
    data = canonical.encode("utf-8", "surrogatepass")
    return prefix + hashlib.blake2b(data, digest_size=12).hexdigest()
