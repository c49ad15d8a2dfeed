"""Addresses of the queue and its jobs."""

from django.urls import path

from tickets import step_views, views

app_name = "tickets"

urlpatterns = [
    # The queue
    path("queue/", views.queue, name="queue"),
    path("queue/take/", views.take, name="take"),
    path("queue/late/", views.late_jobs, name="late"),
    # Jobs
    path("jobs/mine/", views.mine, name="mine"),
    path("jobs/new/", views.new, name="new"),
    path("jobs/new/known/", views.known, name="known"),
    path("jobs/<str:job_no>/", views.job, name="job"),
    path("jobs/<str:job_no>/edit/", views.edit, name="edit"),
    # Steps
    path("jobs/<str:job_no>/answer/", step_views.answer, name="answer"),
    path("jobs/<str:job_no>/close/", step_views.close, name="close"),
    path("jobs/<str:job_no>/assign/", step_views.assign, name="assign"),
    path("jobs/<str:job_no>/hand-over/", step_views.hand_over, name="hand_over"),
    path("jobs/<str:job_no>/put-back/", step_views.put_back, name="put_back"),
    path("jobs/<str:job_no>/expedite/", step_views.expedite, name="expedite"),
    path("jobs/<str:job_no>/end-expedite/", step_views.end_expedite, name="end_expedite"),
    path("jobs/<str:job_no>/repeat/", step_views.repeat, name="repeat"),
    path("jobs/<str:job_no>/reopen/", step_views.reopen, name="reopen"),
]
