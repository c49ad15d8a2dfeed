"""The words for what happens to a job."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from customers.labels import BRAND_CLASS_LABELS, TIER_LABELS
from records.history import changes, register
from servicedesk.clock import local
from tickets.labels import (
    CHANNEL_LABELS,
    DOMAIN_LABELS,
    OUTCOME_LABELS,
    PURPOSE_LABELS,
    SEVERITY_LABELS,
    TRIED_LABELS,
    WAY_LABELS,
)

COLUMN_LABELS = {
    "machine": _("Machine"),
    "domain": _("Fault domain"),
    "severity": _("Severity"),
    "purpose": _("Used for"),
    "brand_class": _("Brand or compatible"),
    "fault": _("Fault"),
    "repeat": _("Tried before"),
}


def _moment(text: str) -> str:
    """An instant kept as ISO text, as the shop's clock shows it."""
    return f"{local(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"


def _evidence(found: dict) -> str:
    """What T4 found, kept as {"tried", "job_no", "days"}."""
    return str(TRIED_LABELS[found["tried"]]) % found


def register_phrases():
    """Gives every code that the services of this app write its words."""
    columns = changes(
        COLUMN_LABELS,
        domain=DOMAIN_LABELS,
        severity=SEVERITY_LABELS,
        purpose=PURPOSE_LABELS,
        brand_class=BRAND_CLASS_LABELS,
    )
    register("job.opened", _("Logged"))
    register("job.opened_repeat", _("Logged as tried before and not solved (T4). %(found)s"), found=_evidence)
    register("job.opened_repeat_set", _("Logged as tried before and not solved. Reason: %(reason)s"))
    register(
        "job.way_against",
        _("How the customer is helped: %(way)s, against the advice (%(advised)s, %(rule)s). Reason: %(reason)s"),
        way=WAY_LABELS,
        advised=WAY_LABELS,
    )
    register("job.opened_first_set", _("Logged as coming for the first time. Reason: %(reason)s"))
    register("job.changed", _("Corrected. %(changed)s"), changed=columns)
    register("job.taken", _("Taken from the head of the queue"))
    register("job.assigned", _("Assigned to %(to)s. Reason: %(reason)s"))
    register("job.handed_over", _("Handed over from %(from)s to %(to)s. Reason: %(reason)s"))
    register("job.put_back", _("Put back into the queue from %(from)s. Reason: %(reason)s"))
    register("job.expedited", _("Expedited until %(until)s. Reason: %(reason)s"), until=_moment)
    register("job.expedite_over", _("The time of the expedite is over"))
    register("job.expedite_ended", _("Expedite ended early. Reason: %(reason)s"))
    register("job.closed", _("Closed: %(outcome)s. %(work_done)s"), outcome=OUTCOME_LABELS)
    register(
        "job.goods_left",
        _("Closed: %(outcome)s. Its goods have left the desk, and nobody had taken it: %(items)s"),
        outcome=OUTCOME_LABELS,
    )
    register("job.reopened", _("Reopened, so tried before and not solved (T4). Reason: %(reason)s"))
    register("job.repeat_set", _("Set to tried before and not solved. Reason: %(reason)s"))
    register("job.repeat_cleared", _("Set to coming for the first time. Reason: %(reason)s"))
    register("job.repeat_found", _("Found to be tried before and not solved (T4). %(found)s"), found=_evidence)
    register("job.answered", _("Answered the customer (%(channel)s): %(answer)s"), channel=CHANNEL_LABELS)
    register("job.answered_again", _("Told the customer more (%(channel)s): %(answer)s"), channel=CHANNEL_LABELS)
    register("job.tier_changed", _("Its place moved, for the customer's tier is now: %(tier)s"), tier=TIER_LABELS)
    register(
        "job.brand_changed",
        _("Its place moved, for its machine is now: %(brand_class)s"),
        brand_class=BRAND_CLASS_LABELS,
    )
