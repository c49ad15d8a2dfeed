"""The steps of an item's page: for each its form and its service, in the order in which the page offers them."""

from collections.abc import Callable
from dataclasses import dataclass

from returns import services
from returns.basket_forms import (
    BackFromSupplierForm,
    IntoBasketForm,
    OutOfBasketForm,
    SupplierAskedForm,
    SupplierHasItForm,
)
from returns.bench_forms import (
    BackFromOutsideForm,
    GiveToTechnicianForm,
    RepairedForm,
    SendOutsideForm,
    UnrepairableForm,
    WithdrawForm,
)
from returns.correcting_forms import CorrectForm, ExplainForm
from returns.giving_forms import (
    FindForm,
    GiveBackForm,
    LoseForm,
    ScrapForm,
    TellReadyForm,
    UncollectedForm,
)
from returns.models import ReturnedItem
from returns.policies.states import Step
from returns.quote_forms import AnswerQuoteForm, QuoteForm, SettleQuoteForm, WithdrawQuoteForm
from returns.step_forms import StepForm
from tickets.writing import actions_of


@dataclass(frozen=True)
class Doing:
    """A step as it is done: the form that people fill in, and the service that takes its values."""

    form: type[StepForm]
    service: Callable


DOINGS: dict[Step, Doing] = {
    Step.ANSWER_QUOTE: Doing(AnswerQuoteForm, services.quote_answer),
    Step.SETTLE_QUOTE: Doing(SettleQuoteForm, services.quote_settle),
    Step.BACK_FROM_OUTSIDE: Doing(BackFromOutsideForm, services.item_back_from_outside),
    Step.TELL_READY: Doing(TellReadyForm, services.item_tell_ready),
    Step.GIVE_BACK: Doing(GiveBackForm, services.item_give_back),
    Step.FIND: Doing(FindForm, services.item_find),
    Step.BACK_FROM_SUPPLIER: Doing(BackFromSupplierForm, services.back_from_supplier),
    Step.SUPPLIER_HAS_IT: Doing(SupplierHasItForm, services.supplier_has_it),
    Step.SUPPLIER_ASKED: Doing(SupplierAskedForm, services.supplier_asked),
    Step.REPAIRED: Doing(RepairedForm, services.item_repaired),
    Step.QUOTE: Doing(QuoteForm, services.quote_make),
    Step.GIVE_TO_TECHNICIAN: Doing(GiveToTechnicianForm, services.item_give_to_technician),
    Step.SEND_OUTSIDE: Doing(SendOutsideForm, services.item_send_outside),
    Step.INTO_BASKET: Doing(IntoBasketForm, services.into_basket),
    Step.OUT_OF_BASKET: Doing(OutOfBasketForm, services.out_of_basket),
    Step.UNREPAIRABLE: Doing(UnrepairableForm, services.item_unrepairable),
    Step.WITHDRAW_QUOTE: Doing(WithdrawQuoteForm, services.quote_withdraw),
    Step.WITHDRAW: Doing(WithdrawForm, services.item_withdraw),
    Step.EXPLAIN: Doing(ExplainForm, services.item_explain),
    Step.CORRECT: Doing(CorrectForm, services.item_correct),
    Step.UNCOLLECTED: Doing(UncollectedForm, services.item_uncollected),
    Step.SCRAP: Doing(ScrapForm, services.item_scrap),
    Step.LOSE: Doing(LoseForm, services.item_lose),
}


def possible_forms(item: ReturnedItem, *, user, now, bound: StepForm | None = None) -> list[StepForm]:
    """The forms of the steps that this person may do to the item now; `bound` in its place where it was refused."""
    actions = actions_of(user)
    forms = []
    for step, doing in DOINGS.items():
        if item.refusal_for(step, actions) is not None:
            continue
        form = bound if bound and bound.step == step else doing.form(item=item, user=user, now=now)
        if form is bound or form.makes_sense:
            forms.append(form)
    return forms
