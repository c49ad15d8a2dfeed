"""The steps of a repair on the item's page: who is offered which, what a form sends, what it refuses, sent once."""

from decimal import Decimal
from uuid import uuid4

import pytest

from returns.models import Quote
from returns.services import item_give_to_technician
from returns.steps import possible_forms

pytestmark = pytest.mark.django_db


def rows(prefix, *filled, total):
    data = {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": 0}
    return data | {f"{prefix}-{place}-{name}": value for place, row in filled for name, value in row.items()}


QUOTE = rows(
    "lines",
    (0, {"kind": "labour", "text": "", "quantity": 1, "price": "80"}),
    (1, {"kind": "part", "text": "", "quantity": 1, "price": ""}),
    (2, {"kind": "part", "text": "风扇", "quantity": 2, "price": "45.50"}),
    total=10,
)


@pytest.fixture
def send(client_of):
    """send(item, step, by, **data) -> the response of the step's address."""

    def post(item, step, by, *, key=None, **data):
        data = {"key": key or str(uuid4()), "seen": item.standing, **data}
        return client_of(by).post(f"/returns/items/{item.item_no}/do/{step}/", data)

    return post


def offered(item, user, now):
    item.refresh_from_db()
    return [form.step.value for form in possible_forms(item, user=user, now=now)]


def test_a_price_alone_is_a_line_and_empty_rows_are_passed_over(to_repair, send, counter):
    item = to_repair()
    assert send(item, "quote", counter, message="三天", **QUOTE).status_code == 302
    quote = item.quotes.get()
    assert [(line.text, line.quantity, line.price) for line in quote.lines.all()] == [
        ("Labour", 1, Decimal("80.00")),
        ("风扇", 2, Decimal("45.50")),
    ]
    assert quote.note == "三天"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"text": "风扇", "price": ""}, "Enter a price in yuan"),
        ({"text": "", "price": "-1"}, "Enter an amount between 0 and"),
        ({"text": "", "price": "x"}, "Enter an amount between 0 and"),
    ],
)
def test_a_bad_line_is_told_at_its_row_and_nothing_is_saved(to_repair, send, counter, row, told):
    item = to_repair()
    data = QUOTE | {f"lines-2-{name}": value for name, value in row.items()}
    page = send(item, "quote", counter, **data)
    assert told in page.content.decode()
    assert not Quote.objects.exists()


def test_a_quote_without_lines_or_without_its_rows(to_repair, send, counter):
    item = to_repair()
    page = send(item, "quote", counter, **rows("lines", total=10)).content.decode()
    assert "A quote has at least one line with a price." in page
    assert send(item, "quote", counter, message="x").status_code == 200  # not even the count of the rows


def test_a_quote_sent_twice_is_made_once(to_repair, send, counter):
    item, key = to_repair(), str(uuid4())
    assert {send(item, "quote", counter, key=key, **QUOTE).status_code for _time in range(2)} == {302}
    assert item.quotes.count() == 1


@pytest.mark.parametrize("role", ["finance", "warehouse"])
def test_who_does_not_work_on_goods_makes_no_quote(to_repair, send, cast, role):
    item = to_repair()
    assert send(item, "quote", cast[role], **QUOTE).status_code == 403
    assert not Quote.objects.exists()


def test_the_job_s_technician_comes_first(to_repair, make_job, technician, other_technician, counter, now):
    item = to_repair()
    item.job = make_job(item.customer, technician=other_technician)
    item.save(update_fields=["job"])
    first = {
        user: next(
            form for form in possible_forms(item, user=user, now=now) if form.step == "give_to_technician"
        ).initial.get("to")
        for user in (technician, counter)
    }
    assert set(first.values()) == {other_technician.pk}


def test_what_is_offered_follows_the_repair(to_repair, quoted, answer, settled, technician, now):
    paid, free = to_repair(), to_repair(in_guarantee=True)
    assert {"quote", "repaired"} & set(offered(paid, technician, now)) == {"quote"}
    assert {"quote", "repaired"} & set(offered(free, technician, now)) == {"repaired"}
    asked = quoted()
    assert {"answer_quote", "withdraw_quote"} <= set(offered(asked, technician, now))
    assert "repaired" in offered(answer(asked), technician, now)
    assert {"settle_quote", "withdraw_quote"} & set(offered(settled(), technician, now)) == {"settle_quote"}


def test_parts_and_the_job_come_with_the_repair(to_repair, make_job, do, send, technician):
    item = to_repair(in_guarantee=True)
    item.job = make_job(item.customer, technician=technician)
    item.save(update_fields=["job"])
    do(item_give_to_technician, item, technician, to=technician)
    part = {"name": "内存", "old_serial": "A1", "new_serial": "B2"}
    data = {"work_done": "换内存", "close_job": "on", **rows("parts", (0, part), total=4)}
    assert send(item, "repaired", technician, **data).status_code == 302
    item.refresh_from_db()
    item.job.refresh_from_db()
    assert (item.state, item.parts.get().new_serial, item.job.status) == ("ready", "B2", "closed")


def test_a_page_that_is_out_of_date_is_told(to_repair, send, do, counter, technician):
    item = to_repair()
    old = item.standing
    do(item_give_to_technician, item, counter, to=technician)
    page = send(item, "quote", counter, **QUOTE | {"seen": old}).content.decode()
    assert "has moved on meanwhile" in page
    assert not Quote.objects.exists()


def test_settled_by_the_form(quoted, answer, do, send, technician, counter, open_handovers):
    from returns.services import item_repaired

    item = do(item_repaired, answer(quoted()), technician, work_done="x")
    page = send(item, "settle_quote", counter, charged_0="80.01", charged_1="91", discount="0").content.decode()
    assert "At most what the customer accepted" in page
    assert send(item, "settle_quote", counter, charged_0="70", charged_1="91", discount="1").status_code == 302
    assert open_handovers(item) == {"collect_charge": Decimal("160.00")}
