"""A machine moves to another customer with its history; what was done for the one before stays theirs."""

import pytest

from records.models import Entry


@pytest.fixture
def moved(make_customer, make_machine, make_job, machine_form, client_of, counter):
    old, new = make_customer(name="李雷", customer_no="K0001"), make_customer(name="韩梅梅", customer_no="K0002")
    machine = make_machine(old, machine_no="J0001", category="laptop", brand_class="brand", model="X1")
    job = make_job(old, machine=machine, fault="黑屏")
    sent = machine_form(model="X1", customer="K0002")
    assert client_of(counter).post("/machines/J0001/edit/", sent).status_code == 302
    machine.refresh_from_db()
    return machine, old, new, job


def test_it_belongs_to_the_new_one(moved):
    machine, _old, new, _job = moved
    assert machine.customer == new


def test_its_page_keeps_the_whole_history(moved, client_of, counter):
    machine, old, _new, job = moved
    page = client_of(counter).get("/machines/J0001/").content.decode()
    assert job.job_no in page
    assert "Went from 李雷 K0001 to 韩梅梅 K0002" in page
    job.refresh_from_db()
    assert job.customer == old


def test_both_customers_say_so(moved, client_of, counter):
    desk = client_of(counter)
    assert "(J0001) went to 韩梅梅 K0002" in desk.get("/customers/K0001/").content.decode()
    assert "(J0001) came from 李雷 K0001" in desk.get("/customers/K0002/").content.decode()


def test_sending_it_again_moves_nothing(moved, machine_form, client_of, counter):
    machine, *_rest = moved
    before = Entry.objects.count()
    client_of(counter).post("/machines/J0001/edit/", machine_form(model="X1", customer="K0002"))
    assert Entry.objects.count() == before
