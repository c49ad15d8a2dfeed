"""B3, H3, V4: what follows from the result of a visit, in the transaction that files it."""

from datetime import timedelta

import pytest

from deadlines.models import Deadline
from field_visits.models import Visit
from field_visits.receipt_services import Incomplete, visit_report
from returns.models import ReturnedItem
from servicedesk.errors import DomainError
from tickets.answers import answer_begin
from tickets.models import Job


@pytest.fixture
def job(make_job, school, technician):
    return make_job(school, technician=technician)


def test_solved_closes_the_technicians_own_job_and_is_the_answer_to_it(file, on_site, job):
    file(on_site(job=job))
    job.refresh_from_db()
    assert (job.status, job.outcome, job.work_done) == ("closed", "solved", "换电源")
    assert (job.answer, job.answer_channel) == ("换电源", "visit")


def test_a_job_of_somebody_else_stays_and_the_receipt_counts(file, on_site, make_job, school, other_technician, codes):
    job = make_job(school, technician=other_technician)
    visit = file(on_site(job=job))
    job.refresh_from_db()
    assert (visit.state, job.status) == ("filed", "taken")
    assert "visit.job_left" in codes(visit)


def test_b3_a_second_visit_is_agreed_at_once(file, on_site, job, later):
    visit = file(on_site(job=job), result="second_visit", next_at=later(2000))
    second = Visit.objects.get(follows=visit)
    assert (second.state, second.agreed_at, second.technician) == ("agreed", later(2000), visit.technician)
    assert (second.customer, second.job, second.fault) == (visit.customer, job, "不开机")
    job.refresh_from_db()
    assert job.status == "taken"


def test_b3_without_a_time_there_is_no_second_visit(file, on_site):
    with pytest.raises(Incomplete) as told:
        file(on_site(), result="second_visit", reason="忘了")  # no reason makes up for it
    assert [str(need) for need in told.value.needs] == ["next_at"]


def test_v4_not_solved_is_reported_with_the_receipt(file, later, codes):
    visit = file(result="not_solved", report="缺主板，周五到货")
    assert (visit.reported_at, visit.report) == (later(180), "缺主板，周五到货")
    assert codes(visit)[-1] == "visit.reported"
    with pytest.raises(Incomplete):
        file(result="not_solved")


def test_v4_history_that_was_not_reported_can_be_once(file, technician, later):
    visit = file(result="not_solved", report="x")
    Visit.objects.filter(pk=visit.pk).update(reported_at=None, report="")
    about = {"visit_id": visit.pk, "by": technician}
    assert visit_report(now=later(300), report="缺件", **about).reported_at == later(300)
    with pytest.raises(DomainError):
        visit_report(now=later(301), report="再报", **about)


def test_b3_what_was_taken_back_comes_in_as_goods_of_the_job(file, on_site, job, make_machine, school):
    machine = make_machine(school, serial="SN1", category="laptop")
    visit = file(on_site(job=job, machine=machine), machine=machine, result="taken_back", taken="笔记本")
    item = ReturnedItem.objects.get()
    assert (item.product, item.serial, item.machine, item.job) == ("笔记本", "SN1", machine, job)
    assert (item.holder, item.fault, item.looks) == (visit.technician, "不开机", visit.receipt_no)
    assert item.paper.is_voucher


def test_h3_taken_back_without_a_job_opens_one_so_that_d1_starts(file, on_site, later):
    file(on_site(), result="taken_back", taken="主机")
    job = Job.objects.get()
    assert (job.opened_at, job.answered_at) == (later(180), None)
    assert ReturnedItem.objects.get().job == job


def test_nothing_follows_where_filing_is_refused(file, on_site):
    with pytest.raises(Incomplete):
        file(on_site(), result="taken_back", taken="主机", fault="")
    assert not ReturnedItem.objects.exists()
    assert not Job.objects.exists()


def test_the_second_visit_is_the_technicians_own_and_later(file, on_site, later):
    file(on_site(), result="second_visit", next_at=later(60 * 24))
    assert Visit.objects.filter(state="agreed").count() == 1
    assert Visit.objects.get(state="agreed").agreed_at - later(0) == timedelta(days=1)


def test_v4_the_report_is_on_the_service_managers_first_page(file, client_of, service_manager, technician, later):
    import time_machine

    file(result="not_solved", report="缺主板，周五到货")
    with time_machine.travel(later(200), tick=False):
        assert "缺主板，周五到货" in client_of(service_manager).get("/").content.decode()
        assert "缺主板，周五到货" not in client_of(technician).get("/").content.decode()


def test_b3_taken_back_for_an_open_job_starts_d1_again(file, on_site, job, service_manager, later):
    """The visit answers the request, the machine that goes along makes us owe another answer."""
    answer_begin(job, by=service_manager, now=later(0))
    file(on_site(job=job), result="taken_back", taken="主机")
    first, second = Deadline.objects.of("job", job.pk).order_by("cycle")
    assert (first.state, second.state) == ("met", "running")
    assert (second.started_at, second.due_at) == (later(180), later(180) + timedelta(hours=24))
    assert second.owner == job.technician


@pytest.mark.parametrize("minutes", [-60 * 24, 180, 60 * 24 * 91])
def test_b3_a_second_visit_is_after_this_one_and_not_next_year(file, on_site, later, minutes):
    visit = on_site()
    with pytest.raises(DomainError) as refused:
        file(visit, result="second_visit", next_at=later(minutes))
    assert (refused.value.code, refused.value.field) == ("visit.time", "next_at")
    visit.refresh_from_db()
    assert visit.state == "on_site"
