"""V7: the machine's page, and that of the goods, show the spare units that were lent meanwhile, and which are out."""

from datetime import date, timedelta

import pytest

from field_visits.spare_services import spare_add, spare_lend, spare_return


@pytest.fixture
def machine(make_machine, school):
    return make_machine(school, serial="SN1")


@pytest.fixture
def job(make_job, school, technician, machine):
    return make_job(school, technician=technician, machine=machine)


@pytest.fixture
def lent(job, school, service_manager, counter, now, drawn):
    """Two loans for the job: SP1 is back, SP2 is out."""
    loans = []
    for serial in ("SP1", "SP2"):
        unit = spare_add(
            by=service_manager, now=now, product="显示器", category="monitor", serial=serial, condition="九成新"
        )
        about = {"unit_id": unit.pk, "customer": school, "job": job, "borrower": "周老师", "signature": drawn}
        loans.append(spare_lend(by=counter, now=now, due_on=date(2026, 10, 29), **about))
        if serial == "SP1":
            spare_return(loan_id=loans[0].pk, by=counter, now=now + timedelta(hours=1), condition="外壳有划痕")
    return loans


def panel(client, address):
    page = client.get(address).content.decode()
    return page.split('id="loaners"')[1].split("</section>")[0] if 'id="loaners"' in page else ""


def test_the_machines_page_shows_what_is_out_first(lent, machine, client_of, counter, at_now):
    shown = panel(client_of(counter), f"/machines/{machine.machine_no}/")
    assert shown.index("SP2") < shown.index("SP1")
    assert "with the customer until 2026-10-29" in shown
    assert "外壳有划痕" in shown


def test_the_page_of_goods_shows_what_to_ask_for_when_they_go_back(lent, job, school, client_of, counter, now, at_now):
    from returns.models import ReturnedItem
    from returns.services import NewItem, goods_receive

    goods = NewItem(product="显示器", category="monitor", condition="faulty", fault="不亮", packaging_complete=True)
    item = goods_receive(by=counter, now=now, customer=school, items=[goods]).items.get()
    address = f"/returns/items/{item.item_no}/"
    assert panel(client_of(counter), address) == ""
    ReturnedItem.objects.filter(pk=item.pk).update(job=job)
    assert "SP2" in panel(client_of(counter), address)
