"""A real Neo4j Community server of one's own, from Maven's jars, without containers.

In:   `java` and `mvn` on the path; ``pom.xml`` beside this file names the version.
Out:  a `Server` that answers on a free port of 127.0.0.1, with its own empty data and password.

The jars (114 MB) are copied once into ``.neo4j/`` of the checkout; data and configuration live
in a temporary folder and go with the server.  Several servers may run at once: each takes a free
port, and only its own log says that the port became its own.
"""

import fcntl
import hashlib
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from neo4j import GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import DriverError, TransientError

POM: Final = Path(__file__).with_name("pom.xml")
CACHE: Final = Path(__file__).parents[2] / ".neo4j"
USER: Final = "neo4j"

_START_SECONDS: Final = 180.0  # 10 to 20 s alone; a shared, busy machine took over a minute
_STOP_SECONDS: Final = 3.0  # an orderly end takes ten; the data is thrown away
_PORTS_TRIED: Final = 3  # between choosing a free port and binding it somebody else may take it

_CONFIGURATION: Final = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.auth_enabled=true
server.memory.heap.initial_size=256m
server.memory.heap.max_size=768m
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=keep_none
"""

_OPENED_MODULES: Final = ("java.nio", "java.io", "sun.nio.ch")
_OWN_PORT: Final = "Bolt enabled on "  # written after the port was bound


class ServerFailedError(Exception):
    """The server could not be built or started; the sentence says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a running server answers and who may ask."""

    url: str
    username: str
    password: str = field(repr=False)


def missing_programs() -> tuple[str, ...]:
    """Name the programs a server needs that this machine lacks."""
    return tuple(name for name in ("java", "mvn") if shutil.which(name) is None)


def jars() -> Path:
    """Return the folder of the server's jars, fetched by Maven on first use."""
    digest = hashlib.blake2b(POM.read_bytes(), digest_size=6).hexdigest()
    folder = CACHE / f"lib-{digest}"
    if folder.is_dir():
        return folder
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Maven's own folder bears one writer at a time
        if not folder.is_dir():
            _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    """Let Maven copy the jars, and give them their name when all are there."""
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="fetch-") as scratch:
        fetched = Path(scratch, "lib")
        command = (
            "mvn",
            "-B",
            "-q",
            f"--file={POM}",
            "dependency:copy-dependencies",
            f"-DoutputDirectory={fetched}",
            "-DincludeScope=runtime",
        )
        done = subprocess.run(command, capture_output=True, text=True, cwd=scratch, check=False)
        if done.returncode:
            raise ServerFailedError(f"Maven could not fetch the server:\n{done.stdout[-2000:]}")
        fetched.rename(folder)


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, yield it when it answers, stop it and remove its data.

    Raises
    ------
    ServerFailedError
        Maven could not fetch the jars, or the server did not answer in time.
    """
    library = jars()
    for attempt in range(1, _PORTS_TRIED + 1):
        home = Path(tempfile.mkdtemp(prefix="graphx-neo4j-"))
        process = None
        try:
            port = _free_port()
            process = _start(library, home, port)
            if not _bound(process, home) and attempt < _PORTS_TRIED:
                continue
            yield _opened(process, home, port)
            return
        finally:
            if process is not None:
                _stop(process)
            shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def _start(library: Path, home: Path, port: int) -> "subprocess.Popen[bytes]":
    configuration = home / "conf"
    configuration.mkdir()
    (configuration / "neo4j.conf").write_text(_CONFIGURATION.format(port=port), "utf-8")
    command = [
        "java",
        "-Xmx768m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",  # quick to start matters more here than quick at its peak
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED_MODULES),
        "-cp",
        f"{library}/*",
        "org.neo4j.server.CommunityEntryPoint",
        f"--home-dir={home}",
        f"--config-dir={configuration}",
    ]
    if guard := shutil.which("setpriv"):
        # A test run that is killed cannot stop its server; the kernel then does.
        command = [guard, "--pdeathsig", "TERM", *command]
    with (home / "console.log").open("wb") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=home
        )


def _bound(process: "subprocess.Popen[bytes]", home: Path) -> bool:
    """Wait until the server has its port; False when it ended or took too long."""
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if _OWN_PORT in _log(home):
            return True
        time.sleep(0.2)
    return False


def _opened(process: "subprocess.Popen[bytes]", home: Path, port: int) -> Server:
    """Wait until the server takes its first password, and return where it answers."""
    deadline = time.monotonic() + _START_SECONDS
    password = secrets.token_urlsafe(18)
    while process.poll() is None and time.monotonic() < deadline:
        if _changed_password(f"bolt://127.0.0.1:{port}", password):
            url = f"neo4j://127.0.0.1:{port}/neo4j"
            return Server(url=url, username=USER, password=password)
        time.sleep(0.2)
    raise ServerFailedError(
        f"Neo4j did not answer (exit code {process.poll()}); it said:\n{_log(home)[-2000:]}"
    )


def _changed_password(url: str, password: str) -> bool:
    """Replace the factory password; False while the server is not ready for it."""
    driver = GraphDatabase.driver(
        url,
        auth=(USER, "neo4j"),
        connection_timeout=2,
        connection_acquisition_timeout=5,
        max_transaction_retry_time=0,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )
    with driver:
        try:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
                password=password,
                database_="system",
            )
        except (DriverError, TransientError):
            return False
    return True


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _log(home: Path) -> str:
    """Everything the server and its virtual machine have said so far."""
    files = (home / "console.log", home / "logs" / "neo4j.log")
    return "".join(path.read_text("utf-8", "replace") for path in files if path.exists())
