"""L4: a repair that is not free begins once the customer has accepted a quote; a free one needs none."""

from functools import partial

import pytest

from returns.services import item_repaired, quote_make
from tests.returns.repairs.conftest import LINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def repair(technician, now):
    return lambda item: partial(item_repaired, item_id=item.pk, by=technician, now=now, work_done="换电容")


def test_l4_a_paid_repair_waits_for_a_quote(to_repair, repair, refused_with):
    item = to_repair()
    refused_with("quote.needed", repair(item), item)


def test_l4_an_unanswered_quote_is_not_enough(quoted, repair, refused_with):
    item = quoted()
    refused_with("goods.moved_meanwhile", repair(item), item)


def test_l4_an_accepted_quote_lets_work_begin(quoted, answer, repair):
    item = answer(quoted())
    repair(item)()
    item.refresh_from_db()
    assert (item.state, item.finding) == ("ready", "repaired")


def test_l4_in_guarantee_it_is_free_and_begins_at_once(to_repair, repair):
    item = to_repair(in_guarantee=True)
    repair(item)()
    item.refresh_from_db()
    assert (item.state, item.finding) == ("ready", "repaired")


def test_l4_a_free_repair_is_not_quoted(to_repair, counter, now, refused_with):
    item = to_repair(in_guarantee=True)
    refused_with("quote.free", partial(quote_make, item_id=item.pk, by=counter, now=now, lines=LINES), item)


def test_l4_damage_by_the_user_is_paid_in_guarantee_too(to_repair, repair, refused_with):
    item = to_repair(in_guarantee=True, user_caused=True)
    refused_with("quote.needed", repair(item), item)


def test_l4_what_is_not_known_to_be_free_needs_a_quote(to_repair, repair, refused_with):
    item = to_repair(purchased_on=None)
    refused_with("quote.needed", repair(item), item)


def test_l4_a_withdrawn_quote_lets_no_work_begin(quoted, answer, do, counter, repair, refused_with):
    from returns.services import quote_withdraw

    item = answer(quoted())
    do(quote_withdraw, item, counter, quote_no=item.quotes.get().quote_no, reason="要贵一些")
    refused_with("quote.needed", repair(item), item)
