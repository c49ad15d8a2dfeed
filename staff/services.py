"""The only writers of staff, roles and passwords."""

import secrets
from datetime import date, datetime

from axes.utils import reset as forget_wrong_tries
from django.apps import apps as installed
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from records.services import record
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.models import SetupCode, User
from staff.policies import MAY, Role, WorksOn, is_staff_number, may_manage

SETUP_TRIES = 10
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
EDITABLE = ("name", "in_station", "works_on", "active_from", "active_to")


def sync_role_groups(**_):
    """Makes the groups and permissions of the table `staff.policies.MAY`, after every migrate; safe to repeat."""
    Group, Permission = installed.get_model("auth.Group"), installed.get_model("auth.Permission")
    ContentType = installed.get_model("contenttypes.ContentType")
    content_type = ContentType.objects.get_for_model(User)
    permissions = {
        action: Permission.objects.get_or_create(
            content_type=content_type, codename=action.value, defaults={"name": action.value}
        )[0]
        for action in MAY
    }
    Permission.objects.filter(content_type=content_type).exclude(codename__in=[a.value for a in MAY]).delete()
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.value)
        group.permissions.set([permissions[action] for action, roles in MAY.items() if role in roles])


@transaction.atomic
def staff_create(
    *,
    staff_no: str,
    name: str,
    roles: frozenset[str],
    by: User | None,
    now: datetime,
    in_station: bool = True,
    works_on: str = WorksOn.BOTH.value,
    active_from: date | None = None,
    active_to: date | None = None,
    password: str | None = None,
) -> User:
    """Adds a person. Without a password they cannot sign in until a manager gives them a first one.

    Raises `staff.number`, `staff.number_taken`, and `staff.not_yours` where R2 leaves it to the company manager.
    """
    if by is not None:
        _check_may_manage(by=by, target=None, before=frozenset(), after=roles)
    staff_no = staff_no.strip()
    if not is_staff_number(staff_no):
        raise DomainError(
            "staff.number", _("Use letters, digits, dots and hyphens, 20 at most, such as T07."), field="staff_no"
        )
    if User.objects.filter(staff_no__iexact=staff_no).exists():
        raise DomainError("staff.number_taken", _("This staff number is taken."), field="staff_no")
    user = User(
        staff_no=staff_no,
        name=name.strip(),
        in_station=in_station,
        works_on=works_on,
        active_from=active_from,
        active_to=active_to,
    )
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    _set_roles(user, roles)
    record(subject="staff", subject_id=user.pk, code="staff.created", by=by, at=now, data={"roles": sorted(roles)})
    return user


@transaction.atomic
def staff_update(*, staff_id: int, roles: frozenset[str], by: User, now: datetime, **fields) -> User:
    """Changes a person's record and roles; `fields` are those of `EDITABLE`. Writes what changed to the history.

    Raises `staff.not_yours` where R2 leaves it to the company manager, `staff.own_role`, and `staff.last_manager`
    when nobody would be left to manage the desk.
    """
    user = User.objects.select_for_update().get(pk=staff_id)
    before = user.roles
    _check_may_manage(by=by, target=user, before=before, after=roles)
    changed = {}
    for name in EDITABLE:
        if name in fields and getattr(user, name) != fields[name]:
            changed[name] = [_kept(getattr(user, name)), _kept(fields[name])]
            setattr(user, name, fields[name])
    if roles != before:
        changed["roles"] = [sorted(before), sorted(roles)]
        _set_roles(user, roles)
    if not changed:
        return user
    user.full_clean(exclude=["password"])
    user.save(update_fields=list(EDITABLE))
    if Role.COMPANY_MANAGER in before and changed.keys() & {"roles", "active_from", "active_to"}:
        _check_manager_left(now)
    record(subject="staff", subject_id=user.pk, code="staff.changed", by=by, at=now, data={"changed": changed})
    return user


@transaction.atomic
def first_password(*, staff_id: int, by: User, now: datetime) -> str:
    """Gives the person a random password, shown once, to be changed at the next sign-in. Ends their sessions, and the
    wait after too many wrong tries.

    Raises `staff.not_yours` (R2), and `staff.own_password`: one's own is changed, not given.
    """
    user = User.objects.select_for_update().get(pk=staff_id)
    if user.pk == by.pk:
        raise DomainError("staff.own_password", _("Change your own password from the menu with your name."))
    _check_may_manage(by=by, target=user, before=user.roles, after=user.roles)
    password = _random_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    forget_wrong_tries(username=user.staff_no.upper())
    record(subject="staff", subject_id=user.pk, code="staff.password_given", by=by, at=now)
    return password


@transaction.atomic
def password_change(*, user: User, password: str, now: datetime):
    """Sets the password that the person chose themself. Raises `staff.same_password` when it is the one they have."""
    if user.check_password(password):
        raise DomainError("staff.same_password", _("This is the password you have. Choose a new one."), field="new")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(subject="staff", subject_id=user.pk, code="staff.password_changed", by=user, at=now)


def _set_roles(user: User, roles: frozenset[str]):
    Group = installed.get_model("auth.Group")
    user.groups.set(Group.objects.filter(name__in=roles))
    user.__dict__.pop("roles", None)


def _random_password(length: int = 12) -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _i in range(length))


def _kept(value):
    return value if value is None or isinstance(value, (bool, str)) else str(value)


def _check_may_manage(*, by: User, target: User | None, before: frozenset[str], after: frozenset[str]):
    mine = target is not None and target.pk == by.pk
    if may_manage(actor=by.roles, actor_is_target=mine, before=before, after=after):
        return
    if mine and Role.COMPANY_MANAGER in before:
        raise DomainError(
            "staff.own_role",
            _("Nobody gives up the company manager's role alone. Another company manager can take it from you."),
            field="roles",
        )
    raise DomainError("staff.not_yours", _("Only the company manager may change this person's record (R2)."))


def _check_manager_left(now: datetime):
    """Two managers who remove each other at one instant are taken one after the other."""
    installed.get_model("auth.Group").objects.select_for_update().get(name=Role.COMPANY_MANAGER.value)
    managers = User.objects.with_role(Role.COMPANY_MANAGER).employed_on(local_date(now))
    if not managers.filter(active_to__isnull=True).exists():
        raise DomainError(
            "staff.last_manager",
            _("Somebody without a last day must stay company manager. Give the role to another first."),
        )


@transaction.atomic
def setup_code_make(*, now: datetime) -> str:
    """A fresh code for the set-up page of a desk that nobody can sign in to yet; codes made earlier stop working.

    Raises `staff.not_empty` when somebody can.
    """
    _check_empty()
    SetupCode.objects.all().delete()
    code = _random_password(10)
    SetupCode.objects.create(code_hash=make_password(code), made_at=now)
    return code


def setup_finish(*, code: str, staff_no: str, name: str, password: str, roles: frozenset[str], now: datetime) -> User:
    """Makes the first person who can sign in, a company manager, against the one-time code.

    Somebody of that staff number who came with an import is that person: they get the password and the roles.
    Raises `staff.not_empty`, `staff.no_code`, or `staff.wrong_code`; after ten wrong ones the code is dead and the
    desk must be started anew.
    """
    _check_empty()
    held = SetupCode.objects.filter(wrong_tries__lt=SETUP_TRIES).first()
    if held is None:
        raise DomainError(
            "staff.no_code", _("There is no valid code. Start the desk again to get a new one."), field="code"
        )
    if not check_password(code.strip().upper().replace("-", ""), held.code_hash):
        # Outside any transaction, so that the try is counted although it is refused.
        SetupCode.objects.filter(pk=held.pk).update(wrong_tries=F("wrong_tries") + 1)
        raise DomainError("staff.wrong_code", _("This is not the code printed in the terminal."), field="code")
    with transaction.atomic():
        if SetupCode.objects.filter(pk=held.pk).delete()[0] != 1:
            raise DomainError("staff.not_empty", _("The desk is set up already. Sign in."))
        return _first_person(staff_no, name, password, roles | {Role.COMPANY_MANAGER.value}, now)


def _check_empty():
    if User.objects.with_password().exists():
        raise DomainError("staff.not_empty", _("The desk is set up already. Sign in."))


def _first_person(staff_no: str, name: str, password: str, roles: frozenset[str], now: datetime) -> User:
    known = User.objects.filter(staff_no__iexact=staff_no.strip()).first()
    if known is None:
        return staff_create(staff_no=staff_no, name=name, roles=roles, by=None, now=now, password=password)
    if not known.employment.covers(local_date(now)):
        raise DomainError(
            "staff.not_here",
            _("By the imported record this person is not here today. Choose another."),
            field="staff_no",
        )
    before = known.roles
    known.name = name.strip()
    known.set_password(password)
    known.full_clean(exclude=["password"])
    known.save(update_fields=["name", "password"])
    _set_roles(known, before | roles)
    changed = {"roles": [sorted(before), sorted(before | roles)]}
    record(subject="staff", subject_id=known.pk, code="staff.changed", by=None, at=now, data={"changed": changed})
    return known
