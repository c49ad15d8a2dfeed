"""The steps of the way back on an item's own page, as a browser sends them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from returns.models import Loss
from tests.support.goods import made_ready
from tests.support.pictures import photo, signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(receive_one, make_customer, now, at_now):
    return made_ready(receive_one(make_customer(name="李雷", contact="李小雷")), now)


def do(client, item, step, **fields):
    data = {"key": str(uuid4()), "seen": item.standing, **fields}
    answer = client.post(f"/returns/items/{item.item_no}/do/{step}/", data)
    item.refresh_from_db()
    return answer


def offered(client, item):
    return [form.step.value for form, _words, _open in client.get(f"/returns/items/{item.item_no}/").context["steps"]]


def test_what_is_likely_comes_first_and_each_role_is_offered_its_own(client_of, counter, service_manager, item):
    assert offered(client_of(counter), item)[:2] == ["tell_ready", "give_back"]
    mine = offered(client_of(service_manager), item)
    assert {"tell_ready", "give_back", "scrap", "lose"} <= set(mine)
    assert mine[-1] == "lose"


def test_not_collected_is_offered_once_the_customer_has_had_a_day(client_of, counter, item, now):
    client = client_of(counter)
    assert "uncollected" not in offered(client, item)
    item.notices.create(told_at=now, told_how="phone")
    assert "uncollected" not in offered(client, item)
    type(item).objects.filter(pk=item.pk).update(ready_at=now - timedelta(days=2))
    item.notices.update(told_at=now - timedelta(days=1))
    assert "uncollected" in offered(client, item)


def test_told_then_given_back_with_a_drawn_signature(client_of, counter, item):
    client = client_of(counter)
    assert do(client, item, "tell_ready", told_whom="李小雷", told_how="phone").status_code == 302
    assert do(client, item, "give_back", kind="delivered", receiver="李小雷", signature=signature()).status_code == 302
    page = client.get(f"/returns/items/{item.item_no}/").content.decode()
    assert item.state == "given_back"
    for word in ("Customer told", "李小雷", "Who took it", "Delivered", "Signed for"):
        assert word in page, word


def test_or_with_a_photo_of_the_signed_paper(client_of, counter, item):
    fields = {"kind": "collected", "receiver": "李雷", "signature-photo": photo()}
    assert do(client_of(counter), item, "give_back", **fields).status_code == 302
    assert item.signed is True


def test_a_refusal_stays_on_the_page_with_what_was_typed(client_of, counter, item):
    answer = do(client_of(counter), item, "give_back", kind="collected", receiver="王老师")
    page = answer.content.decode()
    assert "Take the voucher back or let the customer sign" in page
    assert "王老师" in page
    assert item.state == "ready"


def test_a_loss_with_its_bearer_and_found_again(client_of, service_manager, counter, item):
    client = client_of(service_manager)
    fields = {"reason": "盘点时找不到", "value": "300", "bearer": counter.pk, "compensation": "450.00"}
    assert do(client, item, "lose", **fields).status_code == 302
    assert Loss.objects.get().bearer == counter
    assert offered(client, item)[0] == "find"
    assert do(client, item, "find", reason="在柜子后面").status_code == 302
    assert item.state == "received"


def test_scrapped_with_consent(client_of, service_manager, item):
    fields = {"consent_by": "李雷", "consent_how": "phone", "reason": "不要了"}
    assert do(client_of(service_manager), item, "scrap", **fields).status_code == 302
    assert item.state == "scrapped"
