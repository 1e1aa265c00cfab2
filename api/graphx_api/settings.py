"""What the service is told when it starts.

In:   the environment, read once, or values passed by whoever builds the application.
Out:  a frozen `Settings`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphx.errors import InvalidValueError
from graphx.store.opening import Credentials

LOCAL_HOSTS: Final = ("localhost",)
"""Names a service answers to unless told otherwise; bare addresses it always answers to.

A browser that was lured to a stranger's name which resolves to this machine sends that name; a
service that answers to any name would hand its articles to the stranger's page.
"""

CHECK_BYTES: Final = 1 << 20  # a megabyte of text is a book; an article is a hundredth of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is served, and to whom.

    Parameters
    ----------
    workspace : Path
        Directory whose articles, texts and passages are served.
    store_url : str, optional
        Store that answers graph queries; the workspace does when it is absent.
    credentials : Credentials, optional
        For `store_url`.
    hosts : tuple of str
        Names the service answers to besides bare addresses, without ports; ``*`` stands for any.
    check_bytes : int
        Longest body ``check`` reads.
    load_early : bool
        Whether what ``check`` needs is loaded when the service starts, and not by the first check.

    Raises
    ------
    InvalidValueError
        `hosts` is empty or `check_bytes` is not positive.
    """

    workspace: Path
    store_url: str | None = None
    credentials: Credentials | None = None
    hosts: tuple[str, ...] = LOCAL_HOSTS
    check_bytes: int = CHECK_BYTES
    load_early: bool = False

    def __post_init__(self) -> None:
        if not self.hosts:
            raise InvalidValueError("hosts", self.hosts, "at least one host name, or '*'")
        if self.check_bytes < 1:
            raise InvalidValueError("check_bytes", self.check_bytes, "a positive number of bytes")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read ``GRAPHX_WORKSPACE``, ``GRAPHX_STORE``, ``GRAPHX_HOSTS`` and ``NEO4J_…``.

        Raises
        ------
        InvalidValueError
            ``GRAPHX_WORKSPACE`` is not set.

        Examples
        --------
        >>> Settings.from_environment({"GRAPHX_WORKSPACE": "news.graphx"}).hosts
        ('localhost',)
        """
        workspace = environment.get("GRAPHX_WORKSPACE")
        if not workspace:
            raise InvalidValueError("GRAPHX_WORKSPACE", workspace, "the path of a workspace")
        hosts = tuple(
            host.strip() for host in environment.get("GRAPHX_HOSTS", "").split(",") if host.strip()
        )
        password = environment.get("NEO4J_PASSWORD")
        username = environment.get("NEO4J_USERNAME") or "neo4j"
        return cls(
            workspace=Path(workspace),
            store_url=environment.get("GRAPHX_STORE") or None,
            credentials=Credentials(username=username, password=password) if password else None,
            hosts=hosts or LOCAL_HOSTS,
        )
