"""Reports of a month with charts, the lines behind each figure, and what leaves the desk: workbook, print, payroll."""

from itertools import islice

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from field_visits.labels import NO_VERDICT, SITE_KIND_LABELS, VERDICT_LABELS
from returns.labels import REMEDY_LABELS
from servicedesk.access import allowed
from servicedesk.money import from_fen
from settlement import charts
from settlement.forms import ReportFilter
from settlement.labels import GROUP_LABELS, REASON_LABELS, RULE_LABELS
from settlement.models import ClosedSheet, Run
from settlement.months import month_or_404, month_to_close
from settlement.outputs import payroll_csv
from settlement.policies import Group, Reason, Rule
from settlement.policies.reports import NO_SITE, Filter
from settlement.policies.runs import RunKind, RunState
from settlement.report_selectors import TOP, counts_of, lines_of, money_report, trend
from settlement.services import run_add
from settlement.sheet_selectors import sheet_page
from staff.models import User
from tickets.labels import DOMAIN_LABELS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = 200
MOST_ROWS = 100  # of a table; who looks for more filters, or takes the workbook
PRINTED = 60  # sheets on one page to print; more people are printed in several goes


def _filter(request) -> tuple[ReportFilter, Filter]:
    form = ReportFilter(request.GET)
    taken = form.cleaned_data if form.is_valid() else {}
    wanted = Filter(**{name: str(value) for name, value in taken.items()})
    return form, wanted


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
    counts = counts_of(wanted_month)
    names = dict(User.objects.values_list("staff_no", "name"))
    context = {
        "month": wanted_month,
        "form": form,
        "query": urlencode(wanted.as_dict()),
        "source": source,
        "tables": _tables(money, names, wanted),
        "unpaid": [(REASON_LABELS[Reason(reason)], reason, count) for reason, count in money.unpaid],
        "counts": counts,
        "pictures": _pictures(money, counts, names, wanted_month),
        "verdicts": [(VERDICT_LABELS.get(verdict, NO_VERDICT), count) for verdict, count in counts.verdicts],
        "remedies": [(REMEDY_LABELS.get(remedy, "—"), count) for remedy, count in counts.remedies],
        "repeats": [(DOMAIN_LABELS[domain], fault, count) for domain, fault, count in counts.repeats],
    }
    return render(request, "settlement/report.html", context)


def _tables(money, names: dict[str, str], wanted: Filter) -> list[dict]:
    """The four tables of money, each row with the address of its lines."""

    def table(title, name: str, rows, label) -> dict:
        return {
            "title": title,
            "rows": [
                {
                    "label": label(row.key),
                    "query": urlencode({**wanted.as_dict(), name: row.key}),
                    "count": row.count,
                    "parts": [from_fen(row.groups[group]) for group in Group],
                    "total": from_fen(row.fen),
                }
                for row in rows[:MOST_ROWS]
            ],
            "total": from_fen(sum(row.fen for row in rows)),
            "more": max(0, len(rows) - MOST_ROWS),
        }

    return [
        table(_("By person"), "person", money.people, lambda key: f"{names.get(key, '')} {key}"),
        table(_("By rule"), "rule", money.rules, lambda key: f"{key} {RULE_LABELS[Rule(key)]}"),
        table(_("By kind of site"), "site", money.sites, _site),
        table(_("By week"), "week", money.weeks, lambda key: key),
    ]


def _site(key: str) -> str:
    return _("no visit") if key == NO_SITE else str(SITE_KIND_LABELS[key])


def _pictures(money, counts, names: dict[str, str], month) -> dict[str, str]:
    empty = _("Nothing to show")

    def yuan(fen: int) -> float:
        return float(from_fen(fen))

    by_person = sorted(money.people, key=lambda row: row.fen, reverse=True)[: 2 * TOP]
    months = trend(month)
    series = [(str(GROUP_LABELS[group]), [float(parts[group]) for _m, parts, _t in months]) for group in Group]
    return {
        "people": charts.bars([(names.get(row.key, row.key), yuan(row.fen)) for row in by_person], empty=empty),
        "rules": charts.bars([(row.key, yuan(row.fen)) for row in money.rules], empty=empty),
        "weeks": charts.bars([(row.key, yuan(row.fen)) for row in money.weeks], empty=empty),
        "unpaid": charts.bars([(str(REASON_LABELS[Reason(why)]), count) for why, count in money.unpaid], empty=empty),
        "verdicts": charts.bars(
            [(str(VERDICT_LABELS.get(verdict, NO_VERDICT)), count) for verdict, count in counts.verdicts], empty=empty
        ),
        "trend": charts.lines([str(each) for each, _parts, _total in months], series, empty=empty),
    }


@allowed("see_settlement")
@require_safe
def lines(request, month):
    """The lines behind a figure, 200 a page."""
    wanted_month = month_or_404(month)
    form, wanted = _filter(request)
    found = list(lines_of(wanted_month, wanted, now=request.now))
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    names = dict(User.objects.values_list("staff_no", "name"))
    context = {
        "month": wanted_month,
        "form": form,
        "query": urlencode(wanted.as_dict()),
        "page": page,
        "names": names,
        "total": sum(line.amount for line in found),
    }
    return render(request, "settlement/lines.html", context)


@allowed("see_settlement")
@require_POST
def export(request, month):
    """Asks for the workbook of what the filter takes; the page of the run gives it out."""
    wanted_month = month_or_404(month)
    form = ReportFilter(request.POST)
    options = {name: str(value) for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
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
    name = f"{pgettext('file name', 'settlement')}-{run.month:%Y-%m}.xlsx"
    return FileResponse(run.file.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


@allowed("see_settlement")
@require_safe
def payroll(request, month):
    """The closed sheets for payroll."""
    wanted = month_or_404(month)
    if not ClosedSheet.objects.filter(month=wanted.first).exists():
        raise Http404
    name = f"{pgettext('file name', 'payroll')}-{wanted}.csv"
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
