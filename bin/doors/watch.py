"""Waits for the parent's end on stdin, then stops the process groups that are left and removes its folders.

Lines on stdin: "+group" (started), "-group" (reaped), "=/folder" (to be removed). A program of its own, in a
session of its own, so that neither Ctrl-C nor a kill of the parent takes it along.
"""

import os
import shutil
import signal
import sys
import time

PATIENCE = 15  # seconds between the polite signal and the last one


def _send(groups, sign):
    """Signals the groups; gives those that were still there."""
    left = set()
    for group in groups:
        try:
            os.killpg(group, sign)
            left.add(group)
        except ProcessLookupError:
            pass
        except PermissionError:
            left.add(group)
    return left


def main():
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    groups, folders = set(), []
    for line in sys.stdin:
        kind, value = line[0], line[1:].rstrip("\n")
        if kind == "+":
            groups.add(int(value))
        elif kind == "-":
            groups.discard(int(value))
        else:
            folders.append(value)
    groups = _send(groups, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while groups and time.monotonic() < deadline:
        time.sleep(0.1)
        groups = _send(groups, 0)
    _send(groups, signal.SIGKILL)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


main()
