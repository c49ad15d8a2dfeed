"""Reports of a month with charts, the lines behind each figure, and what leaves the desk: workbook, print, payroll."""

from itertools import islice

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import get_language, pgettext
from django.views.decorators.http import require_POST, require_safe

from servicedesk.access import allowed
from settlement.count_selectors import TIMED, Behind, counts_of, records_behind, unpaid_receipts
from settlement.filter_words import filter_words
from settlement.forms import ReportFilter
from settlement.labels import GROUP_LABELS
from settlement.models import ClosedSheet, Run
from settlement.months import month_or_404, month_to_close
from settlement.outputs import payroll_csv
from settlement.policies import Group
from settlement.policies.reports import Filter
from settlement.policies.runs import RunKind, RunState
from settlement.report_selectors import lines_of, money_report, trend
from settlement.report_tables import (
    SUBJECTS,
    counted_tables,
    heading_of,
    money_tables,
    months_table,
    pictures,
    times_table,
)
from settlement.services import run_add
from settlement.sheet_selectors import sheet_page
from staff.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = 200
PRINTED = 60  # sheets on one page to print; more people are printed in several goes


def _filter(request) -> tuple[ReportFilter, Filter | None]:
    """The form, and what it asks for; None where that cannot be: then nothing is shown rather than everything."""
    form = ReportFilter(request.GET)
    if not form.is_valid():
        return form, None
    return form, Filter(**{name: str(value) for name, value in form.cleaned_data.items()})


@allowed("see_settlement")
@require_safe
def reports(request):
    """The report of the month that is to be closed next."""
    return redirect("settlement:report", month_to_close(request.now))


@allowed("see_settlement")
@require_safe
def report(request, month):
    """The month in tables and charts; the filter holds for the money."""
    wanted_month = month_or_404(month)
    form, wanted = _filter(request)
    money, source = money_report(wanted_month, wanted, now=request.now)
    wanted = wanted or Filter()
    counts, months = counts_of(wanted_month), trend(wanted_month, source, now=request.now)
    names = dict(User.objects.values_list("staff_no", "name"))
    context = {
        "month": wanted_month,
        "form": form,
        "narrowed": urlencode(wanted.as_dict()),
        "filtered": filter_words(wanted),
        "source": source,
        "tables": money_tables(money, names, wanted),
        "counted": counted_tables(money, counts, wanted),
        "times": times_table(counts),
        "months": months_table(months),
        "groups": [GROUP_LABELS[group] for group in Group],
        "pictures": pictures(money, counts, names, months),
    }
    return render(request, "settlement/report.html", context)


@allowed("see_settlement")
@require_safe
def lines(request, month):
    """The lines behind a figure, 200 a page."""
    wanted_month = month_or_404(month)
    form, wanted = _filter(request)
    found = list(lines_of(wanted_month, wanted, now=request.now)) if wanted else []
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    names = dict(User.objects.values_list("staff_no", "name"))
    context = {
        "month": wanted_month,
        "form": form,
        "narrowed": urlencode(wanted.as_dict()) if wanted else "",
        "filtered": filter_words(wanted) if wanted else [],
        "page": page,
        "names": names,
        "total": sum(line.amount for line in found),
    }
    return render(request, "settlement/lines.html", context)


@allowed("see_settlement")
@require_safe
def records(request, month, kind):
    """The records behind a number of the report that is not money, 200 a page: `?key=` what they have in common,
    `?late=1` those beyond what was promised."""
    wanted_month = month_or_404(month)
    key, late = request.GET.get("key", ""), request.GET.get("late") == "1"
    _form, wanted = _filter(request)
    if kind not in set(Behind) or wanted is None:
        raise Http404
    names = dict(User.objects.values_list("staff_no", "name"))
    if kind == Behind.UNPAID:
        found = unpaid_receipts(key, wanted_month, wanted, now=request.now)
    else:
        found = records_behind(Behind(kind), key, wanted_month, late=late)
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    context = {
        "month": wanted_month,
        "kind": kind,
        "heading": heading_of(Behind(kind), key, late=late),
        "subject": SUBJECTS[Behind(kind)],
        "timed": TIMED,
        "page": page,
        "narrowed": urlencode({"key": key, **({"late": 1} if late else {}), **wanted.as_dict()}),
        "back": urlencode(wanted.as_dict()),
        "names": names,
    }
    return render(request, "settlement/records.html", context)


@allowed("see_settlement")
@require_POST
def export(request, month):
    """Asks for the workbook of what the filter takes; the page of the run gives it out."""
    wanted_month = month_or_404(month)
    form = ReportFilter(request.POST)
    if not form.is_valid():  # a workbook of everybody is not what was asked for
        asked = {name: request.POST.get(name, "") for name in form.fields}
        return redirect(f"{reverse('settlement:report', args=[wanted_month])}?{urlencode(asked)}")
    options = {name: str(value) for name, value in form.cleaned_data.items() if value}
    options["language"] = get_language() or "zh-hans"
    run = run_add(kind=RunKind.EXPORT.value, month=wanted_month, by=request.user, now=request.now, options=options)
    return redirect("settlement:run", run.pk)


@allowed("see_settlement")
@require_safe
def workbook(request, pk):
    """A workbook that was written, for those who see settlements."""
    run = get_object_or_404(Run, pk=pk, kind=RunKind.EXPORT.value, state=RunState.DONE.value)
    if not run.file:
        raise Http404
    name = pgettext("file name", "settlement-%(month)s") % {"month": f"{run.month:%Y-%m}"} + ".xlsx"
    return FileResponse(run.file.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


@allowed("see_settlement")
@require_safe
def payroll(request, month):
    """The closed sheets for payroll."""
    wanted = month_or_404(month)
    if not ClosedSheet.objects.filter(month=wanted.first).exists():
        raise Http404
    name = pgettext("file name", "payroll-%(month)s") % {"month": wanted} + ".csv"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        payroll_csv(wanted), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


@allowed("see_settlement")
@require_safe
def printed(request, month):
    """Settlement sheets to print and sign, `?person=` of one, else page by page of everybody's (`?page=`)."""
    wanted = month_or_404(month)
    people = User.objects.by_number()
    if request.GET.get("person"):
        people = people.filter(staff_no=request.GET["person"])
    page = Paginator(people, PRINTED).get_page(request.GET.get("page"))
    found = (sheet_page(person, wanted, now=request.now) for person in page)
    pages = [each for each in islice(found, PRINTED) if each.sheet]
    return render(request, "settlement/printed.html", {"month": wanted, "pages": pages, "page": page})
