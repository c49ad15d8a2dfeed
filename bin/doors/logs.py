"""Keeps what the children say: bounded files in DATA_DIR/logs, filled by the one process that stays."""

import logging.handlers
import os
import selectors
import subprocess
from pathlib import Path

LARGEST = 5 * 1024 * 1024
KEPT = 3


class Logs:
    """One file a child. Call `take` often; it waits up to the timeout for words and writes them down."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self._selector = selectors.DefaultSelector()

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def follow(self, name: str, child: subprocess.Popen):
        """Writes down what the child says on its stdout from now on."""
        os.set_blocking(child.stdout.fileno(), False)
        file = logging.handlers.RotatingFileHandler(
            self.path(name), maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="replace"
        )
        file.terminator = ""
        self._selector.register(child.stdout, selectors.EVENT_READ, file)

    def take(self, timeout: float):
        """Writes down what has been said, after waiting up to `timeout` seconds for some of it."""
        for key, _events in self._selector.select(timeout):
            words = key.fileobj.read(65536)
            if words:
                text = words.decode("utf-8", "replace")
                key.data.handle(logging.LogRecord("desk", logging.INFO, "", 0, text, None, None))
            elif words == b"":
                self._selector.unregister(key.fileobj)
                key.data.close()
                key.fileobj.close()

    def tail(self, name: str, lines: int = 12) -> str:
        """The last lines of a log."""
        try:
            return "\n".join(self.path(name).read_text("utf-8", "replace").splitlines()[-lines:])
        except OSError:
            return ""
