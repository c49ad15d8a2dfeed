"""Papers of returned goods on a phone: no field of theirs lies outside the screen, in the longer language."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WIDTH = 390


@pytest.fixture
def item(counter, make_customer, today, present):
    """A board that a manager swaps: with a voucher, an internal voucher and a remedy form."""
    from returns.services import NewItem, goods_receive, remedy_choose
    from returns.services.choosing import Wish

    goods = NewItem(
        product="主板", category="board", condition="faulty", fault="不亮", serial="SN60000042",
        packaging_complete=True, purchased_on=today - timedelta(days=5), sale_price=Decimal(500),
    )  # fmt: skip
    agent = make_customer("agent", agent_kind="local", name="本地数码公司", contact="周先生", phone="13700000001")
    item = goods_receive(by=counter, now=present, customer=agent, items=[goods]).items.get()
    remedy_choose(item_id=item.pk, by=counter, now=present, wish=Wish("swap", agreed_by="周先生"))
    return item


@pytest.mark.parametrize(
    "path", ["/vouchers/{item.paper.paper_no}/", "/vouchers/{internal}/", "/returns/items/{item.item_no}/remedy/form/"]
)
def test_every_field_is_within_the_screen(page, sign_in, counter, item, path):
    phone = page("en", "phone")
    sign_in(phone, counter)
    phone.set_viewport_size({"width": WIDTH, "height": 844})
    phone.goto(path.format(item=item, internal=item.internal_papers.get().paper_no))
    cells = phone.locator(".sheet td, .sheet th")
    expect(cells.first).to_be_attached()
    outside = cells.evaluate_all(
        """(cells, width) => cells.filter(cell => cell.getBoundingClientRect().right > width)
             .map(cell => cell.textContent.trim())""",
        WIDTH,
    )
    assert outside == []
