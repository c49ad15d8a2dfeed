"""What the words of a job are called on the screen, and the words of "why here" (T3)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.labels import TIER_LABELS
from customers.policies import BrandClass
from tickets.advising import Way, Why
from tickets.policies import Channel, Domain, Outcome, Purpose, RepeatSource, Severity, Status, Step, Tried
from tickets.policies.waits import AnswerState

STATUS_LABELS = {
    Status.WAITING.value: pgettext_lazy("job status", "Waiting"),
    Status.TAKEN.value: pgettext_lazy("job status", "In work"),
    Status.CLOSED.value: pgettext_lazy("job status", "Closed"),
}
OUTCOME_LABELS = {
    Outcome.SOLVED.value: pgettext_lazy("outcome", "Solved"),
    Outcome.UNSOLVED.value: pgettext_lazy("outcome", "Not solved"),
    Outcome.CANCELLED.value: pgettext_lazy("outcome", "Cancelled by the customer"),
}
DOMAIN_LABELS = {Domain.HARDWARE.value: _("Hardware"), Domain.SOFTWARE.value: _("Software")}
SEVERITY_LABELS = {
    Severity.MAJOR.value: pgettext_lazy("severity", "Major"),
    Severity.ORDINARY.value: pgettext_lazy("severity", "Ordinary"),
}
PURPOSE_LABELS = {
    Purpose.WORK.value: pgettext_lazy("purpose", "Work"),
    Purpose.ENTERTAINMENT.value: pgettext_lazy("purpose", "Entertainment"),
}
REPEAT_SOURCE_LABELS = {
    RepeatSource.FOUND.value: _("found by the desk"),
    RepeatSource.SET.value: _("set by hand"),
    RepeatSource.IMPORTED.value: _("imported"),
}
CHANNEL_LABELS = {
    Channel.PHONE.value: pgettext_lazy("channel", "By phone"),
    Channel.COUNTER.value: pgettext_lazy("channel", "At the counter"),
    Channel.MESSAGE.value: pgettext_lazy("channel", "By message"),
    Channel.VISIT.value: pgettext_lazy("channel", "At the customer's"),
}

# T3: the values of each factor of T2 as a short reason. That a job is not expedited is no reason to tell.
REASON_LABELS = {
    "expedited": {True: pgettext_lazy("why", "Expedited")},
    "tier": TIER_LABELS,
    "purpose": {
        Purpose.WORK.value: pgettext_lazy("why", "For work"),
        Purpose.ENTERTAINMENT.value: pgettext_lazy("why", "Entertainment"),
    },
    "severity": {
        Severity.MAJOR.value: pgettext_lazy("why", "Major fault"),
        Severity.ORDINARY.value: pgettext_lazy("why", "Ordinary fault"),
    },
    "repeat": {
        True: pgettext_lazy("why", "Tried before"),
        False: pgettext_lazy("why", "First time"),
    },
    "domain": DOMAIN_LABELS,
    "brand_class": {
        BrandClass.BRAND.value: pgettext_lazy("why", "Brand"),
        BrandClass.COMPATIBLE.value: pgettext_lazy("why", "Compatible"),
        "": pgettext_lazy("why", "Brand unknown"),
    },
}

# Why one job goes before another: what sets the two apart, None for their arrival.
AHEAD_LABELS = {
    "expedited": _("that one is expedited and this one is not"),
    "tier": _("that customer's tier comes first"),
    "purpose": _("that machine is a tool for work, this one is for entertainment"),
    "severity": _("that fault is major, this one is ordinary"),
    "repeat": _("that fault was tried before and not solved, this one comes for the first time"),
    "domain": _("that fault is hardware, this one is software"),
    "brand_class": _("that is a brand machine, this one is compatible or unknown"),
    None: _("the two are alike in everything, and that one was logged earlier"),
}

# What would move a job: the factor and the value it would take.
MOVE_LABELS = {
    ("expedited", True): _("A manager expedites it, with a reason and an end."),
    ("expedited", False): _("The expedite ends."),
    "tier": _("The customer turns out to belong to a higher tier: %(value)s."),
    ("purpose", Purpose.WORK.value): _("The machine turns out to be a tool for earning or work."),
    ("severity", Severity.MAJOR.value): _("The fault turns out to be major."),
    ("repeat", True): _("The fault turns out to have been tried before and not solved."),
    ("domain", Domain.HARDWARE.value): _("The fault turns out to be hardware."),
    ("brand_class", BrandClass.BRAND.value): _("The machine turns out to be a brand machine."),
}

TRIED_LABELS = {
    Tried.UNSOLVED.value: _("Job %(job_no)s on the same machine was closed without being solved."),
    Tried.REOPENED.value: _("Job %(job_no)s on the same machine had to be reopened."),
    Tried.CAME_BACK.value: _("It came back %(days)s days after the repair in job %(job_no)s."),
}

ANSWER_LABELS = {
    AnswerState.ANSWERED.value: (pgettext_lazy("answer", "Answered"), "success", "check-circle"),
    AnswerState.ANSWERED_LATE.value: (pgettext_lazy("answer", "Answered late"), "warning", "exclamation-circle"),
    AnswerState.LATE.value: (pgettext_lazy("answer", "Answer late"), "danger", "exclamation-octagon"),
    AnswerState.SOON.value: (pgettext_lazy("answer", "Answer due soon"), "warning", "alarm"),
    AnswerState.IN_TIME.value: (pgettext_lazy("answer", "Answer due"), "secondary", "clock"),
    AnswerState.WAITS.value: (pgettext_lazy("answer", "Waits for the customer"), "secondary", "pause-circle"),
    AnswerState.NOT_OWED.value: (pgettext_lazy("answer", "No answer owed"), "secondary", "slash-circle"),
}

STEP_LABELS = {
    Step.ANSWER.value: (_("Record the answer to the customer"), _("Save the answer"), "chat-left-text"),
    Step.CLOSE.value: (_("Close the job"), _("Close the job"), "check2-circle"),
    Step.HAND_OVER.value: (_("Hand over to another technician"), _("Hand over"), "arrow-left-right"),
    Step.PUT_BACK.value: (_("Put back into the queue"), _("Put back"), "arrow-return-left"),
    Step.ASSIGN.value: (_("Assign to a technician"), _("Assign"), "person-check"),
    Step.EXPEDITE.value: (_("Expedite"), _("Expedite"), "lightning-charge"),
    Step.END_EXPEDITE.value: (_("End the expedite"), _("End the expedite"), "lightning"),
    Step.SET_REPEAT.value: (_("Set or clear “tried before”"), _("Save"), "arrow-repeat"),
    Step.REOPEN.value: (_("Reopen the job"), _("Reopen"), "arrow-counterclockwise"),
}

DONE_LABELS = {
    Step.ANSWER.value: _("The answer is recorded."),
    Step.CLOSE.value: _("The job is closed."),
    Step.HAND_OVER.value: _("The job is handed over."),
    Step.PUT_BACK.value: _("The job is back in the queue."),
    Step.ASSIGN.value: _("The job is assigned."),
    Step.EXPEDITE.value: _("The job is expedited."),
    Step.END_EXPEDITE.value: _("The expedite has ended."),
    Step.SET_REPEAT.value: _("Saved. The job's place is worked out anew."),
    Step.REOPEN.value: _("The job waits again, as tried before and not solved."),
}

# Offered while a fault is typed; anything else may be written.
COMMON_FAULTS = (
    _("Does not switch on"),
    _("Switches on, but no picture"),
    _("Blue screen while starting"),
    _("Switches itself off"),
    _("Restarts by itself"),
    _("Loud fan, runs hot"),
    _("Hard disk clicks or is not found"),
    _("Memory alarm (beeps)"),
    _("Distorted picture"),
    _("Keyboard or mouse does not react"),
    _("No network"),
    _("Virus or advertising windows"),
    _("Very slow"),
    _("System must be installed anew"),
    _("Program does not start"),
    _("Printer does not print"),
    _("Forgotten password"),
    _("Data lost"),
)
WAY_LABELS = {
    Way.VISIT.value: pgettext_lazy("advice", "Visit"),
    Way.PHONE.value: pgettext_lazy("advice", "By phone first"),
    Way.BRING_IN.value: pgettext_lazy("advice", "Ask them to bring it in"),
}
WAY_BADGES = {
    Way.VISIT.value: ("success", "house-door"),
    Way.PHONE.value: ("info", "telephone"),
    Way.BRING_IN.value: ("warning", "box-arrow-in-down"),
}
WHY_LABELS = {
    Why.ON_SITE.value: _("This kind of customer is served on site."),
    Why.AGENT.value: _("An agent has technicians of its own and sends goods in."),
    Why.SOFTWARE.value: _("Software is no case for a visit to a household."),
    Why.COMPATIBLE.value: _("A household's compatible machine is not visited."),
    Why.BRAND_UNKNOWN.value: _("Only a brand machine is visited, and it is not known whether this is one."),
    Why.PHONE_FIRST.value: _("A visit may follow where the phone does not help."),
    Why.BRAND_HARDWARE.value: _("A brand machine's hardware, and the phone has not helped."),
    Why.FAR.value: _("A household outside the urban area: visit only where it is truly needed."),
}
