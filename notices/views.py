"""A person's inbox, how they are told outside the desk, and the robots."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notices import selectors, services
from notices.forms import PreferenceForm, RobotForm
from notices.models import Message, Notice, Preference, Robot
from servicedesk.access import allowed, everyone, public
from servicedesk.errors import DomainError


@everyone
@require_safe
def inbox(request):
    """What this person was told, newest first."""
    page = selectors.inbox_of(request.user, before=request.GET.get("before", ""))
    return render(request, "notices/inbox.html", {"page": page})


@public
@require_safe
def count(request):
    """How much waits unread: a part of every page, asked for again and again. Public, so that a page whose session has
    ended meanwhile stays as it is, with what somebody is typing; a stranger's count is empty."""
    unread = selectors.unread_count(request.user) if request.user.is_authenticated else 0
    # Without the request: it is asked for so often that nothing of it is worth a query more.
    return HttpResponse(render_to_string("notices/_count.html", {"unread": unread}))


@everyone
@require_POST
def open_notice(request, cause):
    """Goes to what a notice of this person is about; it is read with that."""
    found = get_object_or_404(Notice, key=cause, person=request.user)
    notice = services.notice_read(notice_id=found.pk, by=request.user, now=request.now)
    return redirect(notice.address)


@everyone
@require_POST
def read_all(request):
    """Marks everything as read."""
    services.inbox_read(by=request.user, now=request.now)
    return redirect("notices:inbox")


@everyone
@require_safe
def digest(request, cause):
    """What was caught up after the desk had stood still."""
    notice = get_object_or_404(Notice, key=cause, person=request.user)
    return render(request, "notices/digest.html", {"digest": notice, "notices": selectors.in_digest(notice)})


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request):
    """How this person is told outside the desk."""
    held = Preference.objects.filter(person=request.user).first() or Preference(person=request.user)
    form = PreferenceForm(request.POST or None, held=held)
    if form.carry_out(lambda: services.preference_save(by=request.user, now=request.now, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("notices:settings")
    return render(request, "notices/settings.html", {"form": form})


@allowed("set_up_robots")
@require_safe
def robots(request):
    """The group robots, the messages that fail just now, and those that were given up."""
    context = {"robots": selectors.robots_with_use(), "failing": selectors.failing(), "dead": selectors.given_up()}
    return render(request, "notices/robots.html", context)


@allowed("set_up_robots")
@require_http_methods(["GET", "HEAD", "POST"])
def robot_new(request):
    """Adds a robot."""
    return _robot_form(request, None)


@allowed("set_up_robots")
@require_http_methods(["GET", "HEAD", "POST"])
def robot_edit(request, pk):
    """Changes a robot."""
    return _robot_form(request, get_object_or_404(Robot, pk=pk))


def _robot_form(request, robot: Robot | None):
    form = RobotForm(request.POST or None, robot=robot)
    robot_id = robot.pk if robot else None
    if form.carry_out(
        lambda: services.robot_save(robot_id=robot_id, by=request.user, now=request.now, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("notices:robots")
    return render(request, "notices/robot_form.html", {"form": form, "robot": robot})


@allowed("set_up_robots")
@require_POST
def robot_test(request, pk):
    """Sends a test message through a robot."""
    robot = get_object_or_404(Robot, pk=pk)
    try:
        services.robot_test(robot_id=robot.pk, by=request.user, now=request.now)
        messages.success(request, _("A test message is on its way. If it does not arrive, look here again."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("notices:robots")


@allowed("set_up_robots")
@require_POST
def retry(request, pk):
    """Sends a message again that was given up."""
    message = get_object_or_404(Message, pk=pk)
    try:
        services.message_retry(message_id=message.pk, by=request.user, now=request.now)
        messages.success(request, _("It is tried again."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("notices:robots")
