"""The pages of complaints: logged from a number, each step on the page, a fixed number of queries."""

from uuid import uuid4

import pytest

from complaints.models import Complaint
from complaints.services import complaint_log

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def sent(**fields):
    return {"key": str(uuid4()), **fields}


def test_a_number_names_the_customer(client_of, counter, service_manager, make_customer, make_job):
    job = make_job(make_customer(), job_no="G7")
    data = sent(about="g7", customer="", what="等了三天", channel="counter", owner=service_manager.pk)
    assert client_of(counter).post("/complaints/new/", data).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.job, complaint.customer, complaint.owner) == (job, job.customer, service_manager)


def test_a_form_sent_twice_logs_one(client_of, counter, service_manager, make_customer):
    make_customer(customer_no="K7")
    data = sent(about="", customer="K7", what="等了三天", channel="counter", owner=service_manager.pk)
    for _again in range(2):
        client_of(counter).post("/complaints/new/", data)
    assert Complaint.objects.count() == 1


def test_neither_number_nor_customer_is_told(client_of, counter, service_manager):
    data = sent(about="G0", customer="", what="等了三天", channel="counter", owner=service_manager.pk)
    answer = client_of(counter).post("/complaints/new/", data)
    assert set(answer.context["form"].errors) == {"about", "customer"}


@pytest.fixture
def complaint(counter, technician, service_manager, make_customer, now):
    return complaint_log(
        by=counter, now=now, customer=make_customer(), channel="phone", what="迟到", owner=service_manager,
        concerns=technician,
    )  # fmt: skip


def test_the_steps_in_turn(client_of, service_manager, complaint):
    desk, page = client_of(service_manager), f"/complaints/{complaint.complaint_no}/"
    assert "id_answer_answer" in desk.get(page + "?step=answer").content.decode()
    for step, fields in (
        ("answer", {"channel": "phone", "answer": "正在查"}),
        ("check", {"finding": "属实", "justified": "yes", "solution": "道歉", "solved_by_day": ""}),
        ("decide", {"upheld": "yes", "told_channel": "phone", "reason": "属实"}),
    ):
        assert desk.post(f"{page}do/{step}/", sent(**fields)).status_code == 302, step
    complaint.refresh_from_db()
    assert complaint.state == "upheld"


def test_a_step_that_does_not_fit_stays_on_the_page_with_its_reason(client_of, service_manager, complaint):
    fields = sent(upheld="yes", told_channel="phone", reason="属实")
    answer = client_of(service_manager).post(f"/complaints/{complaint.complaint_no}/do/decide/", fields)
    assert answer.status_code == 200
    assert "moved on meanwhile" in answer.content.decode()


@pytest.mark.parametrize("crowd", [1, 30])
def test_the_list_costs_a_fixed_number_of_queries(
    client_of, counter, service_manager, make_customer, now, crowd, django_assert_num_queries
):
    for _each in range(crowd):
        complaint_log(
            by=counter, now=now, customer=make_customer(), channel="phone", what="迟到", owner=service_manager
        )
    desk = client_of(counter)
    with django_assert_num_queries(7):
        assert desk.get("/complaints/").status_code == 200


def test_the_list_says_what_is_due_next(client_of, service_manager, complaint, now):
    from complaints.services import complaint_answer, complaint_check

    def due():
        return client_of(service_manager).get("/complaints/").context["page"].rows[0].due

    assert due().deadline.kind == "complaint_answer"
    told = {"complaint_id": complaint.pk, "by": service_manager, "now": now}
    complaint_answer(**told, answer="正在查", channel="phone")
    assert due().deadline.kind == "complaint_check"
    complaint_check(**told, finding="属实", justified=True, solution="道歉")
    assert due() is None
    assert "?step=decide" in client_of(service_manager).get("/complaints/").content.decode()


def test_the_step_whose_turn_it_is_comes_first(client_of, service_manager, complaint, now):
    from complaints.services import complaint_answer

    def first():
        page = client_of(service_manager).get(f"/complaints/{complaint.complaint_no}/")
        return page.context["steps"][0][0].step

    assert first() == "answer"
    complaint_answer(complaint_id=complaint.pk, by=service_manager, now=now, answer="正在查", channel="phone")
    assert first() == "check"


def test_the_history_tells_the_solution_and_the_day_only_where_there_is_one(client_of, service_manager, complaint, now):
    from complaints.services import complaint_check
    from servicedesk.clock import local_date

    told = {"complaint_id": complaint.pk, "by": service_manager, "now": now, "finding": "属实", "justified": True}
    complaint_check(**told, solution="道歉", solved_by_day=local_date(now))
    page = client_of(service_manager).get(f"/complaints/{complaint.complaint_no}/").content.decode()
    assert "Solved by 2026-10-15: 道歉" in page
