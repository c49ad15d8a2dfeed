"""What a report or a workbook is narrowed to, in words: figures of a part must not be taken for the whole."""

from django.utils.translation import gettext as _

from field_visits.labels import SITE_KIND_LABELS
from settlement.labels import GROUP_LABELS, RULE_LABELS
from settlement.policies import Group, Rule
from settlement.policies.reports import NO_SITE, Filter
from staff.models import User


def filter_words(wanted: Filter) -> list[tuple[str, str]]:
    """The parts of a filter that hold, as (what, which); a value that there is not stays as it is written."""
    labels = {
        "person": (_("Person"), _person),
        "rule": (_("Rule"), lambda key: f"{key} {RULE_LABELS[key]}" if key in set(Rule) else key),
        "site": (_("Kind of site"), site_words),
        "group": (_("Part of the total"), lambda key: GROUP_LABELS[key] if key in set(Group) else key),
        "week": (_("Week"), str),
    }
    held = wanted.as_dict()
    return [(label, str(words(held[name]))) for name, (label, words) in labels.items() if name in held]


def site_words(key: str) -> str:
    """A kind of site, or that there was no visit."""
    return _("no visit") if key == NO_SITE else str(SITE_KIND_LABELS.get(key, key))


def _person(number: str) -> str:
    name = User.objects.filter(staff_no=number).values_list("name", flat=True).first()
    return f"{number} {name}" if name else number
