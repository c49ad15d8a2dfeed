"""Nothing that a door started outlives it, even when it is killed; its temporary folders go too."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from doors.family import Family
from doors.parts import servant
from tests.doors.conftest import ROOT, alive, descendants
from tests.support.services import wait_for

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"


def parent_with(code: str) -> subprocess.Popen:
    """A process that starts a family as the code says, prints a line and stays."""
    text = (
        f"import sys; sys.path.insert(0, 'bin')\nfrom doors.family import Family\nimport time\n{code}\ntime.sleep(600)"
    )
    return subprocess.Popen([sys.executable, "-c", text], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_killed_parent_takes_children_and_folders_along():
    parent = parent_with("f = Family(); f.start(['sleep', '600']); print(f.folder('desk-try-'), flush=True)")
    folder = Path(parent.stdout.readline().strip())
    children = descendants(parent.pid)
    assert folder.is_dir()
    assert len(children) == 2  # the sleeper and the watcher
    parent.kill()
    parent.wait()
    wait_for(lambda: not alive(children), seconds=10, what=f"for {children}")
    assert not folder.exists()


def test_the_watcher_alone_is_enough(monkeypatch):
    """Where the kernel sends no signal, as on macOS."""
    code = "import doors.family as d; d._told_of_parents_death = lambda sign: None; f = Family()"
    parent = parent_with(f"{code}; f.start(['sleep', '600']); print(flush=True)")
    parent.stdout.readline()
    children = descendants(parent.pid)
    parent.kill()
    parent.wait()
    wait_for(lambda: not alive(children), seconds=10, what=f"for {children}")


def test_the_kernel_alone_is_enough():
    """Where somebody killed the watcher first."""
    parent = parent_with("f = Family(); f.start(['sleep', '600']); f._watcher.kill(); print(flush=True)")
    parent.stdout.readline()
    children = descendants(parent.pid)
    parent.kill()
    parent.wait()
    wait_for(lambda: not alive(children), seconds=10, what=f"for {children}")


def test_a_child_that_does_not_listen_is_killed_with_its_own_children():
    with Family() as family:
        child = family.start([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE)
        child.stdout.readline()
        family.stop(child, patience=0.5)
        assert child.returncode == -signal.SIGKILL
        shell = family.start(["sh", "-c", "sleep 600 & echo $!; wait"], stdout=subprocess.PIPE, text=True)
        grandchild = int(shell.stdout.readline())
        family.stop(shell)
    wait_for(lambda: not alive({grandchild}), seconds=5)


def test_a_servant_has_no_rights_of_root():
    if os.geteuid() != 0:
        assert servant() is None  # there are no rights to drop
        return
    with Family() as family:
        child = family.start(["id", "-u"], user=servant(), stdout=subprocess.PIPE, cwd="/")
        assert child.wait() == 0
        assert int(child.stdout.read()) != 0
