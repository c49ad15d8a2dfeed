"""P, L4, A5: the itemised list before payment, never beyond what was accepted; finance collects."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from returns.models import QuoteLine
from returns.services import quote_settle, quote_withdraw
from rulebook.services import number_change
from tests.returns.repairs.conftest import TOTAL

pytestmark = pytest.mark.django_db
D = Decimal


def test_a5_finance_collects_what_the_list_comes_to(settled, open_handovers, finance, sign):
    item = settled(charged={0: D("60")}, discount=D("11"))
    assert item.quotes.get().to_pay == D("140.00")  # 60 + 91 - 11
    assert open_handovers(item) == {"collect_charge": D("140.00")}
    assert sign(item, finance).out == 0


def test_a5_nobody_but_finance_signs_for_the_money(settled, sign, technician):
    from servicedesk.errors import DomainError

    item = settled()
    with pytest.raises(DomainError) as error:
        sign(item, technician)
    assert error.value.code == "handover.not_yours"


def test_nothing_to_pay_brings_nothing_to_collect(settled, open_handovers):
    item = settled(discount=TOTAL)
    assert (item.quotes.get().to_pay, open_handovers(item)) == (D("0.00"), {})


def test_p_the_warranty_on_the_repair_is_the_number_in_force(settled, now):
    quote = settled().quotes.get()
    assert (quote.warranty_days, str(quote.warranty_until)) == (180, "2027-04-13")


def test_p_a_number_that_changes_later_changes_no_list(settled, service_manager, now):
    quote = settled().quotes.get()
    number_change(
        key="repair_warranty_days", value="90", valid_from=date(2026, 10, 16), reason="x", by=service_manager, now=now
    )
    quote.refresh_from_db()
    assert quote.warranty_days == 180


@pytest.mark.parametrize("charged", [{0: D("80.01")}, {1: D("91.01")}, {0: D("-0.01")}])
def test_l4_no_line_is_charged_beyond_what_was_accepted(settled, charged):
    from servicedesk.errors import DomainError

    with pytest.raises(DomainError) as error:
        settled(charged=charged)
    assert (error.value.code, error.value.field) == ("quote.charged", f"charged_{next(iter(charged))}")


def test_l4_the_database_refuses_it_too(settled):
    line = settled().quotes.get().lines.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        QuoteLine.objects.filter(pk=line.pk).update(charged=D("80.01"))


@pytest.mark.parametrize("discount", [D("-1"), D("171.01")])
def test_a_discount_lies_between_nothing_and_everything(settled, discount):
    from servicedesk.errors import DomainError

    with pytest.raises(DomainError) as error:
        settled(discount=discount)
    assert error.value.code == "quote.discount"


def test_the_list_is_made_again_until_finance_has_collected(settled, do, counter, open_handovers, finance, sign):
    item = settled()
    do(quote_settle, item, counter, charged={0: D("80"), 1: D("91")}, discount=D("21"))
    assert open_handovers(item) == {"collect_charge": D("150.00")}
    sign(item, finance)
    from servicedesk.errors import DomainError

    for step in (
        partial(do, quote_settle, item, counter, charged={0: D("80"), 1: D("91")}),
        partial(do, quote_withdraw, item, counter, quote_no=item.quotes.get().quote_no, reason="x"),
    ):
        with pytest.raises(DomainError) as error:
            step()
        assert error.value.code == "quote.paid"


def test_only_an_accepted_quote_is_settled(to_repair, do, technician, counter, now, refused_with):
    from returns.services import item_repaired

    item = do(item_repaired, to_repair(in_guarantee=True), technician, work_done="x")
    refused_with("quote.not_accepted", partial(quote_settle, item_id=item.pk, by=counter, now=now, charged={}), item)
