"""Whatever is typed at the intake gets a message at its field; nothing is half written, nothing typed is lost."""

import pytest

from customers.models import Customer
from records.models import Entry, Series, Submission
from returns.models import Paper, ReturnedItem

pytestmark = pytest.mark.django_db
URL = "/returns/intake/"

BAD = [
    ("purchased_on", "2026-10-16"),  # tomorrow: after the receipt
    ("purchased_on", "2036-01-01"),
    ("purchased_on", "0206-10-10"),
    ("purchased_on", "31.02.2026"),
    ("purchased_on", "🙂"),
    ("label_on", "2026-10-16"),
    ("sale_price", "-1"),
    ("sale_price", "12.345"),
    ("sale_price", "NaN"),
    ("sale_price", "9" * 400),
    ("sale_price", "一百"),
    ("price_today", "-0.01"),
    ("product", ""),
    ("product", "   "),
    ("product", "显示器🙂"),
    ("product", "a\x00b"),
    ("product", "长" * 10_000),
    ("spec", "x" * 10_000),
    ("serial", "S\x00N"),
    ("serial", "🙂"),
    ("serial", "9" * 61),
    ("fault", ""),
    ("fault", "故障" * 5_000),
    ("fault", "死机\u202e"),
    ("accessories", "\x00"),
    ("looks", "☠"),
    ("category", ""),
    ("category", "spaceship"),
    ("condition", ""),
    ("condition", "broken"),
    ("packaging_complete", ""),
    ("packaging_complete", "maybe"),
    ("remedy", "cash"),
    ("proof", "word"),
    ("job", "perhaps"),
]


def _nothing_written():
    assert not Paper.objects.exists()
    assert not ReturnedItem.objects.exists()
    assert not Submission.objects.exists()
    assert not Entry.objects.filter(code__startswith="goods").exists()
    assert not Series.objects.exclude(key__startswith="K").exists()


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_message_stands_at_the_field(
    client_of, counter, make_customer, intake_post, messages_at, at_now, name, value
):
    good, bad = {"product": "键盘", "spec": "K120"}, {name: value}
    response = client_of(counter).post(URL, intake_post(good, bad, customer=make_customer().customer_no))
    assert response.status_code == 200
    assert messages_at(response, f"items-1-{name}")
    assert not messages_at(response, f"items-0-{name}")
    _nothing_written()
    forms = response.context["form"].items.forms
    assert (forms[0]["product"].value(), forms[0]["spec"].value()) == ("键盘", "K120")


@pytest.mark.parametrize("who", ["", "K404", "谁也不是", "🙂", "\x00", "x" * 10_000])
def test_an_unknown_customer(client_of, counter, make_customer, intake_post, messages_at, who):
    make_customer()
    response = client_of(counter).post(URL, intake_post({"serial": "SN1"}, customer=who))
    assert messages_at(response, "customer")
    assert response.context["form"].items.forms[0]["serial"].value() == "SN1"
    _nothing_written()


def test_today_is_no_future_and_intact_goods_need_no_fault(client_of, counter, make_customer, intake_post, at_now):
    block = {"purchased_on": "2026-10-15", "condition": "intact", "fault": ""}
    assert client_of(counter).post(URL, intake_post(block, customer=make_customer().customer_no)).status_code == 302


def test_an_empty_block_is_refused_not_passed_over(client_of, counter, make_customer, intake_post, messages_at):
    empty = dict.fromkeys(["product", "category", "condition", "packaging_complete", "fault", "domain"], "")
    response = client_of(counter).post(URL, intake_post({}, empty, customer=make_customer().customer_no))
    for name in ("product", "category", "condition", "packaging_complete"):
        assert messages_at(response, f"items-1-{name}")
    _nothing_written()


@pytest.mark.parametrize(
    "broken",
    [
        {"items-TOTAL_FORMS": "many"},
        {"items-TOTAL_FORMS": "0"},
        {"items-TOTAL_FORMS": "99999"},
        {"items-TOTAL_FORMS": "-3"},
        {"items-INITIAL_FORMS": "\x00"},
        {"key": "not a key"},
        {"key": ""},
    ],
)
def test_a_page_damaged_on_its_way_is_refused(client_of, counter, make_customer, intake_post, broken):
    response = client_of(counter).post(URL, intake_post(customer=make_customer().customer_no) | broken)
    assert response.status_code == 200
    _nothing_written()


def test_more_items_than_a_paper_holds(client_of, counter, make_customer, intake_post):
    response = client_of(counter).post(URL, intake_post(*[{}] * 41, customer=make_customer().customer_no))
    assert response.context["form"].items.non_form_errors()
    _nothing_written()


@pytest.mark.parametrize("query", ["serial=" + "x" * 5000, "customer=K404", "serial=🙂&customer=🙂", "serial=%25_"])
def test_a_strange_link_still_opens_the_page(client_of, counter, query):
    assert client_of(counter).get(f"{URL}?{query}").status_code == 200


def test_rare_chinese_characters_are_letters(client_of, counter, make_customer, intake_post):
    block = {"product": "龘𠮷牌显示器", "fault": "温度 85℃，电压 ±5％ ①"}
    client_of(counter).post(URL, intake_post(block, customer=make_customer().customer_no))
    assert ReturnedItem.objects.get().product == "龘𠮷牌显示器"


def test_a_service_refuses_what_a_form_did_not_see(make_customer, counter, now, new_item):
    from returns.services import goods_receive
    from servicedesk.errors import DomainError

    for bad in ({"product": "长" * 101}, {"condition": "broken"}, {"fault": " "}, {"packaging_complete": None}):
        with pytest.raises(DomainError) as refused:
            goods_receive(by=counter, now=now, customer=make_customer(name="x"), items=[new_item(), new_item(**bad)])
        assert refused.value.field == f"items-1-{next(iter(bad))}"
    with pytest.raises(DomainError):
        goods_receive(by=counter, now=now, customer=Customer.objects.first(), items=[])
    assert not Paper.objects.exists()
