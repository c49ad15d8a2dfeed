"""Customers and the machines that were sold to them or that they bring."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.labels import AGENT_KIND_LABELS, BRAND_CLASS_LABELS, CATEGORY_LABELS, LEFT_LABELS, TIER_LABELS
from customers.policies import AgentKind, BrandClass, Category, Left, Tier, search_words
from servicedesk.fields import MoneyField


def one_of(field: str, values, *, empty: bool = False) -> Q:
    """The condition that a column holds one of the enum's values (or, with `empty`, the empty text)."""
    return Q(**{f"{field}__in": [value.value for value in values] + ([""] if empty else [])})


class SearchQuerySet(models.QuerySet):
    def matching(self, words: str):
        """Rows whose search text holds each of the words, in any order, as any part of anything."""
        found = self
        for word in search_words(words):
            found = found.filter(search_text__contains=word)
        return found

    def best_first(self, words: str):
        """Whole matches (a number, a phone, a serial number, a name), then beginnings, then the rest; newest first.

        `match` on the rows says which: 0, 1 or 2.
        """
        whole, beginning = Q(), Q()
        found = search_words(words)
        if not found:
            return self.annotate(match=models.Value(2)).order_by("-pk")
        for word in found:
            whole |= Q(search_text__contains=f"|{word}|")
            beginning |= Q(search_text__contains=f"|{word}")
        match = models.Case(models.When(whole, then=0), models.When(beginning, then=1), default=2)
        return self.annotate(match=match).order_by("match", "-pk")


class Customer(models.Model):
    """Somebody whose goods the shop looks after."""

    customer_no = models.CharField(_("customer number"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    tier = models.CharField(_("tier"), max_length=20, choices=TIER_LABELS)
    agent_kind = models.CharField(_("kind of agent"), max_length=10, choices=AGENT_KIND_LABELS, blank=True)
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    in_urban_area = models.BooleanField(_("in the urban area"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    search_text = models.TextField(editable=False)

    objects = SearchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("tier", Tier),
                name="customers_customer_tier",
                violation_error_message=_("Choose one of the five tiers (T1)."),
            ),
            models.CheckConstraint(
                condition=Q(tier=Tier.AGENT.value) & one_of("agent_kind", AgentKind)
                | ~Q(tier=Tier.AGENT.value) & Q(agent_kind=""),
                name="customers_customer_agent_kind",
                violation_error_message=_(
                    "An agent is either a county/city agent or a local company; nobody else is either (T1)."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.customer_no}"

    @property
    def is_county_agent(self) -> bool:
        """Whether A and W treat this customer as a county/city agent."""
        return self.agent_kind == AgentKind.COUNTY


class MachineQuerySet(SearchQuerySet):
    def current(self):
        """Machines that somebody has, as far as the desk knows."""
        return self.filter(left_on__isnull=True)

    def former(self):
        """Replaced, refunded, scrapped or lost ones, the latest first."""
        return self.filter(left_on__isnull=False).order_by("-left_on", "-pk")


class Machine(models.Model):
    """A machine or part of a customer's, with what is known of its sale. It may change hands with its history.

    One that was replaced, refunded, scrapped or lost has `left_on`: it is the customer's no more, and its page stays.
    """

    machine_no = models.CharField(_("machine number"), max_length=20, unique=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="machines", verbose_name=_("customer")
    )
    category = models.CharField(_("category"), max_length=20, choices=CATEGORY_LABELS)
    brand_class = models.CharField(_("brand or compatible"), max_length=10, choices=BRAND_CLASS_LABELS, blank=True)
    model = models.CharField(_("model"), max_length=100, blank=True)
    serial = models.CharField(_("serial number"), max_length=60, blank=True)
    purchased_on = models.DateField(_("purchase date"), null=True, blank=True)
    sale_price = MoneyField(_("sale price"), null=True, blank=True)
    cost = MoneyField(_("cost"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    left_on = models.DateField(_("the customer's until"), null=True, blank=True)
    left_as = models.CharField(_("what became of it"), max_length=10, choices=LEFT_LABELS, blank=True)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces", verbose_name=_("replaced by")
    )
    search_text = models.TextField(editable=False)

    objects = MachineQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["serial"], name="customers_machine_serial")]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_as="", replaced_by__isnull=True)
                | Q(left_on__isnull=False, left_as=Left.REPLACED.value, replaced_by__isnull=False)
                | Q(left_on__isnull=False, replaced_by__isnull=True)
                & one_of("left_as", (Left.REFUNDED, Left.SCRAPPED, Left.LOST)),
                name="customers_machine_left",
                violation_error_message=_(
                    "A machine that left its customer says when and how; a replaced one names its replacement."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(replaced_by=F("id")),
                name="customers_machine_replaced_by_another",
                violation_error_message=_("A machine is not replaced by itself."),
            ),
            models.CheckConstraint(
                condition=one_of("category", Category),
                name="customers_machine_category",
                violation_error_message=_("Choose one of the categories."),
            ),
            models.CheckConstraint(
                condition=one_of("brand_class", BrandClass, empty=True),
                name="customers_machine_brand_class",
                violation_error_message=_("Choose brand or compatible."),
            ),
            models.CheckConstraint(
                condition=Q(sale_price__isnull=True) | Q(sale_price__gte=0),
                name="customers_machine_sale_price",
                violation_error_message=_("A price is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="customers_machine_cost",
                violation_error_message=_("A cost is not negative."),
            ),
        ]

    def __str__(self):
        return f"{self.model or self.get_category_display()} {self.serial or self.machine_no}"
