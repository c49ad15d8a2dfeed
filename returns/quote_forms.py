"""Quotes on an item's page: made, answered, withdrawn, settled (L4)."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from returns.labels import LINE_LABELS, LINE_PROBLEMS, UNDER_WARRANTY
from returns.models import Quote, QuoteLine
from returns.policies import Remedy
from returns.policies.quotes import LARGEST_QUANTITY, LineKind, NewLine, QuoteState
from returns.policies.states import Step
from returns.remedy_selectors import repaired_before_item
from returns.row_forms import RowForm, RowsForm, rows_of
from returns.step_forms import StepForm, reason, words
from servicedesk.templatetags.desk import money
from servicedesk.yuan import YuanField
from tickets.labels import CHANNEL_LABELS

ANSWERS = {
    "accepted": pgettext_lazy("answer to a quote", "accepted"),
    "refused": pgettext_lazy("answer to a quote", "refused"),
}


class LineRow(RowForm):
    """A line of a quote. A price alone will do: the line is then called after its kind."""

    preset = ("kind", "quantity")
    kind = forms.ChoiceField(label=_("Kind"), choices=list(LINE_LABELS.items()), required=False)
    text = words(_("What for"), most=QuoteLine._meta.get_field("text").max_length, required=False)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=LARGEST_QUANTITY, required=False)
    price = YuanField(label=_("Price of one"), required=False)

    def clean(self):
        filled = super().clean()
        if filled.get("text") and filled.get("price") is None and "price" not in self.errors:
            self.add_error("price", LINE_PROBLEMS["line.price"])
        return filled

    @property
    def line(self) -> NewLine:
        told = self.cleaned_data
        kind = told["kind"] or LineKind.OTHER.value
        text = told["text"] or str(LINE_LABELS[kind])
        return NewLine(kind=kind, text=text, price=told["price"], quantity=told["quantity"] or 1)


_KINDS = (LineKind.LABOUR, *[LineKind.PART] * 4, LineKind.VISIT, *[LineKind.OTHER] * 4)
LineRows = rows_of(LineRow, shown=len(_KINDS), presets=tuple({"kind": kind.value, "quantity": 1} for kind in _KINDS))
SHOWN_AT_ONCE = 6


class QuoteForm(RowsForm):
    """What the repair would cost, line by line."""

    step = Step.QUOTE
    body = "returns/_quote_form.html"
    prefix_of_rows, rows_class = "lines", LineRows
    message = words(_("Note to the customer"), most=Quote._meta.get_field("note").max_length, required=False)

    @property
    def makes_sense(self) -> bool:
        item = self.item
        return item.remedy == Remedy.REPAIR and not item.repair_is_free and item.standing_quote is None

    @property
    def intro(self):
        choice = self.item.choice
        before = None if choice and choice.overruled else repaired_before_item(self.item)
        return UNDER_WARRANTY % {"no": before.item_no, "day": before.until.isoformat()} if before else ""

    @property
    def first_rows(self) -> list[LineRow]:
        return self.rows.forms[:SHOWN_AT_ONCE]

    @property
    def more_rows(self) -> list[LineRow]:
        return self.rows.forms[SHOWN_AT_ONCE:]

    @property
    def more_are_used(self) -> bool:
        """Whether something stands in the rows that are folded away."""
        return self.is_bound and any(row.has_changed() for row in self.more_rows)

    def values(self) -> dict:
        return super().values() | {"lines": [row.line for row in self.filled]}


class OfQuoteForm(StepForm):
    """A step on the quote that the page showed."""

    quote_no = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.quote = self.item.standing_quote
        self.initial["quote_no"] = self.quote.quote_no if self.quote else ""

    @property
    def intro(self):
        if self.quote is None:
            return ""
        return _("Quote %(no)s: %(total)s") % {"no": self.quote.quote_no, "total": money(self.quote.total)}


class AnswerQuoteForm(OfQuoteForm):
    """What the customer said to the quote, who said it, and how."""

    step = Step.ANSWER_QUOTE
    accepted = forms.TypedChoiceField(
        label=_("The customer's answer"),
        choices=[("", "—"), *ANSWERS.items()],
        coerce=lambda value: value == "accepted",
    )
    answered_how = forms.ChoiceField(label=_("How"), choices=list(CHANNEL_LABELS.items()))
    answered_by = words(_("Who answered for the customer"), most=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.user.may("see_customer"):
            self.initial["answered_by"] = (self.item.customer.contact or self.item.customer.name)[:60]

    @property
    def makes_sense(self) -> bool:
        return self.quote is not None and self.quote.state == QuoteState.OPEN


class WithdrawQuoteForm(OfQuoteForm):
    """Why the quote is taken back."""

    step = Step.WITHDRAW_QUOTE
    reason = reason()

    @property
    def makes_sense(self) -> bool:
        return self.quote is not None and self.quote.settled_at is None


class SettleQuoteForm(StepForm):
    """What each line came to in the end, at most what was accepted, and the discount."""

    step = Step.SETTLE_QUOTE
    body = "returns/_settle_form.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.quote = self.item.standing_quote
        self.lines = list(self.quote.lines.all()) if self.quote else []
        for line in self.lines:
            known = line.amount if line.charged is None else line.charged
            self.fields[f"charged_{line.position}"] = field = YuanField(label=line.text, initial=known)
            field.widget.attrs["class"] = "form-control"
        discount = self.quote.discount if self.quote else Decimal("0.00")
        self.fields["discount"] = YuanField(label=_("Discount"), initial=discount)
        self.fields["discount"].widget.attrs["class"] = "form-control"

    @property
    def makes_sense(self) -> bool:
        """Also while finance has not collected yet: the list can be made again."""
        quote = self.quote
        return quote is not None and quote.state == QuoteState.ACCEPTED and (not quote.settled_at or self.item.out > 0)

    @property
    def charges(self) -> list[tuple]:
        """(line, its field) in order."""
        return [(line, self[f"charged_{line.position}"]) for line in self.lines]

    def values(self) -> dict:
        told = super().values()
        charged = {line.position: told.pop(f"charged_{line.position}") for line in self.lines}
        return told | {"charged": charged}
