"""A page sent again chooses nothing anew, and a step that can only be refused is not offered (A3, A4)."""

import pytest

from returns.models import RemedyChoice
from returns.way_back_selectors import ready_page
from servicedesk.errors import DomainError


def test_the_very_same_choice_leaves_voucher_and_handovers_as_they_are(choose, handed_over):
    item = handed_over("swap", "faulty")
    with pytest.raises(DomainError) as refused:
        choose(item, "swap")
    assert refused.value.code == "remedy.same"
    assert RemedyChoice.objects.count() == 1
    assert item.internal_papers.get().voided_at is None
    assert {each.state for each in item.handovers.all()} == {"open"}


@pytest.mark.parametrize("change", [{"agreed_by": "李女士"}, {"in_stock": False}, {"agreed_how": "phone"}])
def test_what_is_agreed_otherwise_is_another_choice(choose, handed_over, change):
    item = handed_over("swap", "faulty")
    choose(item, "swap", **change)
    assert RemedyChoice.objects.filter(current=True).get() == RemedyChoice.objects.last()
    assert item.internal_papers.filter(voided_at__isnull=True).count() == 1


def test_giving_back_is_offered_once_nothing_is_waited_for(handed_over, sign, client_of, counter, now):
    item = handed_over("refund", "intact")
    sign(item, "pay_refund", reference="B-1")
    page = client_of(counter).get(f"/returns/items/{item.item_no}/")
    assert "give_back" in [form.step for form, _words, _open in page.context["steps"]]
    assert not page.context["waits"]
    row = ready_page(now=now).groups[0].rows[0]
    assert row.refund == item.handovers.get(kind="pay_refund").amount  # the clerk sees what he gives
