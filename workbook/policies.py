"""The states of an import."""

from enum import StrEnum


class State(StrEnum):
    """Where an uploaded workbook is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


# Colour and icon of each state.
BADGES: dict[str, tuple[str, str]] = {
    State.WAITING: ("warning", "hourglass-split"),
    State.RUNNING: ("info", "arrow-repeat"),
    State.DONE: ("success", "check-circle"),
    State.REFUSED: ("danger", "x-octagon"),
    State.FAILED: ("danger", "exclamation-triangle"),
}
