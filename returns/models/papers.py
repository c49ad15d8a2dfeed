"""The papers of returned goods: what the customer was handed, and the station's voucher to the company."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, one_of
from returns.labels import PAPER_LABELS
from returns.policies import PaperKind


def new_token() -> str:
    """128 random bits for a link that nobody can guess."""
    return secrets.token_urlsafe(16)


class Paper(models.Model):
    """A numbered paper. A voucher or a list is what a customer was handed for the goods of one call at the counter
    (A1). An internal voucher is the station's to the company for one item (A3); `origin` links it to the customer's.

    A paper that is void keeps its number, which never comes again; `origin` of the one made out instead names it.
    """

    paper_no = models.CharField(_("voucher number"), max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=PAPER_LABELS)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="papers")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=32, unique=True, default=new_token)

    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers")
    item = models.ForeignKey(
        "returns.ReturnedItem", null=True, blank=True, on_delete=models.PROTECT, related_name="internal_papers"
    )
    came_back_at = models.DateTimeField(_("came back from the customer at"), null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    void_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("kind", PaperKind), name="returns_paper_kind"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason=""),
                name="returns_paper_void_has_reason",
                violation_error_message=_("A void paper says who made it void, when and why."),
            ),
            models.CheckConstraint(
                condition=Q(kind=PaperKind.INTERNAL.value, item__isnull=False)
                | ~Q(kind=PaperKind.INTERNAL.value) & Q(item__isnull=True),
                name="returns_paper_internal_is_for_an_item",
                violation_error_message=_("An internal voucher is made out for one item, and no other paper is."),
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(voided_at__isnull=True, item__isnull=False),
                name="returns_paper_one_internal_voucher",
                violation_error_message=_("This item has an internal voucher already."),
            ),
        ]

    def __str__(self):
        return self.paper_no

    @property
    def is_voucher(self) -> bool:
        """Whether it is a voucher in three copies; else it is the list of a county/city agent."""
        return self.kind == PaperKind.VOUCHER

    @property
    def is_internal(self) -> bool:
        return self.kind == PaperKind.INTERNAL

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None
