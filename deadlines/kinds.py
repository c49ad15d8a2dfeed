"""The one table of all kinds of deadlines (D1–D9). A new kind is one entry here; what opens and ends it calls the
services with its code."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.policies import Tier
from deadlines.policies import Stage
from deadlines.policies.plans import Step, Told
from deadlines.policies.times import Span
from rulebook.policies import Unit
from staff.policies import Action


@dataclass(frozen=True)
class Kind:
    """A kind of deadline.

    `page` is the URL name of the page on which it is met, asked with the number of its thing; `step` opens the form
    there. `pausable` says that we may wait for the customer in it (D10), `only_in_time` that `todo` helps nobody any
    more once it is missed.
    """

    rule: str
    subject: str
    words: object
    todo: object
    icon: str
    span: Span
    steps: tuple[Step, ...]
    page: str
    step: str = ""
    pausable: bool = False
    by_id: bool = False
    only_in_time: bool = False

    def key_of(self, number: str, subject_id: int) -> str:
        """What the page of a thing is asked with: its number, or its id."""
        return str(subject_id) if self.by_id else number

    def address(self, number: str, subject_id: int) -> str:
        """The page of the thing, with the form open by which the deadline is met."""
        return reverse(self.page, args=[self.key_of(number, subject_id)]) + (f"?step={self.step}" if self.step else "")

    @property
    def works_by_calendar(self) -> bool:
        """Whether the working-day calendar has a say in it."""
        return self.span.unit(Tier.OTHER) == Unit.WORKING_DAYS


LOOK = pgettext_lazy("to do", "Open")  # nothing to do but to see the thing
_HOURS_AHEAD = timedelta(hours=4)
_OWNER, _ROLE, _SERVICE, _COMPANY = Told.OWNER, Told.ROLE, Told.SERVICE_MANAGER, Told.COMPANY_MANAGER
_MISSED = Step(Stage.MISSED, (_OWNER,))
_TO_SERVICE = Step(Stage.ESCALATED, (_SERVICE,))

KINDS: dict[str, Kind] = {
    "answer": Kind(
        rule="D1",
        subject="job",
        words=_("Answer to the customer"),
        todo=pgettext_lazy("to do", "Answer"),
        icon="telephone-outbound",
        span=Span("answer_hours"),
        steps=(Step(Stage.WARN, (_OWNER,), before=_HOURS_AHEAD), _MISSED, _TO_SERVICE),
        page="tickets:job",
        step="answer",
        pausable=True,
    ),
    "supplier": Kind(
        rule="D2",
        subject="trip",
        words=_("Supplier confirms receipt"),
        todo=pgettext_lazy("to do", "Ask the supplier"),
        icon="truck",
        span=Span("supplier_confirm_days", clock="supplier_confirm_due"),
        steps=(
            Step(Stage.DUE, (_OWNER, _ROLE), on_day="supplier_confirm_days", clock="supplier_confirm_opens"),
            Step(Stage.MISSED, (_OWNER, _ROLE)),
            _TO_SERVICE,
        ),
        page="returns:item",
    ),
    "spare": Kind(
        rule="D3",
        subject="item",
        words=_("Solved, or a spare unit lent"),
        todo=pgettext_lazy("to do", "Lend a spare unit"),
        icon="pc-display",
        span=Span("spare_days"),
        steps=(Step(Stage.WARN, (_OWNER,), days_before="spare_warn_days"), _MISSED, _TO_SERVICE),
        page="returns:item",
        pausable=True,
    ),
    "goods_back": Kind(
        rule="D4",
        subject="item",
        words=_("Goods back, or explained"),
        todo=pgettext_lazy("to do", "Explain"),
        icon="box-seam",
        span=Span("return_days"),
        steps=(
            Step(Stage.WARN, (_OWNER,), on_day="return_warn_first_days"),
            Step(Stage.WARN_AGAIN, (_OWNER,), on_day="return_warn_second_days"),
            _MISSED,
            _TO_SERVICE,
        ),
        page="returns:item",
        step="explain",
        pausable=True,
    ),
    "goods_late": Kind(
        rule="D5",
        subject="item",
        words=_("Goods long overdue"),
        todo=pgettext_lazy("to do", "Explain"),
        icon="box-seam",
        span=Span("return_late_days"),
        steps=(_MISSED, Step(Stage.ESCALATED, (_SERVICE, _COMPANY))),
        page="returns:item",
        step="explain",
        pausable=True,
    ),
    "handover": Kind(
        rule="D6",
        subject="handover",
        words=_("Hand-over signed"),
        todo=pgettext_lazy("to do", "Sign"),
        icon="arrow-left-right",
        span=Span("handover_days"),
        steps=(Step(Stage.MISSED, (_ROLE,)), _TO_SERVICE),
        page="returns:handover",
        by_id=True,
    ),
    "told_ready": Kind(
        rule="D6",
        subject="item",
        words=_("Ready goods delivered, or the customer told"),
        todo=pgettext_lazy("to do", "Tell the customer"),
        icon="bag-check",
        span=Span("handover_days"),
        steps=(_MISSED, _TO_SERVICE),
        page="returns:item",
        step="tell_ready",
    ),
    "arrival": Kind(
        rule="D7",
        subject="visit",
        words=_("At the customer's at the agreed time"),
        todo=pgettext_lazy("to do", "Explain the delay"),
        icon="geo-alt",
        span=Span("visit_grace_minutes"),
        steps=(Step(Stage.WARN, (_OWNER,), before=timedelta(minutes=45), ahead=True), _MISSED, _TO_SERVICE),
        page="visits:visit",
        step="delay",
        only_in_time=True,
    ),
    "onsite": Kind(
        rule="D8",
        subject="visit",
        words=_("Technician on site"),
        todo=pgettext_lazy("to do", "Arrange the visit"),
        icon="signpost",
        span=Span("onsite_hours_{tier}"),
        steps=(Step(Stage.WARN, (_OWNER, _SERVICE), before=_HOURS_AHEAD), _MISSED, _TO_SERVICE),
        page="visits:visit",
        pausable=True,
    ),
    "complaint_answer": Kind(
        rule="D9",
        subject="complaint",
        words=_("Complaint answered"),
        todo=pgettext_lazy("to do", "Answer"),
        icon="chat-left-quote",
        span=Span("complaint_answer_hours"),
        steps=(Step(Stage.WARN, (_OWNER,), before=_HOURS_AHEAD), _MISSED, _TO_SERVICE),
        page="complaints:complaint",
        step="answer",
        pausable=True,
    ),
    "complaint_check": Kind(
        rule="D9",
        subject="complaint",
        words=_("Complaint checked"),
        todo=pgettext_lazy("to do", "Record the check"),
        icon="search",
        span=Span("complaint_check_days"),
        steps=(Step(Stage.WARN, (_OWNER,), before=timedelta(hours=15)), _MISSED, _TO_SERVICE),
        page="complaints:complaint",
        step="check",
        pausable=True,
    ),
}
# Whose page it is: people see the deadlines of what they may see.
SEEN_WITH = {
    "job": Action.SEE_QUEUE,
    "item": Action.SEE_GOODS,
    "trip": Action.SEE_GOODS,
    "handover": Action.SEE_HANDOVERS,
    "visit": Action.SEE_VISITS,
    "complaint": Action.SEE_COMPLAINTS,
}
# Of what not everybody sees everybody's: those who may not see theirs, which they own.
EVERYBODYS_SEEN_WITH = {"visit": Action.SEE_EVERY_VISIT}
KIND_LABELS = {code: kind.words for code, kind in KINDS.items()}
