"""The tables and charts of a report, with the queries of what is behind each number."""

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from field_visits.labels import NO_VERDICT, VERDICT_LABELS
from returns.labels import REMEDY_LABELS
from servicedesk.money import from_fen
from settlement import charts
from settlement.count_selectors import TIMED, TOP, Behind, Counts
from settlement.filter_words import site_words
from settlement.labels import GROUP_LABELS, REASON_LABELS, RULE_LABELS
from settlement.policies import Group, Reason, Rule
from settlement.policies.reports import Filter, Report
from settlement.report_selectors import MonthSums
from tickets.labels import DOMAIN_LABELS

MOST_ROWS = 100  # of a table; who looks for more filters, or takes the workbook
TIME_LABELS = {
    Behind.ON_SITE: gettext_lazy("On site after the job was logged"),
    Behind.JOB_DONE: gettext_lazy("Jobs done"),
    Behind.GOODS_BACK: gettext_lazy("Goods back with the customer"),
}
BEHIND_RULES = {
    Behind.UNPAID: "S3",
    Behind.VERDICT: "V3",
    Behind.REPEAT: "T4",
    Behind.ON_SITE: "D8",
    Behind.JOB_DONE: "P",
    Behind.GOODS_BACK: "D4",
}
# What kind of record is listed, and what the list is called.
SUBJECTS = {
    Behind.UNPAID: "receipt",
    Behind.VERDICT: "visit",
    Behind.ON_SITE: "visit",
    Behind.REPEAT: "job",
    Behind.JOB_DONE: "job",
    Behind.PRODUCT: "item",
    Behind.SUPPLIER: "item",
    Behind.REMEDY: "item",
    Behind.GOODS_BACK: "item",
}
BEHIND_TITLES = {
    Behind.UNPAID: (
        gettext_lazy("Receipts without subsidy"),
        lambda key: REASON_LABELS[Reason(key)] if key in set(Reason) else key,
    ),
    Behind.VERDICT: (gettext_lazy("What customers said"), lambda key: VERDICT_LABELS.get(key, NO_VERDICT)),
    Behind.REPEAT: (gettext_lazy("Faults that came back"), lambda key: _fault_words(key)),
    Behind.PRODUCT: (gettext_lazy("Returned goods by product"), str),
    Behind.SUPPLIER: (gettext_lazy("Returned goods by supplier"), str),
    Behind.REMEDY: (gettext_lazy("Returned goods by remedy"), lambda key: REMEDY_LABELS.get(key, "—")),
}


def money_tables(money: Report, names: dict[str, str], wanted: Filter) -> list[dict]:
    """The four tables of money, each row with the address of its lines."""

    def table(title, name: str, rows, label) -> dict:
        return {
            "title": title,
            "rows": [
                {
                    "label": label(row.key),
                    "query": urlencode({**wanted.as_dict(), name: row.key}),
                    "count": row.count,
                    "parts": [
                        {
                            "label": GROUP_LABELS[group],
                            "amount": from_fen(row.groups[group]),
                            "query": urlencode({**wanted.as_dict(), name: row.key, "group": group.value}),
                        }
                        for group in Group
                    ],
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
        table(_("By kind of site"), "site", money.sites, site_words),
        table(_("By week"), "week", money.weeks, lambda key: key),
    ]


def _address(kind: Behind, wanted: Filter, key: str = "") -> str:
    """The query of the page that lists what a number counts; receipts without subsidy by the person looked at."""
    person = {"person": wanted.person} if kind == Behind.UNPAID and wanted.person else {}
    return urlencode({"key": key, **person})


def counted_tables(money: Report, counts: Counts, wanted: Filter) -> list[dict]:
    """The tables of what is counted, each row with the query of its records."""

    def table(title, kind: Behind, rows) -> dict:
        told = [{"label": label, "count": count, "query": _address(kind, wanted, key)} for key, label, count in rows]
        return {"title": title, "kind": kind.value, "rule": BEHIND_RULES.get(kind, ""), "rows": told}

    return [
        table(
            _("Receipts without subsidy, by reason"),
            Behind.UNPAID,
            [(reason, REASON_LABELS[Reason(reason)], count) for reason, count in money.unpaid],
        ),
        table(
            _("What customers said"),
            Behind.VERDICT,
            [(verdict, VERDICT_LABELS.get(verdict, NO_VERDICT), count) for verdict, count in counts.verdicts],
        ),
        table(
            _("Faults that came back most often"),
            Behind.REPEAT,
            [(f"{domain}|{fault}", f"{DOMAIN_LABELS[domain]} · {fault}", n) for domain, fault, n in counts.repeats],
        ),
        table(_("Returned goods by product"), Behind.PRODUCT, [(name, name, count) for name, count in counts.products]),
        table(
            _("Returned goods by supplier"), Behind.SUPPLIER, [(name, name, count) for name, count in counts.suppliers]
        ),
        table(
            _("Returned goods by remedy"),
            Behind.REMEDY,
            [(remedy, REMEDY_LABELS.get(remedy, "—"), count) for remedy, count in counts.remedies],
        ),
    ]


def times_table(counts: Counts) -> list[dict]:
    """How long visits, jobs and goods took, of all and of those beyond what was promised."""
    return [
        {
            "label": TIME_LABELS[kind],
            "rule": BEHIND_RULES[kind],
            "times": counts.promises[kind.value],
            "kind": kind.value,
        }
        for kind in TIMED
    ]


def months_table(months: list[MonthSums]) -> list[dict]:
    """The months of the trend in yuan, the newest first."""
    return [
        {
            "month": each.month,
            "parts": [
                {
                    "label": GROUP_LABELS[group],
                    "amount": from_fen(each.groups[group]),
                    "query": urlencode({"group": group.value}),
                }
                for group in Group
            ],
            "total": from_fen(each.fen),
            "is_closed": each.is_closed,
        }
        for each in reversed(months)
    ]


def heading_of(kind: Behind, key: str, *, late: bool) -> str:
    """What the list of the records behind a number is called."""
    if kind in TIMED:
        words = str(TIME_LABELS[kind])
        return _("%(what)s: longer than promised") % {"what": words} if late else words
    title, label = BEHIND_TITLES[kind]
    return f"{title}: {label(key)}"


def _fault_words(key: str) -> str:
    domain, _bar, fault = key.partition("|")
    return f"{DOMAIN_LABELS.get(domain, domain)} · {fault}"


def pictures(money: Report, counts: Counts, names: dict[str, str], months: list[MonthSums]) -> dict[str, str]:
    """The charts of the report as addresses of images."""
    empty = _("Nothing to show")

    def yuan(fen: int) -> float:
        return float(from_fen(fen))

    by_person = sorted(money.people, key=lambda row: row.fen, reverse=True)[: 2 * TOP]
    series = [(str(GROUP_LABELS[group]), [yuan(each.groups[group]) for each in months]) for group in Group]
    marks = [str(each.month) if each.is_closed else _("%(month)s open") % {"month": each.month} for each in months]
    return {
        "people": charts.bars([(names.get(row.key, row.key), yuan(row.fen)) for row in by_person], empty=empty),
        "rules": charts.bars([(row.key, yuan(row.fen)) for row in money.rules], empty=empty),
        "weeks": charts.bars([(row.key, yuan(row.fen)) for row in money.weeks], empty=empty),
        "unpaid": charts.bars([(str(REASON_LABELS[Reason(why)]), count) for why, count in money.unpaid], empty=empty),
        "verdicts": charts.bars(
            [(str(VERDICT_LABELS.get(verdict, NO_VERDICT)), count) for verdict, count in counts.verdicts], empty=empty
        ),
        "trend": charts.lines(marks, series, empty=empty),
    }
