"""The people of the shop: one account each, roles as groups."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servicedesk import clock
from staff.labels import WORKS_ON_LABELS
from staff.policies import Action, Employment, Role, WorksOn


class UserQuerySet(models.QuerySet):
    def employed_on(self, day):
        """People who belong to the shop on that day, both ends inclusive."""
        return self.filter(
            Q(active_from__isnull=True) | Q(active_from__lte=day), Q(active_to__isnull=True) | Q(active_to__gte=day)
        )

    def with_role(self, *roles: Role):
        """People who hold one of the roles."""
        return self.filter(groups__name__in=roles).distinct()

    def left_before(self, day):
        """People whose last day lies before that day."""
        return self.filter(active_to__lt=day)

    def not_left_before(self, day):
        """People who are here on that day, or begin after it."""
        return self.filter(Q(active_to__isnull=True) | Q(active_to__gte=day))

    def with_password(self):
        """People who have been given a password. While there are none, the desk is empty: nobody can sign in."""
        return self.exclude(Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX))

    def by_number(self):
        return self.order_by("staff_no")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, username):
        return self.get(staff_no__iexact=username.strip())


class User(AbstractBaseUser, PermissionsMixin):
    """A person on the staff. Nobody is ever deleted: who has left stays in the history and cannot sign in."""

    staff_no = models.CharField(_("staff number"), max_length=20, unique=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    in_station = models.BooleanField(_("belongs to the service station"), default=True)
    works_on = models.CharField(_("takes jobs of"), max_length=10, choices=WORKS_ON_LABELS, default=WorksOn.BOTH.value)
    active_from = models.DateField(_("first day"), null=True, blank=True)
    active_to = models.DateField(_("last day"), null=True, blank=True)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "staff_no"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                Upper("staff_no"),
                name="staff_user_staff_no_any_case",
                violation_error_message=_("This staff number is taken."),
            ),
            models.CheckConstraint(
                condition=Q(active_from__isnull=True) | Q(active_to__isnull=True) | Q(active_from__lte=F("active_to")),
                name="staff_user_active_span",
                violation_error_message=_("The last day lies before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(works_on__in=[value.value for value in WorksOn]),
                name="staff_user_works_on",
                violation_error_message=_("Choose hardware, software or both."),
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.staff_no}"

    def get_full_name(self):
        return self.name

    @property
    def employment(self) -> Employment:
        return Employment(self.active_from, self.active_to)

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in today."""
        return self.employment.covers(clock.local_date(clock.now()))

    @property
    def has_password(self) -> bool:
        """Whether the person has ever been given a password; the queryset's `with_password` says the same."""
        return bool(self.password) and self.has_usable_password()

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles the person holds, from the groups of the same names."""
        return frozenset(group.name for group in self.groups.all())

    def may(self, action: Action | str) -> bool:
        """Whether one of the person's roles allows the action."""
        return self.has_perm(f"staff.{Action(action).value}")


class SetupCode(models.Model):
    """The one-time code that guards the set-up page of an empty desk; only its hash is kept."""

    code_hash = models.CharField(max_length=200)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    def __str__(self):
        return f"set-up code of {self.made_at:%Y-%m-%d}"
