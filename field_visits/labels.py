"""What the words of a visit are called on the screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from field_visits.policies import (
    STATES,
    Channel,
    Conduct,
    Means,
    Need,
    Result,
    ShoeCovers,
    SiteKind,
    State,
    Step,
    Verdict,
)
from field_visits.policies.hints import Sign
from field_visits.policies.spares import UnitState
from field_visits.policies.timing import Lateness

STATE_LABELS = {
    State.AGREED.value: pgettext_lazy("visit", "Agreed"),
    State.OUT.value: pgettext_lazy("visit", "On the way"),
    State.ON_SITE.value: pgettext_lazy("visit", "At the customer's"),
    State.FILED.value: pgettext_lazy("visit", "Receipt filed"),
    State.CANCELLED.value: pgettext_lazy("visit", "Cancelled"),
}
# (word, colour, icon) of each state, for the badge.
STATE_BADGES = {state.value: (STATE_LABELS[state.value], meta.badge, meta.icon) for state, meta in STATES.items()}
SITE_KIND_LABELS = {
    SiteKind.HOME_SINGLE.value: pgettext_lazy("site", "Home, one machine"),
    SiteKind.OFFICE_SINGLE.value: pgettext_lazy("site", "Office, one machine"),
    SiteKind.NETWORK.value: pgettext_lazy("site", "Ordinary network"),
    SiteKind.NET_CAFE.value: pgettext_lazy("site", "Net café"),
}
RESULT_LABELS = {
    Result.SOLVED.value: pgettext_lazy("result", "Solved"),
    Result.TAKEN_BACK.value: pgettext_lazy("result", "Taken back"),
    Result.SECOND_VISIT.value: pgettext_lazy("result", "Second visit"),
    Result.NOT_SOLVED.value: pgettext_lazy("result", "Not solved"),
}
VERDICT_LABELS = {
    Verdict.SATISFIED.value: pgettext_lazy("verdict", "Satisfied"),
    Verdict.DISSATISFIED.value: pgettext_lazy("verdict", "Dissatisfied"),
}
VERDICT_BADGES = {
    Verdict.SATISFIED.value: ("success", "hand-thumbs-up"),
    Verdict.DISSATISFIED.value: ("danger", "hand-thumbs-down"),
    "": ("secondary", "dash-circle"),
}
NO_VERDICT = pgettext_lazy("verdict", "No verdict")
SHOE_COVERS_LABELS = {
    ShoeCovers.YES.value: pgettext_lazy("shoe covers", "Worn"),
    ShoeCovers.NO.value: pgettext_lazy("shoe covers", "Not worn"),
    ShoeCovers.NA.value: pgettext_lazy("shoe covers", "Not called for"),
}
CHANNEL_LABELS = {
    Channel.OWN_PHONE.value: _("on the customer's own phone"),
    Channel.THIS_SCREEN.value: _("on the technician's screen"),
}
MEANS_LABELS = {
    Means.BUS.value: pgettext_lazy("means of travel", "Bus or metro"),
    Means.TAXI.value: pgettext_lazy("means of travel", "Taxi"),
    Means.OWN.value: pgettext_lazy("means of travel", "Own vehicle"),
    Means.COMPANY.value: pgettext_lazy("means of travel", "Company vehicle"),
    Means.FOOT.value: pgettext_lazy("means of travel", "On foot"),
    Means.OTHER.value: pgettext_lazy("means of travel", "Other"),
}
NEED_LABELS = {
    Need.CUSTOMER.value: pgettext_lazy("receipt", "Customer"),
    Need.CONTACT.value: pgettext_lazy("receipt", "Contact"),
    Need.ADDRESS.value: pgettext_lazy("receipt", "Address"),
    Need.MACHINE.value: pgettext_lazy("receipt", "Machine, or how many"),
    Need.SITE_KIND.value: pgettext_lazy("receipt", "Kind of site"),
    Need.DOMAIN.value: pgettext_lazy("receipt", "Hardware or software"),
    Need.FAULT.value: pgettext_lazy("receipt", "Fault found"),
    Need.WORK_DONE.value: pgettext_lazy("receipt", "Work done"),
    Need.RESULT.value: pgettext_lazy("receipt", "Result"),
    Need.ARRIVED_AT.value: pgettext_lazy("receipt", "Time of arrival"),
    Need.LEFT_AT.value: pgettext_lazy("receipt", "Time of departure"),
    Need.SIGNATURE.value: pgettext_lazy("receipt", "Customer's verdict and signature"),
    Need.REPORT.value: pgettext_lazy("receipt", "Report to the service manager (V4)"),
    Need.NEXT_AT.value: pgettext_lazy("receipt", "Time of the second visit (B3)"),
    Need.TAKEN.value: pgettext_lazy("receipt", "What was taken back (B3)"),
}
CONDUCT_LABELS = {
    Conduct.NO_COVERS.value: pgettext_lazy("conduct", "no shoe covers"),
    Conduct.ATE.value: pgettext_lazy("conduct", "ate"),
    Conduct.DRANK.value: pgettext_lazy("conduct", "drank"),
    Conduct.SMOKED.value: pgettext_lazy("conduct", "smoked"),
}
LATENESS_BADGES = {
    Lateness.AHEAD.value: (pgettext_lazy("visit time", "Ahead"), "secondary", "clock"),
    Lateness.IN_TIME.value: (pgettext_lazy("visit time", "In time"), "success", "check-circle"),
    Lateness.EXPLAINED.value: (pgettext_lazy("visit time", "Delay explained"), "info", "chat-left-text"),
    Lateness.LATE.value: (pgettext_lazy("visit time", "Late"), "danger", "exclamation-octagon"),
}
SIGN_LABELS = {
    Sign.SAME_SIGNATURE.value: _("The signature is to the last point the same as that of %(other)s."),
    Sign.QUICK_VERDICT.value: _("The customer's word came %(seconds)s seconds from the filing."),
    Sign.OVERLAP.value: _("At the same time as %(other)s."),
    Sign.ARRIVED_FIRST.value: _("Arrived before the departure was reported."),
    Sign.NO_DEPARTURE.value: _("No departure was reported (V1)."),
    Sign.IMPOSSIBLE_TRAVEL.value: _("Arrived %(minutes)s minutes after leaving another customer (%(other)s)."),
    Sign.CHANGED_AFTER_WORD.value: _("The receipt says something else than what the customer signed."),
    Sign.FILED_LATE.value: _("Filed %(hours)s hours after leaving."),
}
UNIT_LABELS = {
    UnitState.IN_POOL.value: pgettext_lazy("spare unit", "In the pool"),
    UnitState.ON_LOAN.value: pgettext_lazy("spare unit", "On loan"),
    UnitState.WITHDRAWN.value: pgettext_lazy("spare unit", "Withdrawn"),
}
UNIT_BADGES = {
    UnitState.IN_POOL.value: ("success", "box"),
    UnitState.ON_LOAN.value: ("info", "arrow-up-right-square"),
    UnitState.WITHDRAWN.value: ("secondary", "x-circle"),
}
STEP_LABELS = {
    Step.MOVE.value: (_("Move the appointment"), _("Move"), "calendar2-range"),
    Step.CANCEL.value: (_("Cancel the visit"), _("Cancel the visit"), "x-circle"),
    Step.TURN_BACK.value: (_("Turned back"), _("Back to the plan"), "arrow-return-left"),
    Step.REPORT.value: (_("Report to the service manager (V4)"), _("Report"), "megaphone"),
}
DONE_LABELS = {
    Step.MOVE.value: _("The appointment is moved."),
    Step.CANCEL.value: _("The visit is cancelled."),
    Step.EXPLAIN.value: _("Noted: the delay is explained to the customer."),
    Step.DEPART.value: _("The departure is reported."),
    Step.TURN_BACK.value: _("Noted. The visit is in the plan again."),
    Step.ARRIVE.value: _("The arrival is noted."),
    Step.NOTE.value: _("Saved."),
    Step.REPORT.value: _("Reported to the service manager."),
    Step.CORRECT.value: _("Corrected. The earlier version is kept beside it."),
    Step.HAND_IN.value: _("Signed: the money is with finance."),
}
