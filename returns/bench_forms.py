"""The bench: giving goods to a technician, repaired or not, taken back untreated, sent to an outside repairer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from returns.form_fields import yes_or_no
from returns.models import OutsideRepair, RepairPart
from returns.policies import Remedy
from returns.policies.quotes import NewPart, work_may_start
from returns.policies.states import Step
from returns.row_forms import RowForm, RowsForm, rows_of
from returns.step_forms import StepForm, reason, words
from servicedesk.clock import local_date
from servicedesk.forms import DateInput
from staff.policies import Role
from tickets.forms import PersonField
from tickets.policies import Status
from tickets.queue_selectors import technicians_on

THEN = {
    "choose": pgettext_lazy("not repairable", "choose another remedy"),
    "ready": pgettext_lazy("not repairable", "back to the customer as it came"),
}


def _then() -> forms.TypedChoiceField:
    """What becomes of goods that cannot be repaired; True where they go back as they came."""
    return forms.TypedChoiceField(
        label=_("What then"),
        choices=list(THEN.items()),
        initial="choose",
        coerce=lambda value: value == "ready",
        empty_value=False,
    )


class GiveToTechnicianForm(StepForm):
    """Who has the goods from now on: the technician of their job first, else oneself."""

    step = Step.GIVE_TO_TECHNICIAN
    to = PersonField(None, label=_("Technician"), empty_label=_("Choose a technician"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = technicians_on(local_date(self.now))
        job = self.item.job
        if job is not None and job.status == Status.TAKEN:
            self.initial["to"] = job.technician_id
        elif Role.TECHNICIAN in self.user.roles:
            self.initial["to"] = self.user.pk

    @property
    def makes_sense(self) -> bool:
        return not self.item.is_ours


class PartRow(RowForm):
    """A part that was put in, and the one that came out."""

    name = words(_("Part"), most=RepairPart._meta.get_field("name").max_length, required=False)
    old_serial = words(_("Serial number taken out"), most=60, required=False)
    new_serial = words(_("Serial number put in"), most=60, required=False)

    def clean(self):
        filled = super().clean()
        if any(filled.values()) and not filled.get("name"):
            self.add_error("name", _("Say which part it is."))
        return filled


PartRows = rows_of(PartRow, shown=4)


class RepairedForm(RowsForm):
    """What was done, which parts were put in; and the person's own job of these goods, if it is over with them."""

    step = Step.REPAIRED
    body = "returns/_repaired_form.html"
    prefix_of_rows, rows_class = "parts", PartRows
    work_done = words(_("What was done"), most=500, rows=2)
    close_job = forms.BooleanField(label=_("Close the job as solved too"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        job = self.item.job
        if job is None or job.status != Status.TAKEN or job.technician_id != self.user.pk or job.out:
            del self.fields["close_job"]
        else:
            self.initial["close_job"] = not job.items.in_house().exclude(pk=self.item.pk).exists()

    @property
    def makes_sense(self) -> bool:
        quote = self.item.standing_quote
        return self.item.remedy == Remedy.REPAIR and work_may_start(
            free=self.item.repair_is_free, quote_state=quote.state if quote else ""
        )

    def values(self) -> dict:
        return super().values() | {"parts": [NewPart(**row.cleaned_data) for row in self.filled]}


class UnrepairableForm(StepForm):
    """Why it cannot be repaired, and what becomes of it."""

    step = Step.UNREPAIRABLE
    ready = _then()
    reason = reason(_("Why"))


class WithdrawForm(StepForm):
    """Why the customer takes it back untreated."""

    step = Step.WITHDRAW
    reason = reason()


class SendOutsideForm(StepForm):
    """Who repairs it, and until when."""

    step = Step.SEND_OUTSIDE
    repairer = words(_("Repairer"), most=100)
    phone = words(_("Phone"), most=40, required=False)
    expected_on = forms.DateField(label=_("Expected back on"), widget=DateInput, required=False)
    message = words(_("Note"), most=140, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expected_on"].widget.attrs["min"] = local_date(self.now).isoformat()

    @property
    def makes_sense(self) -> bool:
        return self.item.remedy == Remedy.REPAIR


class BackFromOutsideForm(StepForm):
    """Repaired or not, and what the repairer is paid."""

    step = Step.BACK_FROM_OUTSIDE
    repaired = yes_or_no(_("Repaired"))
    cost = OutsideRepair._meta.get_field("cost").formfield(required=True)
    ready = _then()
    message = words(_("Note"), most=140, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cost"].help_text = _("0 where he charges nothing; finance pays him (A5)")
        self.fields["ready"].label = _("What then, if it is not repaired")

    @property
    def makes_sense(self):
        return any(each.back_at is None for each in self.item.outside_repairs.all())

    @property
    def intro(self):
        quote = self.item.standing_quote
        if self.item.repair_is_free or quote is not None:
            return ""
        return _("No quote stands. Without one that the customer has accepted he pays nothing for this repair (L4).")
