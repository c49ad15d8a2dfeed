"""The table in docs/roles.md is the table of the code, and the permissions in the database are too."""

from io import StringIO

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command

from staff.labels import ACTION_LABELS, ROLE_LABELS
from staff.policies import MAY, Action, Role, actions_of


def test_the_table_in_the_docs_is_the_table_of_the_code():
    printed = StringIO()
    call_command("roles_table", stdout=printed)
    assert printed.getvalue().strip() in (settings.BASE_DIR / "docs" / "roles.md").read_text()


def test_every_action_and_every_role_is_in_it_with_words():
    assert list(MAY) == list(Action) == list(ACTION_LABELS)
    assert list(ROLE_LABELS) == [role.value for role in Role]
    assert all(MAY.values())


def test_the_groups_hold_exactly_these_permissions(db):
    for role in Role:
        held = Group.objects.get(name=role.value).permissions.values_list("codename", flat=True)
        assert set(held) == {action.value for action in actions_of([role])}


def test_several_roles_may_what_any_of_them_may(make_staff):
    person = make_staff("X1", roles={"warehouse", "technician"})
    for action, roles in MAY.items():
        assert person.may(action) == bool(roles & {Role.WAREHOUSE, Role.TECHNICIAN})
