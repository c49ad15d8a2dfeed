"""What people try at the bench: technicians, quotes, outside repairers, and the jobs of the goods."""

from datetime import timedelta
from decimal import Decimal

from returns.models import Quote, ReturnedItem
from returns.policies.quotes import NewLine, NewPart
from returns.policies.states import State, Step
from returns.services import (
    item_back_from_outside,
    item_give_to_technician,
    item_repaired,
    item_send_outside,
    item_unrepairable,
    item_withdraw,
    quote_answer,
    quote_make,
    quote_settle,
    quote_withdraw,
)
from servicedesk.clock import local_date
from staff.policies import Role
from tests.returns.walking import Chance, Walk, deed
from tickets.models import Job
from tickets.services import job_close, job_reopen

BENCH = (State.CHOSEN, State.WITH_TECHNICIAN)
LINES = [NewLine("part", "屏线", Decimal("60.50"), 2), NewLine("labour", "工时", Decimal("80"))]


@deed(often=3)
def goods_go_to_a_technician(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *BENCH, State.READY)
    if item:
        technicians = [each for each in walk.world.people if Role.TECHNICIAN in each.roles]
        to = chance.choice(technicians if chance.well() else walk.world.people)
        walk.try_step(chance, Step.GIVE_TO_TECHNICIAN, item_give_to_technician, item, to=to)


@deed(often=3)
def a_repair_is_done(walk: Walk, chance: Chance):
    agreed = ReturnedItem.objects.filter(state__in=BENCH, quotes__state="accepted").order_by("pk")
    item = (chance.one(agreed) if chance.well() else None) or walk.some_item(chance, *BENCH)
    if item is None:
        return
    free = item.choices.filter(current=True, free=True).exists()
    accepted = item.quotes.filter(state="accepted").exists()
    done = walk.try_step(
        chance, Step.REPAIRED, item_repaired, item, work_done=chance.words("换了屏线"),
        parts=[NewPart("屏线", "OLD1", "NEW1" if chance.well() else "OLD1")] if chance.well() else [],
        close_job=chance.choice([True, False]),
    )  # fmt: skip
    assert done is None or free or accepted, "L4: work was done that nobody agreed to pay for"


@deed(often=1)
def goods_are_past_repair(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *BENCH)
    if item:
        ready = chance.choice([True, False])
        walk.try_step(chance, Step.UNREPAIRABLE, item_unrepairable, item, reason=chance.words("主板烧毁"), ready=ready)


@deed(often=1)
def the_customer_takes_it_back_untreated(walk: Walk, chance: Chance):
    item = walk.some_item(chance)
    if item:
        walk.try_step(chance, Step.WITHDRAW, item_withdraw, item, reason=chance.words("不修了"))


@deed(often=3)
def a_quote_is_made(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *BENCH, State.AT_SUPPLIER, State.OUTSIDE)
    if item:
        walk.try_step(chance, Step.QUOTE, quote_make, item, lines=LINES if chance.well() else [])


@deed(often=4)
def a_quote_is_answered(walk: Walk, chance: Chance):
    quote = _quote(walk, chance, "open")
    if quote:
        walk.try_step(
            chance, Step.ANSWER_QUOTE, quote_answer, quote.item, quote_no=quote.quote_no,
            accepted=chance.choice([True, True, False]), answered_by=chance.words("李雷"), answered_how="phone",
        )  # fmt: skip


@deed(often=1)
def a_quote_is_withdrawn(walk: Walk, chance: Chance):
    quote = _quote(walk, chance, "open", "accepted")
    if quote:
        walk.try_step(
            chance, Step.WITHDRAW_QUOTE, quote_withdraw, quote.item, quote_no=quote.quote_no,
            reason=chance.words("报错了"),
        )  # fmt: skip


@deed(often=4)
def a_repair_is_settled(walk: Walk, chance: Chance):
    quote = _quote(walk, chance, "accepted")
    if quote:
        less = Decimal(chance.choice([0, 0, 10]))
        more = Decimal(0 if chance.well() else 1)
        charged = {line.position: line.amount - less + more for line in quote.lines.all()}
        walk.try_step(
            chance, Step.SETTLE_QUOTE, quote_settle, quote.item, charged=charged,
            discount=Decimal("5" if chance.well() else "5000"),
        )  # fmt: skip


def _quote(walk: Walk, chance: Chance, *states: str) -> Quote | None:
    found = Quote.objects.select_related("item").order_by("pk")
    return chance.one(found.filter(state__in=states) if chance.well() else found)


@deed(often=2)
def goods_go_to_an_outside_repairer(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *BENCH)
    if item:
        day = local_date(walk.now) + timedelta(days=5 if chance.well() else -5)
        walk.try_step(
            chance, Step.SEND_OUTSIDE, item_send_outside, item, repairer=chance.words("老赵维修"), expected_on=day
        )


@deed(often=3)
def goods_come_back_from_outside(walk: Walk, chance: Chance):
    item = walk.some_item(chance, State.OUTSIDE)
    if item:
        walk.try_step(
            chance, Step.BACK_FROM_OUTSIDE, item_back_from_outside, item, repaired=chance.choice([True, False]),
            cost=Decimal(chance.choice([0, 50]) if chance.well() else -1), ready=chance.choice([True, False]),
        )  # fmt: skip


@deed(often=1)
def a_job_is_closed_or_opened_again(walk: Walk, chance: Chance):
    job = chance.one(Job.objects.order_by("pk"))
    by = next(each for each in walk.world.people if Role.SERVICE_MANAGER in each.roles)
    if job and job.closed_at:
        walk.attempt(job_reopen, by=by, job_id=job.pk, reason="又坏了")
    elif job:
        out = sum(job.items.values_list("out", flat=True))
        closed = walk.attempt(job_close, by=by, job_id=job.pk, outcome="solved", work_done="修好")
        assert closed is None or not out, "a job was closed while something of it is out"
