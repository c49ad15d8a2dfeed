"""The page of one hand-over: whoever may signs, refuses, offers again or corrects the day; what is refused stays."""

from datetime import timedelta
from uuid import uuid4

import pytest

from returns.models import HandOver

pytestmark = pytest.mark.django_db


def url(handover, step="") -> str:
    return f"/handovers/{handover.pk}/{step}"


def steps_on(client, handover) -> list[str]:
    return [form.step for form, _words, _open in client.get(url(handover)).context["steps"]]


def send(client, handover, step, **fields):
    return client.post(url(handover, f"{step}/"), {"key": str(uuid4()), **fields})


@pytest.fixture
def refund(handed_over):
    return handed_over("refund").handovers.get(kind="pay_refund")


def test_only_its_role_is_offered_to_sign(client_of, cast, refund):
    offered = {role: steps_on(client_of(who), refund) for role, who in cast.items()}
    assert offered.pop("finance") == ["sign", "refuse"]
    assert set(map(tuple, offered.values())) == {()}


def test_signed_with_its_number_and_on_to_what_waits_next(client_of, finance, refund, at_now):
    answer = send(client_of(finance), refund, "sign", reference="B1")
    assert answer.url == "/handovers/"
    refund.refresh_from_db()
    assert (refund.state, refund.reference, refund.signed_by, refund.signed_at) == ("signed", "B1", finance, at_now)


def test_what_lacks_is_said_at_its_field(client_of, finance, refund):
    answer = send(client_of(finance), refund, "sign")
    assert answer.status_code == 200
    assert "reference" in answer.context["steps"][0][0].errors


def test_a_release_asks_for_voucher_and_serial(client_of, warehouse, handed_over):
    release = handed_over("swap", "faulty").handovers.get(kind="release_new")
    answer = send(client_of(warehouse), release, "sign", voucher_no="NZ1", serial="NEW1")
    assert "voucher_no" in answer.context["steps"][0][0].errors
    answer = send(client_of(warehouse), release, "sign", voucher_no=release.paper.paper_no, serial="NEW1")
    assert answer.status_code == 302


def test_refused_and_offered_again(client_of, finance, counter, refund, at_now):
    assert send(client_of(finance), refund, "refuse", reason="金额不符").status_code == 302
    assert steps_on(client_of(finance), refund) == []
    assert steps_on(client_of(counter), refund) == ["offer-again"]
    page = client_of(counter).get("/handovers/refused/").content.decode()
    assert "金额不符" in page
    assert send(client_of(counter), refund, "offer-again", note_="已改").url == "/handovers/refused/"
    refund.refresh_from_db()
    assert (refund.state, refund.note) == ("open", "已改")


def test_what_somebody_else_signed_meanwhile_is_told_on_the_page(client_of, finance, make_staff, refund, sign):
    client = client_of(finance)
    sign(refund.item, "pay_refund", reference="B1", by=make_staff("F2", "财务小冯", roles={"finance"}))
    answer = send(client, refund, "sign", reference="B2")
    assert answer.status_code == 200
    assert "财务小冯" in answer.content.decode()
    refund.refresh_from_db()
    assert refund.reference == "B1"


def test_a_step_of_another_role_is_refused_in_words(client_of, counter, warehouse, refund):
    for who, step, fields in ((warehouse, "sign", {"reference": "B1"}), (counter, "refuse", {"reason": "不"})):
        assert send(client_of(who), refund, step, **fields).status_code == 200
    refund.refresh_from_db()
    assert refund.state == "open"


@pytest.mark.parametrize("step", ["sing", "withdraw"])
def test_no_such_step(client_of, finance, refund, step):
    assert send(client_of(finance), refund, step).status_code == 404


def test_purchasing_corrects_the_day(client_of, purchasing, handed_over, sign, at_now):
    item = handed_over("swap", "faulty", in_stock=False)
    day = at_now.date() + timedelta(days=2)
    sign(item, "order_new", reference="CG1", expected_on=day)
    release = item.handovers.get(kind="release_new")
    later = day + timedelta(days=5)
    answer = send(client_of(purchasing), release, "expect", expected_on=later.isoformat(), reason="厂家缺货")
    assert answer.status_code == 302
    assert HandOver.objects.get(pk=release.pk).expected_on == later


def test_a_fixed_number_of_queries(client_of, finance, refund, django_assert_num_queries):
    client = client_of(finance)
    client.get(url(refund))
    with django_assert_num_queries(6):  # session, person, two for the rights, roles; the hand-over
        client.get(url(refund))
