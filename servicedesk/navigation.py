"""The main links of the desk, for whoever may follow them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from staff.policies import Action


@dataclass(frozen=True)
class Link:
    """A page in the main navigation: its URL name, word, icon and who may see it (None: everyone)."""

    url_name: str
    word: object
    icon: str
    action: Action | None = None
    also: tuple[str, ...] = ()  # where else its pages lie
    unless: Action | None = None  # who may do this comes there by the page of another link
    more: bool = False  # behind "More": what is not opened all day

    def is_for(self, user) -> bool:
        """Whether the person has this link."""
        return (self.action is None or user.may(self.action)) and not (self.unless and user.may(self.unless))

    @property
    def url(self) -> str:
        return reverse(self.url_name)


LINKS = (
    Link("home", pgettext_lazy("navigation", "My work"), "house"),
    Link("returns:intake", _("Log goods"), "box-arrow-in-down", Action.RECEIVE_GOODS),
    Link("tickets:queue", _("Queue"), "list-ol", Action.SEE_QUEUE, ("/jobs/",)),
    Link("returns:items", _("Returned goods"), "box-seam", Action.SEE_GOODS, ("/vouchers/",)),
    Link("returns:handovers", _("Hand-overs"), "arrow-left-right", Action.SEE_HANDOVERS),
    Link(
        "visits:plan",
        pgettext_lazy("navigation", "Visits"),
        "calendar-week",
        Action.SEE_VISITS,
        ("/spares/", "/loans/"),
    ),
    Link("returns:suppliers", _("Suppliers"), "truck", Action.SHIP_GOODS, ("/parcels/",), more=True),
    Link("deadlines:board", _("Deadlines"), "alarm", Action.SEE_DEADLINES, ("/complaints/",)),
    Link("returns:ready", pgettext_lazy("navigation", "Ready"), "bag-check", Action.GIVE_BACK, ("/packing-lists/",)),
    Link("settlement:mine", pgettext_lazy("navigation", "Month"), "calculator", also=("/settlement/",), more=True),
    Link("visits:spares", _("Spare units"), "pc-display", Action.SEE_SPARES, ("/loans/",), Action.SEE_VISITS),
    Link("customers:list", _("Customers"), "people", Action.SEE_CUSTOMER, ("/machines/",)),
    Link("rulebook:rules", _("Rulebook"), "journal-check", Action.SEE_RULES, more=True),
    Link("staff:list", _("Staff"), "person-badge", Action.SEE_STAFF, more=True),
    Link("workbook:imports", _("Import"), "file-earmark-spreadsheet", Action.IMPORT_WORKBOOK, more=True),
)


def desk(request):
    """The links that this person may follow, with the one they are on marked."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    links = [link for link in LINKS if link.is_for(user)]
    here = max(links, key=lambda link: _leads_to(link, request.path))
    marked = here if _leads_to(here, request.path) else None
    return {
        "main_links": [(link, link is marked) for link in links],
        "more_links": [(link, link is marked) for link in links if link.more],
        "more_here": marked is not None and marked.more,
        "now": getattr(request, "now", None),
    }


def _leads_to(link: Link, path: str) -> int:
    """How much of the path a link covers, 0 for none; home has nothing under it."""
    covers = [part for part in (link.url, *link.also) if path == part or (part != "/" and path.startswith(part))]
    return max(map(len, covers), default=0)
