"""The guard in front of a view: what it takes to come in."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def allowed(*actions: str):
    """Lets in those who may do one of the actions (`staff.policies.Action`); others who are signed in get 403.

    Strangers never come this far: `staff.middleware.sign_in_first` sends them to sign in.
    The decorated view carries `actions` for the table of roles in the docs and the tests.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not any(request.user.may(action) for action in actions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.actions = actions
        return guarded

    return decorate


def public(view):
    """Marks a view that needs no sign-in."""
    view.public = True
    return view


def everyone(view):
    """Marks a view that every signed-in person may use."""
    view.actions = ()
    return view
