"""W1–W13 and A3: a remedy chosen with the customer is kept with its rule and money, and brings its hand-overs."""

from decimal import Decimal

import pytest

from returns.policies import Circumstances
from servicedesk.errors import DomainError
from tests.returns.conftest import BOARD


def open_kinds(item):
    return sorted(item.handovers.open().values_list("kind", flat=True))


def test_w6_a_county_agents_refund_is_the_lower_price_and_goes_to_finance_and_warehouse(choose, county_board):
    item = county_board()
    choice = choose(item, "refund")
    item.refresh_from_db()
    assert (choice.rule, choice.amount, choice.overruled) == ("W1", Decimal("450.00"), False)
    assert (item.state, item.remedy, item.out) == ("handing_over", "refund", 2)
    assert open_kinds(item) == ["pay_refund", "stock_in"]
    assert item.handovers.get(kind="pay_refund").amount == Decimal("450.00")
    assert not item.internal_papers.exists()  # intact goods need no voucher to the company


def test_a3_faulty_goods_go_by_a_voucher_to_the_company(choose, county_board):
    item = county_board(condition="faulty", fault="不亮")
    choose(item, "swap")
    paper = item.internal_papers.get()
    assert (paper.kind, paper.origin) == ("internal", item.paper)
    assert paper.paper_no.startswith("NZ")
    assert open_kinds(item) == ["book_faulty", "release_new"]
    assert {each.paper for each in item.handovers.all()} == {paper}


def test_a3_what_is_not_in_stock_is_ordered_first(choose, county_board):
    item = county_board()
    choose(item, "exchange", told=Circumstances(new_price=Decimal(600)), new_product="B760", in_stock=False)
    assert open_kinds(item) == ["book_difference", "order_new", "stock_in"]
    assert item.handovers.get(kind="book_difference").amount == Decimal("150.00")


def test_w12_a_refusal_stands_until_a_manager_overrules_it_with_a_reason(
    choose, make_customer, receive_one, service_manager
):
    item = receive_one(make_customer("industry"), **{**BOARD, "condition": "intact", "fault": ""})
    with pytest.raises(DomainError) as refused:
        choose(item, "refund", overrule="老客户")
    assert refused.value.code == "remedy.refused"
    with pytest.raises(DomainError):
        choose(item, "refund", by=service_manager)
    choice = choose(item, "refund", by=service_manager, overrule="老客户")
    assert (choice.overruled, choice.overrule_reason, choice.rule) == (True, "老客户", "W1")
    assert choice.amount == Decimal("450.00")  # the refusal is overruled, not the price


def test_w8_a_manager_lowers_a_top_up_by_the_profit_at_most(choose, make_customer, receive_one, service_manager):
    item = receive_one(make_customer("other"), **{**BOARD, "condition": "intact", "fault": ""})
    wish = {"told": Circumstances(new_price=Decimal(600)), "new_product": "B760"}
    for top_up, by in ((Decimal("50"), None), (Decimal("8.74"), service_manager)):  # a clerk; below the floor
        with pytest.raises(DomainError) as refused:
            choose(item, "exchange", by=by, top_up=top_up, lowered_reason="老客户", **wish)
        assert refused.value.code == "remedy.top_up"
    # 7 days: fee 8.75, credit 491.25, top-up 108.75, profit 100.
    choice = choose(item, "exchange", by=service_manager, top_up=Decimal("8.75"), lowered_reason="老客户", **wish)
    assert (choice.wear_fee, choice.amount, choice.top_up) == (Decimal("8.75"), Decimal("491.25"), Decimal("108.75"))
    assert (choice.top_up_agreed, choice.lowered_by) == (Decimal("8.75"), service_manager)
    assert item.handovers.get(kind="book_difference").amount == Decimal("8.75")


def test_another_choice_takes_back_what_nobody_signed(choose, county_board):
    item = county_board(condition="faulty", fault="不亮")
    choose(item, "swap")
    choose(item, "refund")
    item.refresh_from_db()
    assert open_kinds(item) == ["book_faulty", "pay_refund"]
    assert item.choices.filter(current=True).count() == 1
    assert item.internal_papers.filter(voided_at__isnull=True).count() == 1
    assert item.internal_papers.count() == 2
    assert item.handovers.filter(state="withdrawn").count() == 2


def test_money_that_hangs_on_todays_price_is_not_promised_without_it(choose, county_board):
    item = county_board(price_today=None)
    with pytest.raises(DomainError) as refused:
        choose(item, "refund")
    assert refused.value.code == "remedy.price_today"
    assert item.choices.count() == 0


def test_what_was_chosen_says_who_agreed(choose, county_board):
    with pytest.raises(DomainError):
        choose(county_board(), "refund", agreed_by=" ")
