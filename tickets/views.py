"""Pages of the queue and of jobs. What is done to a job on its page is in `step_views`."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.models import Machine
from customers.selectors import pick_customer
from servicedesk.access import allowed
from servicedesk.errors import DomainError
from tickets.forms import STEP_FORMS, BoardFilterForm, EditJobForm, NewJobForm
from tickets.labels import COMMON_FAULTS, STEP_LABELS
from tickets.models import Job
from tickets.policies import STEPS, Domain, Step
from tickets.queue_selectors import JOINED, board, late
from tickets.selectors import find_repeat, job_page, my_jobs, open_jobs_of
from tickets.services import job_open, job_update, take_next
from tickets.writing import actions_of

LONGEST_NUMBER = 20


def typed_customer(text: str):
    """The customer whom a typed text names, None where it names none or several."""
    text = text[:140]
    return pick_customer(text).customer if text.strip() else None


# The queue


@allowed("see_queue")
@require_safe
def queue(request):
    """The board: every waiting job in order, with why it is there and how long it will wait."""
    form = BoardFilterForm(request.GET)
    after = request.GET.get("after", "")[:LONGEST_NUMBER]
    filters = form.filters()
    context = {
        "form": form,
        "filters": filters,
        "after": after,
        "board": board(filters=filters, after=after, now=request.now),
    }
    is_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, "tickets/_board.html" if is_part else "tickets/queue.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@allowed("take_job")
@require_POST
def take(request):
    """Takes the next job (T5) and opens it."""
    try:
        job = take_next(by=request.user, now=request.now)
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("tickets:queue")
    if job is None:
        messages.info(request, _("Nothing waits that you could take now."))
        return redirect("tickets:queue")
    return redirect("tickets:job", job.job_no)


@allowed("steer_job", "expedite_job")
@require_safe
def late_jobs(request):
    """For managers: jobs whose answer is late or will be at this pace (T6), and those that nobody is handed."""
    return render(request, "tickets/late.html", {"late": late(now=request.now)})


@allowed("work_job")
@require_safe
def mine(request):
    """The person's own jobs in work."""
    return render(request, "tickets/mine.html", {"rows": my_jobs(request.user, request.now)})


# One job


def job_response(request, job: Job, bound=None):
    """The page of a job; `bound` is the form of a step that was refused, shown open with its errors."""
    actions = actions_of(request.user)
    wanted = "" if bound else request.GET.get("step", "")  # a notice leads to the step that it asks for
    possible = [step for step in STEPS if job.refusal_for(request.user, step, actions) is None]
    forms = [
        bound if bound and bound.step == step else form(job=job, user=request.user, now=request.now)
        for step, form in STEP_FORMS.items()
        if step in possible
    ]
    context = {
        "job": job,
        "page": job_page(job, now=request.now),
        "steps": [(form, STEP_LABELS[form.step], form is bound or form.step == wanted) for form in forms],
        "refused": bound if bound not in forms else None,
        "main_step": Step.CLOSE if job.technician_id == request.user.pk else None,
        "may_edit": Step.EDIT in possible,
    }
    return render(request, "tickets/job.html", context)


@allowed("see_queue")
@require_safe
def job(request, job_no):
    """Everything about a job, and what this person may do to it now."""
    jobs = Job.objects.select_related(*JOINED, "opened_by")
    return job_response(request, get_object_or_404(jobs, job_no=job_no))


@allowed("log_job")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Logs a job. `?customer=` and `?machine=` (a machine number) fill these in; without JavaScript a button shows the
    customer's machines."""
    data = request.POST if request.method == "POST" else None
    customer = typed_customer((data or request.GET).get("customer", ""))
    form = NewJobForm(data, customer=customer, machine_no=request.GET.get("machine", ""))
    if data is not None and "look" in data:
        form.errors.clear()
    elif data is not None and (
        pk := form.make_once("job", request.now, lambda: job_open(by=request.user, now=request.now, **form.values()))
    ):
        logged = Job.objects.get(pk=pk)
        messages.success(request, _("Job %(job_no)s is logged.") % {"job_no": logged.job_no})
        return redirect("tickets:job", logged.job_no)
    context = {"form": form, "common_faults": COMMON_FAULTS, **_known(request, data or request.GET, customer)}
    return render(request, "tickets/new.html", context)


@allowed("log_job")
@require_safe
def known(request):
    """What the desk knows while a job is typed: the customer's machines, open jobs, and what T4 finds. An HTML part.

    `?part=machines` gives the choice of machines, otherwise the findings.
    """
    customer = typed_customer(request.GET.get("customer", ""))
    if request.GET.get("part") == "machines":
        return render(request, "tickets/_machine_field.html", {"form": NewJobForm(customer=customer)})
    return render(request, "tickets/_known.html", _known(request, request.GET, customer))


def _known(request, data, customer) -> dict:
    number = data.get("machine", "")
    machines = Machine.objects.filter(customer=customer) if customer else Machine.objects.none()
    machine = machines.filter(pk=number).first() if number.isascii() and number.isdigit() and len(number) < 19 else None
    domain = data.get("domain", "")
    found = None
    if machine is not None and domain in list(Domain):
        found = find_repeat(machine_id=machine.pk, domain=domain, opened_at=request.now, job_id=None)
    return {
        "customer": customer,
        "machine": machine,
        "found": found,
        "open_jobs": open_jobs_of(customer=customer, machine=machine) if customer else [],
    }


@allowed("edit_job")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, job_no):
    """Corrects an open job."""
    job = get_object_or_404(Job.objects.select_related(*JOINED), job_no=job_no)
    if job.refusal_for(request.user, Step.EDIT, actions_of(request.user)):
        messages.error(request, _("A closed job is not corrected. Reopen it first."))
        return redirect("tickets:job", job.job_no)
    form = EditJobForm(request.POST or None, job=job)
    if form.carry_out(lambda: job_update(job_id=job.pk, by=request.user, now=request.now, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("tickets:job", job.job_no)
    return render(request, "tickets/edit.html", {"form": form, "job": job, "common_faults": COMMON_FAULTS})
