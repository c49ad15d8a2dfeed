"""What is done to a job on its page: each step is one form and one service."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from servicedesk.access import allowed
from tickets import services
from tickets.forms import STEP_FORMS
from tickets.labels import DONE_LABELS
from tickets.models import Job
from tickets.policies import Step
from tickets.queue_selectors import JOINED
from tickets.views import job_response


def _take_step(request, job_no: str, step: Step, service):
    """Form, one service, back to the job; what is refused stays on the page with its reason.

    A form that was sent twice does its step once, and both are told that it is done.
    """
    job = get_object_or_404(Job.objects.select_related(*JOINED, "opened_by"), job_no=job_no)
    form = STEP_FORMS[step](request.POST, job=job, user=request.user, now=request.now)
    if form.make_once(
        f"job.{step}",
        request.now,
        lambda: service(job_id=job.pk, by=request.user, now=request.now, **form.values()),
    ):
        messages.success(request, str(DONE_LABELS[step]))
        return redirect("tickets:job", job.job_no)
    job.refresh_from_db()
    return job_response(request, job, bound=form)


@allowed("edit_job")
@require_POST
def answer(request, job_no):
    """Records what the customer was told (D1)."""
    return _take_step(request, job_no, Step.ANSWER, services.job_answer)


@allowed("work_job", "edit_job")
@require_POST
def close(request, job_no):
    """Closes a job, or cancels one that waits."""
    return _take_step(request, job_no, Step.CLOSE, services.job_close)


@allowed("steer_job")
@require_POST
def assign(request, job_no):
    """Gives a waiting job to a technician (T5)."""
    return _take_step(request, job_no, Step.ASSIGN, services.job_assign)


@allowed("work_job")
@require_POST
def hand_over(request, job_no):
    """Passes a job in work to another technician (T5)."""
    return _take_step(request, job_no, Step.HAND_OVER, services.job_hand_over)


@allowed("work_job")
@require_POST
def put_back(request, job_no):
    """Lets a job in work wait again (T5)."""
    return _take_step(request, job_no, Step.PUT_BACK, services.job_put_back)


@allowed("expedite_job")
@require_POST
def expedite(request, job_no):
    """Lets a job go first until an end (T2)."""
    return _take_step(request, job_no, Step.EXPEDITE, services.job_expedite)


@allowed("expedite_job")
@require_POST
def end_expedite(request, job_no):
    """Ends an expedite early (T2)."""
    return _take_step(request, job_no, Step.END_EXPEDITE, services.job_end_expedite)


@allowed("edit_job")
@require_POST
def repeat(request, job_no):
    """Sets or clears "tried before and not solved" (T4)."""
    return _take_step(request, job_no, Step.SET_REPEAT, services.job_set_repeat)


@allowed("work_job")
@require_POST
def reopen(request, job_no):
    """Brings a closed job back into the queue (T4)."""
    return _take_step(request, job_no, Step.REOPEN, services.job_reopen)
