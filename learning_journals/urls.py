"""Where what a child does and learns is found. Staff's own pages first, then the family's."""

from datetime import date

from django.urls import path, register_converter

from .views import (
    care,
    collectors,
    comments,
    days,
    home_entries,
    journal,
    observations,
    photos,
    portraits,
    reports,
    today,
)


class DayConverter:
    """A calendar day in an address: 2026-11-02."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(DayConverter, "day")

app_name = "learning_journals"
urlpatterns = [
    # --- today: the board of a room --------------------------------------------------------------
    path("today/", today.today, name="today"),
    path("today/<uuid:room_id>/", today.today_room, name="today_room"),
    path("today/<uuid:room_id>/care/", care.care_create, name="care_create"),
    path(
        "today/<uuid:room_id>/sleeps/<uuid:entry_id>/end/",
        care.sleep_end,
        name="sleep_end",
    ),
    path("care/<uuid:batch>/undo/", care.care_undo, name="care_undo"),
    # --- observations ----------------------------------------------------------------------------
    path("observations/new/", observations.observation_create, name="observation_create"),
    path("observations/autosave/", observations.observation_autosave, name="observation_autosave"),
    path(
        "observations/<uuid:observation_id>/",
        observations.observation_detail,
        name="observation_detail",
    ),
    path(
        "observations/<uuid:observation_id>/edit/",
        observations.observation_edit,
        name="observation_edit",
    ),
    path(
        "observations/<uuid:observation_id>/share/",
        observations.observation_share,
        name="observation_share",
    ),
    path(
        "observations/<uuid:observation_id>/withdraw/",
        observations.observation_withdraw,
        name="observation_withdraw",
    ),
    path(
        "observations/<uuid:observation_id>/restore/",
        observations.observation_restore,
        name="observation_restore",
    ),
    path("observations/<uuid:observation_id>/photos/", photos.photo_add, name="photo_add"),
    # --- photographs -----------------------------------------------------------------------------
    path("photos/<uuid:photo_id>/remove/", photos.photo_remove, name="photo_remove"),
    path("photos/<uuid:photo_id>/move/", photos.photo_move, name="photo_move"),
    path("photos/<uuid:photo_id>/restore/", photos.photo_restore, name="photo_restore"),
    path("photos/<uuid:photo_id>/<slug:size>/", photos.photo_file, name="photo_file"),
    path(
        "children/<uuid:child_id>/collection/new/",
        collectors.collector_create,
        name="collector_create",
    ),
    path(
        "collectors/<uuid:collector_id>/photo/", collectors.collector_photo, name="collector_photo"
    ),
    path("children/<uuid:child_id>/portrait/", photos.portrait_file, name="portrait_file"),
    path("me/portrait/", portraits.staff_portrait_edit, name="staff_portrait_edit"),
    path(
        "team/<uuid:membership_id>/portrait/",
        portraits.staff_portrait_file,
        name="staff_portrait_file",
    ),
    # --- the day -------------------------------------------------------------------------------
    path("children/<uuid:child_id>/day/", days.day_today, name="day_today"),
    path("children/<uuid:child_id>/day/<day:day>/", days.day_detail, name="day_detail"),
    path("children/<uuid:child_id>/day/<day:day>/words/", days.day_edit, name="day_edit"),
    # --- the journal ---------------------------------------------------------------------------
    path("journals/", journal.journal_list, name="journal_list"),
    path("children/<uuid:child_id>/journal/", journal.journal, name="journal"),
    path(
        "children/<uuid:child_id>/journal/new/",
        home_entries.home_entry_create,
        name="home_entry_create",
    ),
    path(
        "children/<uuid:child_id>/journal/<uuid:observation_id>/comments/",
        comments.comment_create,
        name="comment_create",
    ),
    # --- termly reports ------------------------------------------------------------------------
    path("reports/", reports.report_list, name="report_list"),
    path("reports/print/", reports.report_run_create, name="report_run_create"),
    path("reports/runs/<uuid:run_id>/", reports.report_run_detail, name="report_run_detail"),
    path("reports/runs/<uuid:run_id>/again/", reports.report_run_retry, name="report_run_retry"),
    path("reports/runs/<uuid:run_id>/share/", reports.report_run_share, name="report_run_share"),
    path("reports/runs/<uuid:run_id>/pdf/", reports.report_run_file, name="report_run_file"),
    path("reports/<uuid:report_id>/share/", reports.report_share, name="report_share"),
    path("reports/<uuid:report_id>/pdf/", reports.report_file, name="report_file"),
]
