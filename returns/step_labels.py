"""The words of the steps of an item's page."""

from django.utils.translation import gettext_lazy as _

from returns.policies.states import Step

# The steps of an item: what is offered, what the button says, the icon.
STEP_LABELS = {
    Step.CHOOSE: (_("Choose the remedy"), _("Choose"), "signpost-split"),
    Step.EXPLAIN: (_("Explain why it is not back yet"), _("Save the explanation"), "chat-left-text"),
    Step.CORRECT: (_("Correct what was registered"), _("Save"), "pencil"),
    Step.GIVE_TO_TECHNICIAN: (_("Give to a technician"), _("Hand the goods over"), "person-gear"),
    Step.QUOTE: (_("Make a quote"), _("Make the quote"), "receipt"),
    Step.ANSWER_QUOTE: (_("The customer's answer to the quote"), _("Save the answer"), "chat-left-dots"),
    Step.WITHDRAW_QUOTE: (_("Withdraw the quote"), _("Withdraw"), "file-earmark-x"),
    Step.SETTLE_QUOTE: (_("Settle the repair"), _("Make the settlement list"), "receipt-cutoff"),
    Step.INTO_BASKET: (_("Put into the faulty basket"), _("Put into the basket"), "basket"),
    Step.OUT_OF_BASKET: (_("Take out of the faulty basket"), _("Take out"), "basket2"),
    Step.SUPPLIER_HAS_IT: (_("The supplier has received it"), _("Save the confirmation"), "check2-square"),
    Step.SUPPLIER_ASKED: (_("Asked the supplier after it"), _("Asked today"), "telephone-outbound"),
    Step.BACK_FROM_SUPPLIER: (_("Back from the supplier"), _("Take it in"), "box-arrow-in-left"),
    Step.SEND_OUTSIDE: (_("Send to an outside repairer"), _("Send out"), "shop"),
    Step.BACK_FROM_OUTSIDE: (_("Back from the outside repairer"), _("Take it back in"), "box-arrow-in-left"),
    Step.REPAIRED: (_("Repaired"), _("It is repaired"), "tools"),
    Step.UNREPAIRABLE: (_("Not repairable"), _("It cannot be repaired"), "x-octagon"),
    Step.WITHDRAW: (_("The customer takes it back untreated"), _("Make it ready to take back"), "arrow-return-left"),
    Step.TELL_READY: (_("Tell the customer that it is ready"), _("Save"), "telephone"),
    Step.GIVE_BACK: (_("Give back"), _("Give back"), "bag-check"),
    Step.UNCOLLECTED: (_("Not collected"), _("Mark as not collected"), "hourglass-bottom"),
    Step.SCRAP: (_("Scrap with the customer's consent"), _("Scrap"), "trash"),
    Step.LOSE: (_("Report as lost"), _("Report the loss"), "question-octagon"),
    Step.FIND: (_("It has turned up again"), _("It is here again"), "search"),
}
# What is said once a step is done.
DONE_LABELS = {
    Step.CHOOSE: _("The remedy is chosen."),
    Step.EXPLAIN: _("The explanation is kept, and reported to the service manager."),
    Step.CORRECT: _("Saved."),
    Step.GIVE_TO_TECHNICIAN: _("The goods are with the technician."),
    Step.QUOTE: _("The quote is made. Tell the customer."),
    Step.ANSWER_QUOTE: _("The answer is kept."),
    Step.WITHDRAW_QUOTE: _("The quote is withdrawn."),
    Step.SETTLE_QUOTE: _("The settlement list is made; finance collects."),
    Step.INTO_BASKET: _("The goods are in the faulty basket."),
    Step.OUT_OF_BASKET: _("The goods are out of the basket."),
    Step.SUPPLIER_HAS_IT: _("The supplier's confirmation is kept."),
    Step.SUPPLIER_ASKED: _("Kept: asked today."),
    Step.BACK_FROM_SUPPLIER: _("The goods are back from the supplier."),
    Step.SEND_OUTSIDE: _("The goods are with the repairer."),
    Step.BACK_FROM_OUTSIDE: _("The goods are back from the repairer."),
    Step.REPAIRED: _("The goods are ready."),
    Step.UNREPAIRABLE: _("The goods are marked as not repairable."),
    Step.WITHDRAW: _("The goods are ready to be taken back."),
    Step.TELL_READY: _("Kept: the customer knows."),
    Step.GIVE_BACK: _("The goods are given back."),
    Step.UNCOLLECTED: _("The goods are marked as not collected."),
    Step.SCRAP: _("The goods are scrapped."),
    Step.LOSE: _("The loss is reported."),
    Step.FIND: _("The goods are here again."),
}
