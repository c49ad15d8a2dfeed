"""What the words of returned goods are called on the screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from returns.policies import (
    CAME_BACK_UNREPAIRED,
    CHARGE_CHANGED,
    ON_THE_BENCH,
    REMEDY_CHANGED,
    Condition,
    DeliveryKind,
    PaperKind,
    Proof,
    PublicState,
    Remedy,
)
from returns.policies.choices import LabelBasis
from returns.policies.handovers import Doing, HandOverState, Kind, Needs
from returns.policies.quotes import LineKind, OutsideState, QuoteState
from returns.policies.remedies import Buyer
from returns.policies.states import Finding, State, Where
from returns.policies.trips import ChaseState, Kept, TripOutcome, TripState, Wanted
from returns.policies.ways_back import (
    BOOKED,
    GOODS_LOST,
    GOODS_SCRAPPED,
    TURNED_UP,
    WAY_CHANGED,
    LinkKind,
    ShipWay,
    Told,
)
from servicedesk.yuan import OUT_OF_BOUNDS

CONDITION_LABELS = {
    Condition.INTACT.value: pgettext_lazy("condition", "Intact"),
    Condition.FAULTY.value: pgettext_lazy("condition", "Faulty"),
}
REMEDY_LABELS = {
    Remedy.REFUND.value: pgettext_lazy("remedy", "Refund"),
    Remedy.EXCHANGE.value: pgettext_lazy("remedy", "Exchange for another model"),
    Remedy.SWAP.value: pgettext_lazy("remedy", "Swap for a new one"),
    Remedy.REPAIR.value: pgettext_lazy("remedy", "Repair"),
}
DELIVERY_LABELS = {
    DeliveryKind.DELIVERED.value: pgettext_lazy("giving back", "Delivered"),
    DeliveryKind.COLLECTED.value: pgettext_lazy("giving back", "Collected"),
    DeliveryKind.SHIPPED.value: pgettext_lazy("giving back", "Shipped"),
}
# The ways as they are chosen when it is given back; a county/city agent's refund is handed to nobody.
WAY_LABELS = {**DELIVERY_LABELS, BOOKED: pgettext_lazy("giving back", "Booked to the agent's account")}
PROOF_BACK_LABELS = {"voucher": _("voucher taken back"), "signature": _("signed for")}
STATE_LABELS = {
    State.RECEIVED.value: pgettext_lazy("item", "Received"),
    State.CHOSEN.value: pgettext_lazy("item", "Remedy chosen"),
    State.HANDING_OVER.value: pgettext_lazy("item", "Being handed over"),
    State.WITH_TECHNICIAN.value: pgettext_lazy("item", "With a technician"),
    State.QUOTED.value: pgettext_lazy("item", "Quote with the customer"),
    State.BASKET.value: pgettext_lazy("item", "In the faulty basket"),
    State.AT_SUPPLIER.value: pgettext_lazy("item", "At the supplier"),
    State.OUTSIDE.value: pgettext_lazy("item", "Outside repair"),
    State.READY.value: pgettext_lazy("item", "Ready"),
    State.UNCOLLECTED.value: pgettext_lazy("item", "Not collected"),
    State.GIVEN_BACK.value: pgettext_lazy("item", "Given back"),
    State.LOST.value: pgettext_lazy("item", "Lost"),
    State.SCRAPPED.value: pgettext_lazy("item", "Scrapped"),
}
FINDING_LABELS = {
    Finding.REFUNDED.value: pgettext_lazy("what came of it", "Refunded"),
    Finding.EXCHANGED.value: pgettext_lazy("what came of it", "Exchanged for another model"),
    Finding.SWAPPED.value: pgettext_lazy("what came of it", "Swapped for a new one"),
    Finding.REPAIRED.value: pgettext_lazy("what came of it", "Repaired"),
    Finding.GOOD_UNIT.value: pgettext_lazy("what came of it", "Good unit from the supplier"),
    Finding.NEW_UNIT.value: pgettext_lazy("what came of it", "New unit from the supplier"),
    Finding.UNREPAIRABLE.value: pgettext_lazy("what came of it", "Not repairable"),
    Finding.SUPPLIER_REFUSED.value: pgettext_lazy("what came of it", "Refused by the supplier"),
    Finding.QUOTE_REFUSED.value: pgettext_lazy("what came of it", "Quote refused by the customer"),
    Finding.WITHDRAWN.value: pgettext_lazy("what came of it", "Taken back untreated"),
}
WHERE_LABELS = {
    Where.STATION.value: pgettext_lazy("where", "In the house"),
    Where.SUPPLIER.value: pgettext_lazy("where", "At the supplier"),
    Where.REPAIRER.value: pgettext_lazy("where", "At an outside repairer"),
    Where.CUSTOMER.value: pgettext_lazy("where", "With the customer"),
    Where.NOWHERE.value: pgettext_lazy("where", "No longer there"),
}
LABEL_BASIS_LABELS = {
    LabelBasis.KEEP.value: _("keeps its old dates"),
    LabelBasis.RESTART.value: _("starts afresh"),
}
# Reasons that the desk gives itself; every other reason is a person's own words.
DESK_REASONS = {
    REMEDY_CHANGED: _("Another remedy was chosen."),
    WAY_CHANGED: _("It goes back another way."),
    GOODS_LOST: _("The goods are lost."),
    GOODS_SCRAPPED: _("The goods are scrapped."),
    TURNED_UP: _("The goods have turned up again."),
    CHARGE_CHANGED: _("The settlement list was made again."),
    CAME_BACK_UNREPAIRED: _("It came back unrepaired."),
    ON_THE_BENCH: _("The goods are back on the bench."),
}
HANDOVER_LABELS = {
    Kind.PAY_REFUND.value: pgettext_lazy("hand-over", "Book the refund and pay it out"),
    Kind.STOCK_IN.value: pgettext_lazy("hand-over", "Take intact goods into stock"),
    Kind.BOOK_FAULTY.value: pgettext_lazy("hand-over", "Book faulty goods against the internal voucher"),
    Kind.BOOK_OUT.value: pgettext_lazy("hand-over", "Book the goods out again and hand them back to the station"),
    Kind.BOOK_DIFFERENCE.value: pgettext_lazy("hand-over", "Book the price difference"),
    Kind.ORDER_NEW.value: pgettext_lazy("hand-over", "Order the new item"),
    Kind.RELEASE_NEW.value: pgettext_lazy("hand-over", "Release the new item"),
    Kind.PAY_REPAIRER.value: pgettext_lazy("hand-over", "Pay the repairer"),
    Kind.COLLECT_CHARGE.value: pgettext_lazy("hand-over", "Collect the repair charge"),
    Kind.RETURN_CHARGE.value: pgettext_lazy("hand-over", "Pay the repair charge back"),
    Kind.STOCK_REPLACEMENT.value: pgettext_lazy("hand-over", "Take the supplier's unit into stock"),
    Kind.BOOK_CREDIT.value: pgettext_lazy("hand-over", "Book the supplier's credit"),
    Kind.SHIP_WITH_OTHERS.value: pgettext_lazy("hand-over", "Ship with other goods"),
    Kind.COMPENSATE.value: pgettext_lazy("hand-over", "Compensate the customer for lost goods"),
}
# What is done to a hand-over: what is offered, what the button says, the icon; and what is said once it is done.
DOING_LABELS = {
    Doing.SIGN: (_("Sign"), _("Sign"), "pen"),
    Doing.REFUSE: (_("Refuse"), _("Refuse"), "x-octagon"),
    Doing.OFFER_AGAIN: (_("Offer again"), _("Offer again"), "arrow-repeat"),
    Doing.EXPECT: (_("Correct when it comes in"), _("Save"), "calendar-event"),
}
DOING_DONE = {
    Doing.SIGN: _("Signed."),
    Doing.REFUSE: _("Refused. The station has to put it right."),
    Doing.OFFER_AGAIN: _("Offered again."),
    Doing.EXPECT: _("The new day is kept."),
}
# What whoever signs writes down, and what is said where it lacks.
REFERENCE_LABELS = {
    Needs.BOOK_NO: _("Number of the booking"),
    Needs.ORDER: _("Number of the order"),
    Needs.LIST_NO: _("Number of the shipping list"),
}
REFERENCE_MISSING = {
    Needs.BOOK_NO: _("Enter the number of the booking."),
    Needs.ORDER: _("Enter the number of the order."),
    Needs.LIST_NO: _("Enter the number of the shipping list it goes on (A4)."),
}
HANDOVER_STATE_LABELS = {
    HandOverState.OPEN.value: pgettext_lazy("hand-over", "Open"),
    HandOverState.REFUSED.value: pgettext_lazy("hand-over", "Refused"),
    HandOverState.SIGNED.value: pgettext_lazy("hand-over", "Signed"),
    HandOverState.WITHDRAWN.value: pgettext_lazy("hand-over", "Withdrawn"),
}
HANDOVER_BADGES = {
    HandOverState.OPEN.value: ("warning", "hourglass-split"),
    HandOverState.REFUSED.value: ("danger", "x-octagon"),
    HandOverState.SIGNED.value: ("success", "check-circle"),
    HandOverState.WITHDRAWN.value: ("secondary", "dash-circle"),
}
TRIP_STATE_LABELS = {
    TripState.BASKET.value: pgettext_lazy("trip", "In the faulty basket"),
    TripState.AWAY.value: pgettext_lazy("trip", "At the supplier"),
    TripState.BACK.value: pgettext_lazy("trip", "Back"),
    TripState.TAKEN_OUT.value: pgettext_lazy("trip", "Taken out of the basket"),
}
WANTED_LABELS = {
    Wanted.REPAIR.value: pgettext_lazy("wanted of a supplier", "Repair"),
    Wanted.REPLACE.value: pgettext_lazy("wanted of a supplier", "Replacement"),
    Wanted.CREDIT.value: pgettext_lazy("wanted of a supplier", "Credit"),
}
TRIP_OUTCOME_LABELS = {
    TripOutcome.REPAIRED.value: pgettext_lazy("from the supplier", "Repaired"),
    TripOutcome.GOOD_UNIT.value: pgettext_lazy("from the supplier", "Good unit"),
    TripOutcome.NEW.value: pgettext_lazy("from the supplier", "New"),
    TripOutcome.REFUSED.value: pgettext_lazy("from the supplier", "Refused"),
    TripOutcome.CREDIT.value: pgettext_lazy("from the supplier", "Credit"),
}
CHASE_LABELS = {
    ChaseState.EARLY.value: pgettext_lazy("chase", "Too early to ask"),
    ChaseState.TODAY.value: pgettext_lazy("chase", "Ask today"),
    ChaseState.LATE.value: pgettext_lazy("chase", "Receipt not confirmed"),
    ChaseState.ASKED.value: pgettext_lazy("chase", "Asked today"),
}
CHASE_BADGES = {
    ChaseState.EARLY.value: ("secondary", "hourglass"),
    ChaseState.TODAY.value: ("warning", "telephone"),
    ChaseState.LATE.value: ("danger", "exclamation-octagon"),
    ChaseState.ASKED.value: ("success", "check-circle"),
}
TRIP_BADGES = {
    TripState.BASKET.value: ("info", "basket"),
    TripState.AWAY.value: ("info", "truck"),
    TripState.BACK.value: ("success", "box-arrow-in-left"),
    TripState.TAKEN_OUT.value: ("secondary", "dash-circle"),
}
# What keeps goods from the faulty basket, with the number of the `item`.
KEPT_LABELS = {
    Kept.INTACT: _("%(item)s is registered as intact. Only faulty goods go back to a supplier; correct it first."),
    Kept.HIS: _("%(item)s is the customer's and is ready for him or given back. Choose a repair with him first."),
    Kept.SETTLED: _("%(item)s came back from a supplier before, and was taken into stock or credited."),
}
QUOTE_STATE_LABELS = {
    QuoteState.OPEN.value: pgettext_lazy("quote", "With the customer"),
    QuoteState.ACCEPTED.value: pgettext_lazy("quote", "Accepted"),
    QuoteState.REFUSED.value: pgettext_lazy("quote", "Refused"),
    QuoteState.WITHDRAWN.value: pgettext_lazy("quote", "Withdrawn"),
}
QUOTE_STATE_BADGES = {
    QuoteState.OPEN.value: ("warning", "chat-left-dots"),
    QuoteState.ACCEPTED.value: ("success", "check-circle"),
    QuoteState.REFUSED.value: ("danger", "x-octagon"),
    QuoteState.WITHDRAWN.value: ("secondary", "dash-circle"),
}
LINE_LABELS = {
    LineKind.PART.value: pgettext_lazy("quote line", "Part"),
    LineKind.LABOUR.value: pgettext_lazy("quote line", "Labour"),
    LineKind.VISIT.value: pgettext_lazy("quote line", "Visit"),
    LineKind.OTHER.value: pgettext_lazy("quote line", "Other"),
}
OUTSIDE_STATE_LABELS = {
    OutsideState.AWAY.value: pgettext_lazy("outside repair", "With the repairer"),
    OutsideState.BACK.value: pgettext_lazy("outside repair", "Back"),
}
SHIP_LABELS = {
    ShipWay.NOW.value: pgettext_lazy("county agent's choice", "Ship now"),
    ShipWay.WITH_OTHERS.value: pgettext_lazy("county agent's choice", "With other goods"),
}
TOLD_LABELS = {
    Told.TOLD.value: pgettext_lazy("customer", "Told"),
    Told.TODAY.value: pgettext_lazy("customer", "To be told today"),
    Told.LATE.value: pgettext_lazy("customer", "Not told in time"),
}
TOLD_BADGES = {
    Told.TOLD.value: ("success", "check-circle"),
    Told.TODAY.value: ("warning", "telephone"),
    Told.LATE.value: ("danger", "exclamation-octagon"),
}
LINK_LABELS = {
    LinkKind.SWAP.value: pgettext_lazy("serial numbers", "Swapped"),
    LinkKind.EXCHANGE.value: pgettext_lazy("serial numbers", "Exchanged for another model"),
    LinkKind.FROM_SUPPLIER.value: pgettext_lazy("serial numbers", "Other unit from the supplier"),
}
BUYER_LABELS = {
    Buyer.COUNTY_AGENT.value: pgettext_lazy("kind of customer", "County/city agent"),
    Buyer.LOCAL_COMPANY.value: pgettext_lazy("kind of customer", "Local company"),
    Buyer.INDUSTRY.value: pgettext_lazy("kind of customer", "Industry customer"),
    Buyer.NETWORK.value: pgettext_lazy("kind of customer", "Network customer"),
    Buyer.QUASI_INDUSTRY.value: pgettext_lazy("kind of customer", "Quasi-industry customer"),
    Buyer.OTHER.value: pgettext_lazy("kind of customer", "Other customer"),
}
# What lacks for a decision, by the names of `policies.advice.NEEDED`.
MISSING_LABELS = {
    "customer": pgettext_lazy("missing", "customer"),
    "category": pgettext_lazy("missing", "category"),
    "condition": pgettext_lazy("missing", "condition"),
    "packaging_complete": pgettext_lazy("missing", "packaging"),
    "purchased_on": pgettext_lazy("missing", "purchase date"),
    "sale_price": pgettext_lazy("missing", "sale price"),
}
# Why a remedy is refused, by (remedy, rule), else by the rule; W1–W3 after a last day are told with it.
REFUSALS = {
    "L4": _("The user caused the damage: it can only be repaired, at the customer's cost."),
    "W5": _("Refund and exchange need complete packaging and goods that can be sold again."),
    "W11": _("Opened goods of this kind: only with a fault, once the supplier has confirmed, in complete packaging."),
    ("refund", "W1"): _("Not for this kind of customer, and the law does not give it here."),
    ("swap", "W3"): _("Only faulty goods are swapped."),
}
PAPER_LABELS = {
    PaperKind.VOUCHER.value: _("Repair voucher"),
    PaperKind.LIST.value: _("List of returned goods"),
    PaperKind.INTERNAL.value: _("Internal voucher"),
}
PROOF_LABELS = {
    Proof.INVOICE.value: pgettext_lazy("proof of purchase", "Invoice"),
    Proof.CARD.value: pgettext_lazy("proof of purchase", "Warranty card"),
    Proof.BOTH.value: pgettext_lazy("proof of purchase", "Invoice and warranty card"),
    Proof.NONE.value: pgettext_lazy("proof of purchase", "None"),
}
PUBLIC_STATE_LABELS = {
    PublicState.RECEIVED.value: pgettext_lazy("goods", "Received"),
    PublicState.IN_WORK.value: pgettext_lazy("goods", "Being looked at"),
    PublicState.YOUR_ANSWER.value: pgettext_lazy("goods", "Waiting for your answer to our quote"),
    PublicState.READY.value: pgettext_lazy("goods", "Ready for you"),
    PublicState.GIVEN_BACK.value: pgettext_lazy("goods", "Given back"),
    PublicState.ASK_US.value: pgettext_lazy("goods", "Please ask us"),
    PublicState.ENDED.value: pgettext_lazy("goods", "Ended"),
}
# The three copies of a voucher (A1); the first carries the signature of the customer's responsible person (A4).
COPIES = (
    ("stub", pgettext_lazy("copy of a voucher", "1 Stub")),
    ("customer", pgettext_lazy("copy of a voucher", "2 Customer")),
    ("accounts", pgettext_lazy("copy of a voucher", "3 Stock and accounts")),
)
# The three copies of the station's voucher to the company (A3).
INTERNAL_COPIES = (
    ("stub", pgettext_lazy("copy of a voucher", "1 Stub")),
    ("warehouse", pgettext_lazy("copy of a voucher", "2 Warehouse")),
    ("finance", pgettext_lazy("copy of a voucher", "3 Finance")),
)
# Colour and icon of each public state.
PUBLIC_STATE_BADGES = {
    PublicState.RECEIVED.value: ("warning", "box-arrow-in-down"),
    PublicState.IN_WORK.value: ("info", "tools"),
    PublicState.YOUR_ANSWER.value: ("warning", "chat-left-dots"),
    PublicState.READY.value: ("success", "bag-check"),
    PublicState.GIVEN_BACK.value: ("success", "check-circle"),
    PublicState.ASK_US.value: ("warning", "telephone"),
    PublicState.ENDED.value: ("secondary", "x-circle"),
}

# Faults that come in every week: offered while typing, never demanded.
COMMON_FAULTS = (
    _("Does not switch on"),
    _("No picture"),
    _("Picture flickers or shows stripes"),
    _("Restarts by itself"),
    _("Blue screen"),
    _("Beeps at start"),
    _("Disk not found"),
    _("Disk makes noises"),
    _("Very slow"),
    _("Some keys do not work"),
    _("Pointer jumps"),
    _("No sound"),
    _("Fan does not turn or is loud"),
    _("Does not charge"),
    _("No network"),
    _("Paper jams"),
    _("Prints pale or striped"),
    _("System does not start"),
)

# What a registration lacks or has too much of, by the codes of `policies.problems`.
PROBLEMS = {
    "product.missing": _("Say what it is."),
    "category.missing": _("Choose a category."),
    "condition.missing": _("Choose intact or faulty."),
    "fault.missing": _("Faulty goods need their fault written down."),
    "packaging.missing": _("Say whether the packaging is complete."),
    "date.future": _("This date is still to come. Check it."),
    "date.too_early": _("This date lies too far back. Check the year."),
    "date.coming": _("Choose a day from today on, within a year."),
    "money.bounds": OUT_OF_BOUNDS,
    "serial.twice": _("Another item of this paper has the same serial number."),
}

# What a quote lacks, by the codes of `policies.quotes.problems`.
LINE_PROBLEMS = {
    "lines.missing": _("A quote has at least one line with a price."),
    "lines.many": _("That is more than a quote holds. Put several things into one line."),
    "lines.total": _("The sum is too large. Check the prices."),
    "line.text": _("Say what it is for."),
    "line.quantity": _("A quantity lies between 1 and 999."),
    "line.price": _("Enter a price in yuan that is not negative, such as 120.50."),
}

UNDER_WARRANTY = _(
    "Repaired before (%(no)s), with a warranty until %(day)s: the same fault is repaired free of charge (P). "
    "Choose the repair anew; that the customer pays takes a manager's reason (W12)."
)

AT_INTAKE, LATER = "intake", "later"
PHOTO_LABELS = {AT_INTAKE: _("photo at intake"), LATER: _("photo taken later")}
