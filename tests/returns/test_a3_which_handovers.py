"""A3: which hand-overs each remedy brings, who signs them, and which of them the customer waits for."""

import pytest

from returns.models import HandOver
from returns.policies.handovers import KINDS, handovers_for, may_sign, needs_internal_voucher, signs_together
from servicedesk.errors import DomainError
from staff.policies import Role

# (remedy, condition, in stock): {kind: who signs}, and whether a voucher to the company is made out
TABLE = {
    ("refund", "intact", True): ({"pay_refund": "finance", "stock_in": "warehouse"}, False),
    ("refund", "faulty", True): ({"pay_refund": "finance", "book_faulty": "warehouse"}, True),
    ("exchange", "intact", True): (
        {"book_difference": "finance", "stock_in": "warehouse", "release_new": "warehouse"}, False,
    ),
    ("exchange", "intact", False): (
        {"book_difference": "finance", "stock_in": "warehouse", "order_new": "purchasing"}, False,
    ),
    ("exchange", "faulty", True): (
        {"book_difference": "finance", "book_faulty": "warehouse", "release_new": "warehouse"}, True,
    ),
    ("swap", "faulty", True): ({"book_faulty": "warehouse", "release_new": "warehouse"}, True),
    ("swap", "faulty", False): ({"book_faulty": "warehouse", "order_new": "purchasing"}, True),
    ("repair", "faulty", True): ({}, False),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("case", TABLE, ids=lambda case: "-".join(map(str, case)))
def test_a3_each_remedy_brings_its_handovers_to_those_who_sign_them(handed_over, case):
    (remedy, condition, in_stock), (wanted, voucher) = case, TABLE[case]
    item = handed_over(remedy, condition, in_stock=in_stock)
    made = {each.kind: each for each in item.handovers.all()}
    assert {kind: each.role for kind, each in made.items()} == wanted
    assert item.internal_papers.exists() == voucher
    against = {kind for kind, each in made.items() if each.paper_id}
    assert against == (set(made) & {"book_faulty", "release_new"} if voucher else set())
    assert (item.out, item.state) == (len(wanted), "handing_over" if wanted else "chosen")


@pytest.mark.django_db
def test_a3_money_goes_with_finances_part_alone(handed_over):
    handed_over("exchange", "intact")
    amounts = dict(HandOver.objects.values_list("kind", "amount"))
    assert {kind for kind, amount in amounts.items() if amount is not None} == {"book_difference"}


def test_nothing_to_pay_is_nothing_to_book():
    assert "book_difference" not in handovers_for("exchange", condition="intact", in_stock=True, money=False)
    assert not needs_internal_voucher("exchange", condition="intact")


def test_a_kind_is_one_roles_to_sign():
    for kind, meta in KINDS.items():
        assert {role for role in Role if may_sign(kind, roles=frozenset({role}))} == {meta.role}


def test_what_has_the_same_written_down_is_signed_together():
    assert signs_together(["stock_in", "book_faulty"])
    assert signs_together(["pay_refund", "book_difference", "pay_refund"])
    assert not signs_together(["stock_in", "ship_with_others"])
    assert not signs_together(["release_new", "release_new"])  # each new item has a serial number of its own


@pytest.mark.django_db
def test_what_the_warehouse_has_in_stock_is_not_handed_over_again(handed_over, choose, sign, warehouse):
    """Another remedy for intact goods that are in stock already: the money is the only errand left."""
    item = handed_over("exchange", "intact")
    sign(item, "stock_in")
    item.refresh_from_db()
    assert item.holder == warehouse
    choose(item, "refund")
    assert [each.kind for each in item.handovers.open()] == ["pay_refund"]


@pytest.mark.django_db
def test_once_the_customer_has_something_nothing_else_is_chosen(handed_over, choose, sign):
    item = handed_over("refund", "intact")
    sign(item, "pay_refund", reference="B1")
    with pytest.raises(DomainError) as refused:
        choose(item, "repair")
    assert refused.value.code == "remedy.already_signed"
