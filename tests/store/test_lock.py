import pytest

from graphx.errors import WorkspaceLockedError
from graphx.store.lock import FileLock, lock_for_writing
from tests import running

_FORK = """
import os, signal, sys
from pathlib import Path
from graphx.store.lock import lock_for_writing
lock = lock_for_writing(Path(sys.argv[1]), "parent")
if os.fork() == 0:
    os.write(1, b"child\\n")
    sys.stdin.read()
    os._exit(0)
signal.pause()
"""


def test_a_worker_that_outlives_its_killed_parent_holds_no_lock(tmp_path):
    with running.python(_FORK, str(tmp_path)) as parent:
        assert parent.stdout.readline() == b"child\n"
        with pytest.raises(WorkspaceLockedError, match=f"process {parent.pid} "):
            lock_for_writing(tmp_path, "second")
        parent.kill()
        parent.wait()
        lock_for_writing(tmp_path, "second").release()


def test_readers_share_and_a_writer_waits_for_all(tmp_path):
    path = tmp_path / "file"
    path.write_text("")
    first = FileLock.acquire(path, shared=True, wait=False)
    second = FileLock.acquire(path, shared=True, wait=False)
    first.release()
    with pytest.raises(BlockingIOError):
        FileLock.acquire(path, shared=False, wait=False)
    second.release()
    second.release()
    FileLock.acquire(path, shared=False, wait=False).release()


def test_a_lock_knows_when_its_file_was_replaced(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")
    lock = FileLock.acquire(path, shared=True, wait=False)
    assert lock.still_names(path)
    (tmp_path / "new").write_text("new")
    (tmp_path / "new").replace(path)
    assert not lock.still_names(path)
    path.unlink()
    assert not lock.still_names(path)
    lock.release()


@pytest.mark.parametrize("note", ["", "{", "[]", '{"pid": 1}', "\x00"])
def test_an_unreadable_note_still_refuses_with_a_sentence(tmp_path, note):
    lock = lock_for_writing(tmp_path, "first")
    (tmp_path / "lock").write_text(note)
    with pytest.raises(WorkspaceLockedError, match="another process"):
        lock_for_writing(tmp_path, "second")
    lock.release()
