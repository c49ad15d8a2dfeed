"""Who wrote what on a customer or a machine stays readable; cost prices only to those who may see them."""

from decimal import Decimal

import pytest

from customers import services
from customers.services import customer_update, machine_update
from records.models import Entry


def test_a_correction_is_one_entry_with_old_and_new(make_customer, counter, now, client_of):
    customer = make_customer(name="李雷", phone="1", by=counter)
    customer_update(customer_id=customer.pk, by=counter, now=now, phone="13800138000", tier="industry", name="李雷")
    created, changed = Entry.objects.of("customer", customer.pk)
    assert (created.code, created.by, created.at) == ("customer.created", counter, now)
    assert changed.data == {"changed": {"phone": ["1", "13800138000"], "tier": ["other", "industry"]}}
    page = client_of(counter).get(f"/customers/{customer.customer_no}/").content.decode()
    assert "Phone: 1 → 13800138000" in page
    assert "Tier: Other customer → Industry customer" in page


def test_saving_without_a_change_writes_nothing(make_customer, counter, now):
    customer = make_customer(name="李雷", note="")
    customer_update(customer_id=customer.pk, by=counter, now=now, name=" 李雷 ", note="")
    assert Entry.objects.of("customer", customer.pk).count() == 1


def test_a_field_that_is_not_a_customers_is_refused(make_customer, counter, now):
    with pytest.raises(TypeError):
        customer_update(customer_id=make_customer().pk, by=counter, now=now, customer_no="K1")


@pytest.mark.parametrize(("role", "sees"), [("counter", False), ("technician", False), ("service_manager", True)])
def test_cost_prices_in_page_form_and_history(make_customer, make_machine, now, cast, client_of, role, sees):
    machine = make_machine(make_customer(), cost=Decimal("4321.10"), sale_price=Decimal("5555"))
    machine_update(machine_id=machine.pk, by=cast["purchasing"], now=now, cost=Decimal("4999"), model="X1")
    desk = client_of(cast[role])
    page = desk.get(f"/machines/{machine.machine_no}/").content.decode()
    assert ("4,999.00" in page) == sees
    assert ("4321.10 → 4999.00" in page) == sees
    assert "5,555.00" in page
    assert "Model: — → X1" in page


def test_who_may_not_see_the_cost_does_not_wipe_it(make_customer, make_machine, machine_form, counter, client_of):
    machine = make_machine(make_customer(), cost=Decimal("4321.10"))
    sent = machine_form(customer=machine.customer.customer_no, model="X1", cost="1")
    assert client_of(counter).post(f"/machines/{machine.machine_no}/edit/", sent).status_code == 302
    machine.refresh_from_db()
    assert (machine.model, machine.cost) == ("X1", Decimal("4321.10"))


def test_others_are_told_of_a_new_tier_and_a_new_brand_class_in_the_same_transaction(
    make_customer, make_machine, counter, now, monkeypatch
):
    told = []
    monkeypatch.setattr(services, "on_tier_change", [lambda *what: told.append(what)])
    monkeypatch.setattr(services, "on_brand_change", [lambda *what: told.append(what)])
    machine = make_machine(make_customer(), brand_class="brand")
    customer_update(customer_id=machine.customer.pk, by=counter, now=now, phone="1")
    machine_update(machine_id=machine.pk, by=counter, now=now, model="X")
    assert told == []
    customer_update(customer_id=machine.customer.pk, by=counter, now=now, tier="network")
    machine_update(machine_id=machine.pk, by=counter, now=now, brand_class="compatible")
    assert told == [(machine.customer, counter, now), (machine, counter, now)]


def test_what_fails_while_being_told_undoes_the_change(make_customer, counter, now, monkeypatch):
    def fail(*_what):
        raise RuntimeError

    monkeypatch.setattr(services, "on_tier_change", [fail])
    customer = make_customer()
    with pytest.raises(RuntimeError):
        customer_update(customer_id=customer.pk, by=counter, now=now, tier="network")
    customer.refresh_from_db()
    assert customer.tier == "other"
    assert Entry.objects.of("customer", customer.pk).count() == 1
