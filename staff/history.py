"""The words for what happens to people's records."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from records.history import changes, register
from staff.labels import ROLE_LABELS, WORKS_ON_LABELS

NAMES = {
    "name": pgettext_lazy("person", "Name"),
    "roles": _("Roles"),
    "in_station": _("Belongs to the service station"),
    "works_on": _("Takes jobs of"),
    "active_from": _("First day"),
    "active_to": _("Last day"),
}


def register_phrases():
    """Tells the history how to say it."""
    register("staff.created", _("Entered as staff: %(roles)s"), roles=ROLE_LABELS)
    register("staff.imported", _("Taken over from a workbook"))
    register(
        "staff.changed",
        _("Record changed. %(changed)s"),
        changed=changes(NAMES, roles=ROLE_LABELS, works_on=WORKS_ON_LABELS),
    )
    register("staff.password_given", _("Given a first password"))
    register("staff.password_changed", _("Changed the password"))
