"""Pages of the rules, their numbers and the working days."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from records.history import words
from records.models import Entry
from rulebook import selectors, services
from rulebook.catalogue import PARTS, RULES
from rulebook.forms import DayForm, NumberForm, RulesForm, WithdrawForm
from rulebook.holidays import FIRST_YEAR
from rulebook.labels import CHANGE_STATES, WEEKDAYS
from rulebook.models import Parameter
from rulebook.months import months_of
from rulebook.policies import last_year_shown, typed
from servicedesk.access import allowed
from servicedesk.clock import local_date
from servicedesk.errors import DomainError


@require_GET
@allowed("see_rules")
def rules(request):
    """All rules by part, with the numbers in force today or on the day asked for."""
    today = local_date(request.now)
    form = RulesForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("on") or today
    terms = selectors.terms_on(day)
    found = [rule for rule in RULES.values() if rule.answers(asked.get("q", ""), terms)]
    parts = [(part, name, [rule for rule in found if rule.part == part]) for part, name in PARTS.items()]
    page = {"form": form, "day": day, "today": today, "terms": terms, "found": len(found)}
    return render(request, "rulebook/rules.html", {**page, "parts": [part for part in parts if part[2]]})


@require_GET
@allowed("see_rules")
def numbers(request):
    """Every number with its value today and its next change."""
    by_key = selectors.numbers_on(local_date(request.now)).values()
    parts = [(name, [each for each in by_key if RULES[each.spec.rule].part == part]) for part, name in PARTS.items()]
    return render(request, "rulebook/numbers.html", {"parts": [part for part in parts if part[1]]})


@require_GET
@allowed("see_rules")
def number(request, key):
    """One number through time; for those who may change it, the form that plans a new value."""
    return _number_page(request, key)


@require_POST
@allowed("change_rules")
def number_change(request, key):
    """Plans a new value."""
    known = _number_or_404(request, key)
    form = NumberForm(known, local_date(request.now), request.POST)
    if pk := form.make_once(
        "number",
        request.now,
        lambda: services.number_change(key=key, by=request.user, now=request.now, **form.values()),
    ):
        _say_planned(request, Parameter.objects.get(pk=pk))
        return redirect("rulebook:number", key)
    return _number_page(request, key, form=form)


@require_POST
@allowed("change_rules")
def number_withdraw(request, key, pk):
    """Takes back a planned change."""
    change = get_object_or_404(Parameter, key=key, pk=pk)
    form = WithdrawForm(request.POST, auto_id=f"withdraw_{pk}_%s")
    if form.carry_out(
        lambda: services.number_withdraw(parameter_id=change.pk, by=request.user, now=request.now, **form.cleaned_data)
    ):
        messages.success(request, _("The planned change was withdrawn."))
        return redirect("rulebook:number", key)
    return _number_page(request, key, withdrawing=change.pk, refused=form)


@require_GET
@allowed("see_rules")
def calendar(request, year=None):
    """The working days of a year; for those who may, the form that marks days."""
    chosen = _day_or_none(request.GET.get("day", ""))
    form = DayForm(initial={"day": chosen}) if request.user.may("change_rules") else None
    return _calendar_page(request, year or local_date(request.now).year, form, chosen)


@require_POST
@allowed("change_rules")
def calendar_mark(request, year):
    """Marks days as off or worked."""
    form = DayForm(request.POST)
    if form.carry_out(lambda: services.day_mark(by=request.user, now=request.now, **form.cleaned_data)):
        for entry in selectors.moved_at(request.now):
            messages.warning(request, words(entry.code, entry.data))
        told = ngettext("%(count)d day marked.", "%(count)d days marked.", form.result) % {"count": form.result}
        messages.success(request, told)
        return redirect("rulebook:calendar", form.cleaned_data["day"].year)
    return _calendar_page(request, year, form)


@require_POST
@allowed("change_rules")
def calendar_declare(request, year):
    """Declares a year's holidays complete."""
    return _year_step(request, year, services.year_declare, _("%(year)s is declared complete."))


@require_POST
@allowed("change_rules")
def calendar_reopen(request, year):
    """Takes a declaration back."""
    return _year_step(request, year, services.year_reopen, _("%(year)s is open again."))


def _year_step(request, year: int, step, done: str):
    try:
        step(year=year, by=request.user, now=request.now)
        messages.success(request, done % {"year": year})
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("rulebook:calendar", year)


def _number_or_404(request, key: str) -> selectors.Number:
    known = selectors.numbers_on(local_date(request.now)).get(key)
    if known is None:
        raise Http404
    return known


def _number_page(request, key: str, *, form=None, withdrawing: int | None = None, refused=None):
    """`refused` is the form of the planned change `withdrawing` that did not go through."""
    number, today = _number_or_404(request, key), local_date(request.now)
    may_change = request.user.may("change_rules")
    rows = []
    for change, state in selectors.history(number, today):
        is_refused = change.pk == withdrawing and refused is not None
        withdraw = WithdrawForm(auto_id=f"withdraw_{change.pk}_%s") if may_change and state == "planned" else None
        rows.append((change, CHANGE_STATES[state], refused if is_refused else withdraw, is_refused))
    if form is None and may_change:
        form = NumberForm(number, today)
    return render(request, "rulebook/number.html", {"number": number, "rows": rows, "form": form})


def _say_planned(request, change: Parameter):
    planned = {"value": change.shown, "since": change.valid_from.isoformat()}
    messages.success(request, _("Planned: %(value)s from %(since)s.") % planned)
    before = selectors.terms_on(change.valid_from - timedelta(days=1))
    if typed(change.key, change.value) == getattr(before, change.key):
        messages.warning(request, _("It will have that value by then anyway, so nothing changes on that day."))


def _day_or_none(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # a date in form, such as 2026-02-30, that no calendar has
        return None


def _calendar_page(request, year: int, form=None, chosen: date | None = None):
    today = local_date(request.now)
    if not FIRST_YEAR <= year <= last_year_shown(today):
        raise Http404
    working_days = selectors.calendar()
    page = {
        "year": year,
        "today": today,
        "months": months_of(year, calendar=working_days, marks=selectors.marks_of(year), today=today),
        "valid_through": working_days.valid_through,
        "calendar_warning": selectors.warning_for(working_days.valid_through, today),
        "step": selectors.year_step(year, working_days.valid_through, today),
        "weekdays": WEEKDAYS,
        "years": [each for each in (year - 1, year + 1) if FIRST_YEAR <= each <= last_year_shown(today)],
        "form": form,
        "chosen": chosen,
        "history": Entry.objects.of("calendar", year).select_related("by"),
    }
    return render(request, "rulebook/calendar.html", page)
