"""Reading the pool of spare units: what is there, what is out and until when, for whom one is suggested."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef

from field_visits.models import Loan, SpareUnit
from field_visits.policies.spares import BORROWERS, UnitState, Wanting, spare_due_on, spare_warned_on, wanting
from rulebook.selectors import terms_on
from servicedesk.clock import day_end, local_date
from tickets.models import Job
from tickets.policies import Domain

MOST = 200
SHOWN = 20  # on a machine's or an item's page


def loans_out_of_job(job_id: int) -> int:
    """How many units are on loan for a job."""
    return Loan.objects.out().filter(job_id=job_id).count()


@dataclass(frozen=True)
class Pool:
    """The pool now. `suggested` are (job, last day of D3)."""

    suggested: list[tuple[Job, date]]
    out: list[Loan]
    here: list[SpareUnit]
    withdrawn: int


def pool(now: datetime) -> Pool:
    """Everything about spare units today; a bounded number of queries."""
    here = SpareUnit.objects.filter(state=UnitState.IN_POOL.value).order_by("category", "product", "unit_no")
    return Pool(
        suggested=suggested(now),
        out=list(Loan.objects.out().select_related("unit", "customer", "job")[:MOST]),
        here=list(here[:MOST]),
        withdrawn=SpareUnit.objects.filter(state=UnitState.WITHDRAWN.value).count(),
    )


def suggested(now: datetime) -> list[tuple[Job, date]]:
    """Open hardware jobs of tiers 2–4 for which a spare unit is due (D3), the most urgent at the front."""
    today, terms = local_date(now), terms_on(local_date(now))
    lent = Exists(Loan.objects.out().filter(job=OuterRef("pk")))
    old = Job.objects.open().filter(
        domain=Domain.HARDWARE.value,
        customer__tier__in=[tier.value for tier in BORROWERS],
        opened_at__lte=day_end(today - (spare_warned_on(today, terms=terms) - today)),
    )
    jobs = list(old.filter(~lent).select_related("customer", "machine").order_by("opened_at")[:MOST])
    cases = [Wanting(job, job.customer.tier, job.domain, local_date(job.opened_at), False) for job in jobs]
    return [(case.job, due) for case, due in wanting(cases, today=today, terms=terms)]


def spare_day(job: Job) -> date | None:
    """The last day of D3 for a job, None where the rule does not ask for a spare unit."""
    if job.customer.tier not in BORROWERS or job.domain != Domain.HARDWARE or not job.is_open:
        return None
    since = local_date(job.opened_at)
    return spare_due_on(since, terms=terms_on(since))


def loans_for(*, machine_id: int | None = None, job_id: int | None = None) -> list[Loan]:
    """The units lent for a machine's jobs, or for one job: those that are out first, then the latest. One query, none
    where there is neither."""
    if machine_id is None and job_id is None:
        return []
    about = {"job_id": job_id} if machine_id is None else {"job__machine_id": machine_id}
    rows = Loan.objects.filter(**about).select_related("unit", "job")
    return list(rows.order_by(F("returned_at").desc(nulls_first=True), "-lent_at", "-pk")[:SHOWN])
