"""Starts other programs so that none of them outlives this one, however it ends.

Three safeguards: `close()` on an orderly end; a watcher process that sees its pipe break when this process is
killed; and on Linux the kernel's signal to the child, which works even without the watcher.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
WATCHER = Path(__file__).with_name("watch.py")


def _told_of_parents_death(sign: int) -> Callable[[], None] | None:
    """What a child does before it becomes the program: asks the kernel for `sign` when its parent dies."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask():
        prctl(PR_SET_PDEATHSIG, sign)
        if os.getppid() != parent:
            os._exit(1)  # it died in between

    return ask


class Family:
    """The programs and temporary folders of this process. Use it as a context, or `close()` it."""

    def __init__(self):
        self.children: list[subprocess.Popen] = []
        self.folders: list[Path] = []
        self._watcher = subprocess.Popen(
            [sys.executable, "-I", "-S", str(WATCHER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            cwd="/",
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _tell(self, line: str):
        with contextlib.suppress(BrokenPipeError, ValueError):
            self._watcher.stdin.write(line + "\n")
            self._watcher.stdin.flush()

    def folder(self, prefix: str) -> Path:
        """A private temporary folder that goes when the family goes."""
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        self.folders.append(folder)
        self._tell(f"={folder}")
        return folder

    def start(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | str | None = None,
        user: str | None = None,
        polite: int = signal.SIGTERM,
        farewell: int = signal.SIGTERM,
        **streams,
    ) -> subprocess.Popen:
        """Starts a program in a process group of its own; `user` (root only) runs it as that person.

        `polite` asks it to end on an orderly end, `farewell` is what the kernel sends it when this process dies.
        """
        identity = {}
        if user is not None:
            import pwd

            entry = pwd.getpwnam(user)
            identity = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        child = subprocess.Popen(
            argv,
            env=env,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_told_of_parents_death(farewell),
            **{"stdin": subprocess.DEVNULL, **streams},
            **identity,
        )
        child.polite = polite
        self.children.append(child)
        self._tell(f"+{child.pid}")
        return child

    def reaped(self, child: subprocess.Popen):
        """Forgets a child that has ended, and ends what it may have left behind in its group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        if child in self.children:
            self.children.remove(child)
            self._tell(f"-{child.pid}")

    def stop(self, *children: subprocess.Popen, sign: int | None = None, patience: float = 10):
        """Asks the children to end (with `sign`, or as politely as each likes), waits for them, kills what stays."""
        for child in children:
            if child.poll() is None:
                child.send_signal(sign or child.polite)
        for child in children:
            try:
                child.wait(patience)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
            self.reaped(child)

    def close(self):
        """Stops every child, the last started first, and removes the folders."""
        while self.children:
            self.stop(self.children[-1])
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(BrokenPipeError):
            self._watcher.stdin.close()
        self._watcher.wait()
