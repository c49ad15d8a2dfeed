"""The words for what happens to goods."""

from django.utils.translation import gettext_lazy as _

from records.history import register
from returns.labels import CONDITION_LABELS, PAPER_LABELS


def register_phrases():
    """Gives every code that this app records its words."""
    register(
        "goods.received",
        _("Received %(product)s (%(condition)s) from %(customer)s; %(paper)s %(paper_no)s"),
        condition=CONDITION_LABELS,
        paper=PAPER_LABELS,
    )
    register("goods.job_opened", _("Job %(job_no)s opened for the technicians"))
    register(
        "goods.brought", _("Brought in goods (%(count)s); %(paper)s %(paper_no)s: %(products)s"), paper=PAPER_LABELS
    )
    register("goods.came_in", _("Came in as returned goods %(item_no)s, brought by %(customer)s; fault: %(fault)s"))
    register("goods.came_in_intact", _("Came in intact as returned goods %(item_no)s, brought by %(customer)s"))
