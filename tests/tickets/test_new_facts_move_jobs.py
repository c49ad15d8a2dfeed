"""T2 and D10: when a customer's tier or a machine's brand changes, their open jobs move and say why."""

from customers.services import customer_update, machine_update
from tickets.services import job_close, job_put_back, take_next


def test_a_new_tier_moves_the_waiting_jobs(log_job, counter, make_customer, now, queue_numbers, words_of):
    industry = log_job(counter, customer=make_customer("industry"))
    climber = make_customer("other", name="网吧")
    jobs = [log_job(counter, customer=climber) for _each in range(2)]
    assert queue_numbers()[0] == industry.job_no
    customer_update(customer_id=climber.pk, by=counter, now=now, tier="agent", agent_kind="local")
    assert queue_numbers() == [jobs[0].job_no, jobs[1].job_no, industry.job_no]
    assert words_of(jobs[0])[-1] == "Its place moved, for the customer's tier is now: Agent"


def test_a_job_in_work_moves_too_for_it_may_be_put_back(
    log_job, counter, technician, make_customer, now, queue_numbers
):
    customer = make_customer("agent")
    first = log_job(counter, customer=customer)
    second = log_job(counter, customer=make_customer("network"))
    take_next(by=technician, now=now)
    customer_update(customer_id=customer.pk, by=counter, now=now, tier="other", agent_kind="")
    job_put_back(job_id=first.pk, by=technician, now=now, reason="x")
    assert queue_numbers() == [second.job_no, first.job_no]


def test_closed_jobs_stay_as_they_were(log_job, counter, service_manager, make_customer, now, history):
    customer = make_customer("other")
    job = log_job(counter, customer=customer)
    job_close(job_id=job.pk, by=service_manager, now=now, outcome="solved", work_done="x")
    customer_update(customer_id=customer.pk, by=counter, now=now, tier="network")
    assert history(job) == ["job.opened", "job.closed"]


def test_a_name_that_changes_moves_nothing(log_job, counter, make_customer, now, history):
    customer = make_customer("other")
    job = log_job(counter, customer=customer)
    customer_update(customer_id=customer.pk, by=counter, now=now, name="新名字")
    assert history(job) == ["job.opened"]


def test_a_new_brand_class_moves_the_machines_jobs(
    log_job, counter, make_customer, make_machine, now, queue_numbers, words_of
):
    machine = make_machine(make_customer(), brand_class="compatible")
    first = log_job(counter, customer=machine.customer)
    other = log_job(counter, customer=machine.customer, machine=machine)
    machine_update(machine_id=machine.pk, by=counter, now=now, brand_class="brand")
    assert queue_numbers() == [other.job_no, first.job_no]
    assert words_of(other)[-1] == "Its place moved, for its machine is now: Brand machine"


def test_a_brand_that_becomes_unknown_leaves_the_jobs(log_job, counter, make_customer, make_machine, now, history):
    machine = make_machine(make_customer(), brand_class="brand")
    job = log_job(counter, customer=machine.customer, machine=machine)
    machine_update(machine_id=machine.pk, by=counter, now=now, brand_class="")
    job.refresh_from_db()
    assert job.brand_class == "brand"
    assert history(job) == ["job.opened"]
