"""Every page asks the database the same number of questions, however much there is."""

from datetime import timedelta

import pytest

from records.services import record
from returns.models import ReturnedItem

SIGNED_IN = 4  # session, person, permissions (own and the roles')


@pytest.fixture
def much(make_customer, make_machine, make_job, now, technician):
    """much(n): n customers with machines, jobs, goods and history each."""

    def make(count):
        first = make_customer("agent", name="王芳0", customer_no=f"K{count}")
        for number in range(count):
            make_customer(name=f"王芳{number}")
            machine = make_machine(first, serial=f"S{number}", machine_no=f"J{count}-{number}", purchased_on=now.date())
            job = make_job(first, machine=machine, technician=technician)
            item = ReturnedItem.objects.create(
                item_no=f"F{count}-{number}", customer=first, machine=machine, product="主板", category="board",
                condition="faulty", received_at=now - timedelta(days=1),
            )  # fmt: skip
            for subject, pk in (("job", job.pk), ("item", item.pk), ("machine", machine.pk), ("customer", first.pk)):
                record(subject=subject, subject_id=pk, code="test.code", by=technician, at=now)
        return first

    return make


@pytest.mark.parametrize(
    ("address", "questions"),
    [
        ("/customers/", 2),  # the keys and the rows of the page
        ("/customers/?q=王", 3),  # and the keys of machines, of which there are none
        ("/customers/?q=S", 3),
        ("/customers/lookup/?q=王", 2),
        ("/customers/similar/?name=王芳&phone=13800138000", 3),
        (
            "/customers/K{0}/",
            9,
        ),  # customer, machines, former ones, jobs, goods, complaints, visits and their number, history
        ("/customers/K{0}/edit/", 1),
        ("/machines/J{0}-0/", 8),  # machine, what it replaced, jobs, goods, numbers in force, history, chain, loans
        ("/machines/same-serial/?serial=S1", 1),
    ],
)
def test_questions_do_not_grow(much, client_of, service_manager, django_assert_num_queries, address, questions):
    desk = client_of(service_manager)
    for count in (3, 12):
        much(count)
        desk.get("/customers/new/")
        with django_assert_num_queries(SIGNED_IN + questions):
            assert desk.get(address.format(count)).status_code == 200


def test_a_second_page_counts_up_to_its_bound(
    much, make_customer, client_of, service_manager, django_assert_num_queries
):
    for number in range(60):
        make_customer(name=f"李雷{number}")
    desk = client_of(service_manager)
    after = desk.get("/customers/").context["page"].after
    with django_assert_num_queries(SIGNED_IN + 3):
        desk.get("/customers/", {"after": after})
