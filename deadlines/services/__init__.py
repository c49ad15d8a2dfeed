"""The only writers of deadlines."""

from deadlines.services.changing import deadlines_move, deadlines_revive, follow_tier, replan_span
from deadlines.services.daily import chase, chasers, day_end, morning
from deadlines.services.ending import deadlines_cancel, deadlines_explain, deadlines_meet
from deadlines.services.opening import New, deadlines_hold, deadlines_open, owner_tell
from deadlines.services.sweeping import sweep
from deadlines.services.waiting import deadline_pause, deadline_resume, deadlines_pause, deadlines_resume

__all__ = [
    "New",
    "chase",
    "chasers",
    "day_end",
    "deadline_pause",
    "deadline_resume",
    "deadlines_cancel",
    "deadlines_explain",
    "deadlines_hold",
    "deadlines_meet",
    "deadlines_move",
    "deadlines_open",
    "deadlines_pause",
    "deadlines_resume",
    "deadlines_revive",
    "follow_tier",
    "morning",
    "owner_tell",
    "replan_span",
    "sweep",
]
