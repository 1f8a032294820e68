"""Addresses of the organising pages."""

from django.urls import path

from brygga.events.views import (
    attendees,
    course_editing,
    days,
    editing,
    group,
    handling,
    papers,
    queue,
    quotas,
)

_ONE = "kalender/<slug:slug>"
_WHO = f"{_ONE}/deltagare"

urlpatterns = [
    path("kalender/ny/", editing.gathering_new, name="gathering_new"),
    path("kurser/ny/", course_editing.course_new, name="course_new"),
    path("kurser/<slug:slug>/andra/", course_editing.course_edit, name="course_edit"),
    path("kurser/<slug:slug>/ko/", queue.queue, name="queue"),
    path("fortbildningsplaner/ny/", course_editing.curriculum_new, name="curriculum_new"),
    path(
        "fortbildningsplaner/<slug:slug>/andra/",
        course_editing.curriculum_edit,
        name="curriculum_edit",
    ),
    path(
        "fortbildningsplaner/<slug:slug>/anta/",
        course_editing.curriculum_adopt,
        name="curriculum_adopt",
    ),
    path(f"{_ONE}/ordna/", editing.organise, name="organise"),
    path(f"{_ONE}/andra/", editing.gathering_edit, name="gathering_edit"),
    path(f"{_ONE}/publicera/", editing.gathering_publish, name="gathering_publish"),
    path(f"{_ONE}/kasta/", editing.gathering_discard, name="gathering_discard"),
    path(f"{_ONE}/stall-in/", editing.gathering_call_off, name="gathering_call_off"),
    path(f"{_ONE}/dagar/", days.days, name="days"),
    path(f"{_ONE}/program/", days.programme, name="programme"),
    path(f"{_ONE}/platser/", quotas.seats, name="seats"),
    path(f"{_ONE}/filer/", days.files, name="files"),
    path(f"{_ONE}/filer/<int:pk>/ta-bort/", days.file_remove, name="file_remove"),
    path(f"{_ONE}/anmal-grupp/", group.group, name="register_group"),
    path(f"{_ONE}/namnskyltar/", papers.badges, name="badges"),
    path(f"{_WHO}/", attendees.attendee_list, name="attendees"),
    path(f"{_WHO}/<int:pk>/", handling.attendee, name="attendee"),
    path(f"{_WHO}/<int:pk>/avboka/", handling.attendee_cancel, name="attendee_cancel"),
    path(f"{_WHO}/<int:pk>/behov/", handling.attendee_need, name="attendee_need"),
    path(f"{_WHO}/<int:pk>/flytta/", handling.attendee_move, name="attendee_move"),
    path(f"{_WHO}/<int:pk>/slutat/", handling.attendee_left, name="attendee_left"),
    path(f"{_WHO}/<int:pk>/uppgifter/", handling.attendee_details, name="attendee_details"),
]
