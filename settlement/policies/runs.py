"""The states of long work."""

from enum import StrEnum


class RunKind(StrEnum):
    """What is done: a month looked at as it stands, closed, or written into a workbook."""

    PREVIEW = "preview"
    CLOSE = "close"
    EXPORT = "export"


class RunState(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


OPEN = (RunState.WAITING, RunState.RUNNING)

# Colour and icon of each state.
RUN_BADGES: dict[RunState, tuple[str, str]] = {
    RunState.WAITING: ("warning", "hourglass-split"),
    RunState.RUNNING: ("info", "arrow-repeat"),
    RunState.DONE: ("success", "check-circle"),
    RunState.REFUSED: ("danger", "x-octagon"),
    RunState.FAILED: ("danger", "exclamation-triangle"),
}
