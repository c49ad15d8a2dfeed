"""The only writers of staff, roles and passwords."""

import secrets
from datetime import date, datetime

from django.apps import apps as installed
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from records.services import record
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.models import SetupCode, User
from staff.policies import MAY, Role, WorksOn, may_manage

SETUP_TRIES = 10
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


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


def _set_roles(user: User, roles: frozenset[str]):
    Group = installed.get_model("auth.Group")
    user.groups.set(Group.objects.filter(name__in=roles))
    user.__dict__.pop("roles", None)


def _random_password(length: int = 12) -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _i in range(length))


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

    Raises `staff.number_taken`, and `staff.not_yours` where R2 leaves it to the company manager.
    """
    if by is not None:
        _check_may_manage(by=by, target=None, before=frozenset(), after=roles)
    if User.objects.filter(staff_no__iexact=staff_no).exists():
        raise DomainError("staff.number_taken", _("This staff number is taken."), field="staff_no")
    user = User(
        staff_no=staff_no,
        name=name,
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


EDITABLE = ("name", "in_station", "works_on", "active_from", "active_to")


@transaction.atomic
def staff_update(*, staff_id: int, roles: frozenset[str], by: User, now: datetime, **fields) -> User:
    """Changes a person's record and roles; `fields` are those of `EDITABLE`. Writes what changed to the history.

    Raises `staff.not_yours` where R2 leaves it to the company manager, and `staff.last_manager` when nobody would
    be left to manage the desk.
    """
    user = User.objects.select_for_update().get(pk=staff_id)
    before = user.roles
    _check_may_manage(by=by, target=user, before=before, after=roles)
    changed = {}
    for name in EDITABLE:
        if name in fields and getattr(user, name) != fields[name]:
            changed[name] = [str(getattr(user, name)), str(fields[name])]
            setattr(user, name, fields[name])
    if roles != before:
        changed["roles"] = [sorted(before), sorted(roles)]
        _set_roles(user, roles)
    if not changed:
        return user
    user.full_clean(exclude=["password"])
    user.save(update_fields=list(EDITABLE))
    _check_manager_left(now)
    record(subject="staff", subject_id=user.pk, code="staff.changed", by=by, at=now, data={"changed": changed})
    return user


def _check_may_manage(*, by: User, target: User | None, before: frozenset[str], after: frozenset[str]):
    mine = target is not None and target.pk == by.pk
    if not may_manage(actor=by.roles, actor_is_target=mine, before=before, after=after):
        raise DomainError("staff.not_yours", _("Only the company manager may change this person's record (R2)."))


def _check_manager_left(now: datetime):
    managers = User.objects.with_role(Role.COMPANY_MANAGER).employed_on(local_date(now))
    if not managers.exists():
        raise DomainError(
            "staff.last_manager", _("Somebody must stay company manager. Give the role to another first.")
        )


@transaction.atomic
def first_password(*, staff_id: int, by: User, now: datetime) -> str:
    """Gives the person a random password, shown once, to be changed at the next sign-in. Ends their sessions."""
    user = User.objects.select_for_update().get(pk=staff_id)
    _check_may_manage(by=by, target=user, before=user.roles, after=user.roles)
    password = _random_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record(subject="staff", subject_id=user.pk, code="staff.password_given", by=by, at=now)
    return password


@transaction.atomic
def password_change(*, user: User, password: str, now: datetime):
    """Sets the password the person chose themself."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(subject="staff", subject_id=user.pk, code="staff.password_changed", by=user, at=now)


@transaction.atomic
def setup_code_make(*, now: datetime) -> str:
    """A fresh code for the set-up page of an empty desk; codes made earlier stop working.

    Raises `staff.not_empty` when somebody is already there.
    """
    if User.objects.exists():
        raise DomainError("staff.not_empty", _("The desk is set up already. Sign in."))
    SetupCode.objects.all().delete()
    code = _random_password(10)
    SetupCode.objects.create(code_hash=make_password(code), made_at=now)
    return code


def setup_finish(*, code: str, staff_no: str, name: str, password: str, roles: frozenset[str], now: datetime) -> User:
    """Makes the first person, a company manager, against the one-time code.

    Raises `staff.not_empty`, or `staff.wrong_code`; after ten wrong ones the code is dead and the desk must be
    started anew.
    """
    if User.objects.exists():
        raise DomainError("staff.not_empty", _("The desk is set up already. Sign in."))
    held = SetupCode.objects.filter(wrong_tries__lt=SETUP_TRIES).first()
    if held is None:
        raise DomainError(
            "staff.no_code", _("There is no valid code. Start the desk again to get a new one."), field="code"
        )
    if not check_password(code.strip().upper().replace("-", ""), held.code_hash):
        held.wrong_tries += 1
        held.save(update_fields=["wrong_tries"])
        raise DomainError("staff.wrong_code", _("This is not the code printed in the terminal."), field="code")
    with transaction.atomic():
        if SetupCode.objects.filter(pk=held.pk).delete()[0] != 1:
            raise DomainError("staff.not_empty", _("The desk is set up already. Sign in."))
        return staff_create(
            staff_no=staff_no,
            name=name,
            roles=roles | {Role.COMPANY_MANAGER.value},
            by=None,
            now=now,
            active_from=None,
            password=password,
        )
