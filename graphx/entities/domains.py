"""Which registered domain an address belongs to.

In:   a host or an address, as written anywhere in a document.
Out:  its host in one spelling, and the part of it somebody registered.

The Public Suffix List, as bundled with tldextract; its private section is used too, so that every
blog on a shared host is an outlet of its own.  Nothing is fetched and nothing is cached on disk.
"""

import re
from functools import cache, lru_cache
from urllib.parse import unquote

import tldextract

_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]{1,15}:)?//", re.IGNORECASE)
_AUTHORITY_END = re.compile(r"[/?#\\\s]")
_HOST = re.compile(r"[^\W_](?:[\w-]{0,62}\.)+[^\W\d_][\w-]{1,62}\Z")
_FRONT = re.compile(r"(?:www\d?|amp|m|mobile|wap)\.", re.IGNORECASE)
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web/\w+|archive\.(?:is|ph|today)/\w+|[^/\s]+\.cdn\.ampproject"
    r"\.org/[cvi]/s?|www\.google\.\w+/amp/s)/(?=\S)",
    re.IGNORECASE,
)
_RESERVED = frozenset({"example", "invalid", "test"})  # RFC 2606: for examples, on no list
# fmt: off
# Hosts on which everybody has a name of their own, and that the Public Suffix List lacks: each name
# counts as registered, as "b.blogspot.com" does.
_BLOG_HOSTS = frozenset({
    "beehiiv.com", "blog.hu", "blogs.com", "bearblog.dev", "buttondown.email", "canalblog.com",
    "dreamwidth.org", "exblog.jp", "fc2.com", "ghost.io", "hashnode.dev", "hypotheses.org",
    "jimdo.com", "kinja.com", "livejournal.com", "medium.com", "over-blog.com", "posthaven.com",
    "seesaa.net", "squarespace.com", "substack.com", "svbtle.com", "tistory.com", "tumblr.com",
    "typepad.com", "weebly.com", "webnode.cz", "wordpress.com",
})
# fmt: on
_MAX_ADDRESS_CHARS = 2048
_MAX_HOST_CHARS = 253  # RFC 1035


@cache
def _extractor() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )


def host_of(host_or_url: str) -> str | None:
    """Host of an address in lower case, without ``www.``, ``m.``, ``amp.``, port or user.

    Copies kept by archives and by AMP caches count as the page they are a copy of.

    Parameters
    ----------
    host_or_url : str
        ``https://www.news.example/a?b``, ``news.example:8080``, ``//news.example``.

    Returns
    -------
    str or None
        None when it names no host on the public internet (``#``, ``/path``, ``mailto:``).

    Examples
    --------
    >>> host_of("https://www.Theguardian.com:443/world?x=1")
    'theguardian.com'
    >>> host_of("http://bücher.de/"), host_of("http://xn--bcher-kva.de/"), host_of("#top")
    ('bücher.de', 'bücher.de', None)
    """
    text = host_or_url.strip()
    if not text or len(text) > _MAX_ADDRESS_CHARS:
        return None
    archived = _ARCHIVED.match(text)
    if archived is not None:
        text = text[archived.end() :]
    scheme = _SCHEME.match(text)
    if scheme is not None:
        text = text[scheme.end() :]
    authority = _AUTHORITY_END.split(text, maxsplit=1)[0].rpartition("@")[2]
    if scheme is None and "@" in text:
        return None
    host = unquote(authority).partition(":")[0].rstrip(".").casefold()
    if "xn--" in host:
        try:
            host = host.encode("ascii").decode("idna")
        except UnicodeError:
            return None
    if len(host) > _MAX_HOST_CHARS or not _HOST.match(host):
        return None
    front = _FRONT.match(host)
    if front is not None and "." in host[front.end() :]:
        host = host[front.end() :]
    return host


@lru_cache(maxsize=65536)
def registered_domain(host_or_url: str) -> str | None:
    """Part of a host that somebody registered.

    Parameters
    ----------
    host_or_url : str
        A host or an address, as written.

    Returns
    -------
    str or None
        None when it holds no registered domain (an address of the local network, a bare suffix,
        a word).

    Examples
    --------
    >>> registered_domain("https://amp.theguardian.com/world")
    'theguardian.com'
    >>> registered_domain("b.blogspot.com"), registered_domain("news.bbc.co.uk")
    ('b.blogspot.com', 'bbc.co.uk')
    >>> registered_domain("ada.wordpress.com"), registered_domain("https://medium.com/@ada")
    ('ada.wordpress.com', 'medium.com')
    >>> registered_domain("localhost"), registered_domain("co.uk")
    (None, None)
    """
    host = host_of(host_or_url)
    if host is None:
        return None
    parts = _extractor()(host)
    if not parts.suffix and host.rpartition(".")[2] in _RESERVED:
        return ".".join(host.split(".")[-2:])
    if not parts.suffix or not parts.domain:
        return None
    registered = f"{parts.domain}.{parts.suffix}"
    if registered in _BLOG_HOSTS and host != registered:
        return f"{parts.subdomain.rpartition('.')[2]}.{registered}"
    return registered
