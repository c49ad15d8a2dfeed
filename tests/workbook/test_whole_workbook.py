"""formats.md: a workbook brings staff, customers, machines, jobs and returned goods into the desk, column by column."""

from datetime import date, datetime
from decimal import Decimal

from customers.models import Customer, Machine
from customers.selectors import find_customers
from returns.models import Paper, ReturnedItem
from servicedesk.clock import from_local
from staff.models import User
from tickets.models import Job
from tickets.policies import rank


def at(*parts):
    return from_local(datetime(*parts))


def test_the_shop_is_taken_in_and_counted(take, shop):
    report = take(shop)
    assert report.faults == []
    assert {sheet: count["new"] for sheet, count in report.counts.items()} == {
        "staff": 3, "customers": 4, "machines": 3, "jobs": 3, "visits": 2, "returned_goods": 2,
        "revenue": 1, "incidents": 2,
    }  # fmt: skip


def test_staff_hold_their_roles_and_cannot_sign_in_yet(take, shop):
    take(shop)
    person = User.objects.get(staff_no="C01")
    assert person.roles == {"counter", "technician"}
    assert not person.has_usable_password()
    assert User.objects.get(staff_no="T01").active_from == date(2024, 4, 1)
    assert User.objects.get(staff_no="W01").in_station is False


def test_customers_are_found_like_those_added_by_hand(take, shop):
    take(shop)
    customer = Customer.objects.get(customer_no="K0003")
    assert (customer.tier, customer.agent_kind, customer.in_urban_area) == ("industry", "", True)
    assert Customer.objects.get(customer_no="K0002").in_urban_area is None
    assert find_customers("diyizhongxue") == [customer]
    assert find_customers("13900000001")[0].customer_no == "K0001"


def test_machines_keep_their_sale(take, shop):
    take(shop)
    machine = Machine.objects.get(machine_no="J0001")
    assert machine.customer.customer_no == "K0003"
    assert (machine.sale_price, machine.cost, machine.purchased_on) == (
        Decimal("4299.00"), Decimal("3800.50"), date(2025, 5, 4),
    )  # fmt: skip
    assert Machine.objects.get(machine_no="J0003").cost is None


def test_a_waiting_job_stands_in_its_place(take, shop):
    take(shop)
    job = Job.objects.get(job_no="G0001")
    assert (job.status, job.opened_at, job.closed_at) == ("waiting", at(2026, 10, 10, 11, 19), None)
    assert job.brand_class == "brand"  # the machine's
    assert job.rank == rank(job.factors)
    assert [job.job_no for job in Job.objects.waiting().in_queue_order()] == ["G0003", "G0001"]


def test_a_closed_job_is_closed_without_a_known_outcome(take, shop):
    take(shop)
    job = Job.objects.get(job_no="G0002")
    assert (job.status, job.outcome, job.closed_at) == ("closed", "", at(2026, 10, 2, 17, 30))


def test_an_imported_expedite_holds_as_long_as_the_job_is_open(take, shop):
    take(shop)
    job = Job.objects.get(job_no="G0003")
    assert (job.expedite_reason, job.expedite_until) == ("明早开会要用", None)
    assert job.brand_class == "brand"  # no machine, so the sheet's own


def test_returned_goods_keep_every_column(take, shop):
    take(shop)
    item = ReturnedItem.objects.get(item_no="F0001")
    for name in ("product", "spec", "category", "fault", "condition", "remedy", "delivery_kind"):
        assert getattr(item, name) == shop["returned_goods"][0][name]
    for name in ("purchased_on", "estimate"):
        assert getattr(item, name) == shop["returned_goods"][0][name]
    trip = item.trips.get()
    assert trip.supplier.name == shop["returned_goods"][0]["supplier"]
    dates = ("sent_to_supplier_on", "supplier_received_on", "back_from_supplier_on")
    assert [trip.sent_on, trip.received_on, trip.back_on] == [shop["returned_goods"][0][name] for name in dates]
    for name in ("received_at", "explained_at", "reported_at", "delivered_at"):
        assert getattr(item, name) == from_local(shop["returned_goods"][0][name])
    assert (item.sale_price, item.cost, item.price_today) == (Decimal(605), Decimal(550), Decimal("599.50"))
    assert (item.packaging_complete, item.signed) == (False, True)
    assert (item.received_by.staff_no, item.holder.staff_no) == ("C01", "T01")


def test_goods_are_linked_to_the_customers_machine_of_that_serial_number(take, shop):
    take(shop)
    item = ReturnedItem.objects.get(item_no="F0001")
    assert item.serial == "SN1002"
    assert item.machine.machine_no == "J0002"
    assert ReturnedItem.objects.get(item_no="F0002").machine is None


def test_goods_of_one_voucher_number_share_one_voucher(take, shop):
    take(shop)
    paper = Paper.objects.get()
    assert (paper.paper_no, paper.kind, paper.customer.customer_no) == ("PZ0001", "voucher", "K0004")
    assert (paper.issued_at, paper.issued_by.staff_no) == (at(2026, 10, 5, 14, 8), "C01")
    assert paper.items.count() == 2
