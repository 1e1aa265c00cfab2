import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.entities.domains import host_of, registered_domain


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.North.example:8080/a?b#c", "north.example"),
        ("http://reader:secret@m.north.example/", "north.example"),
        ("//amp.north.example/x", "north.example"),
        ("NORTH.example", "north.example"),
        ("http://xn--bcher-kva.de", "bücher.de"),
        ("https://web.archive.org/web/2019/http://north.example/a", "north.example"),
        ("http://www.com/", "www.com"),
        ("#", None),
        ("/path/only", None),
        ("mailto:desk@north.example", None),
        ("javascript:void(0)", None),
        ("http://127.0.0.1/", None),
        ("", None),
    ],
)
def test_a_host_is_read_in_one_spelling(address: str, host: str | None) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://news.bbc.co.uk/x", "bbc.co.uk"),
        ("https://someone.blogspot.com/2016", "someone.blogspot.com"),
        ("south.north.example", "north.example"),
        ("co.uk", None),
        ("localhost", None),
    ],
)
def test_the_registered_part_of_a_host(address: str, domain: str | None) -> None:
    assert registered_domain(address) == domain


@given(st.text(max_size=60))
def test_a_registered_domain_is_its_own_registered_domain(text: str) -> None:
    domain = registered_domain(text)
    assert domain is None or registered_domain(domain) == domain
