"""Who may log goods, who may see them (R1)."""

import pytest

from returns.models import Paper

pytestmark = pytest.mark.django_db
RECEIVERS = {"counter", "technician", "service_manager"}


@pytest.mark.parametrize("url", ["/returns/intake/", "/returns/lookup/?q=SN1"])
def test_goods_are_logged_by_counter_technicians_and_the_service_manager(client_of, cast, url):
    for role, person in cast.items():
        assert client_of(person).get(url).status_code == (200 if role in RECEIVERS else 403), role


def test_others_cannot_send_the_form_either(client_of, cast, make_customer, intake_post):
    number = make_customer().customer_no
    for role, person in cast.items():
        response = client_of(person).post("/returns/intake/", intake_post(customer=number))
        assert response.status_code == (302 if role in RECEIVERS else 403), role
    assert Paper.objects.count() == len(RECEIVERS)


def test_everyone_at_the_shop_sees_goods_and_papers(client_of, cast, receive_one, make_customer):
    item = receive_one(make_customer())
    for url in ("/returns/", f"/returns/items/{item.item_no}/", f"/vouchers/{item.paper.paper_no}/"):
        for role, person in cast.items():
            assert client_of(person).get(url).status_code == 200, (url, role)


@pytest.mark.parametrize(
    "url", ["/returns/", "/returns/intake/", "/returns/lookup/", "/returns/items/F1/", "/vouchers/P/"]
)
def test_strangers_are_sent_to_sign_in(client, db, url):
    response = client.get(url)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")
