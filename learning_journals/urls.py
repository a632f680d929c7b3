"""Where what a child does and learns is found. Staff's own pages first, then the family's."""

from datetime import date

from django.urls import path, register_converter

from .views import (
    answers,
    at_home,
    books,
    care,
    collectors,
    comments,
    days,
    frameworks,
    from_home,
    home_entries,
    journal,
    medicines,
    menus,
    next_steps,
    notices,
    noticing,
    observations,
    photos,
    portraits,
    release,
    reports,
    second_reader,
    sounds,
    today,
    waiting,
    weeks,
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
    path("today/<uuid:room_id>/arrivals/", today.arrivals, name="arrivals"),
    path("today/<uuid:room_id>/instead/", care.meal_instead, name="meal_instead"),
    path("menu/", menus.menu_week, name="menu_week"),
    path("menu/<day:day>/", menus.menu_day, name="menu_day"),
    path("menu/<day:day>/copy/", menus.menu_copy, name="menu_copy"),
    path("children/<uuid:child_id>/allergens/", menus.allergens, name="allergens"),
    path("today/<uuid:room_id>/day/", release.room_day_detail, name="room_day_detail"),
    path("daily-notes/", release.daily_notes_edit, name="daily_notes_edit"),
    path("today/<uuid:room_id>/from-home/", from_home.from_home_read, name="from_home_read"),
    path("care/<uuid:batch>/undo/", care.care_undo, name="care_undo"),
    # --- what waits for the connection -----------------------------------------------------------
    path("waiting/", waiting.waiting_shell, name="waiting_shell"),
    path("waiting/key/", waiting.waiting_key, name="waiting_key"),
    path("worker.js", waiting.waiting_worker, name="waiting_worker"),
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
    path("observations/to-read/", second_reader.observations_to_read, name="observations_to_read"),
    path(
        "observations/<uuid:observation_id>/give-back/",
        second_reader.observation_give_back,
        name="observation_give_back",
    ),
    path(
        "observations/<uuid:observation_id>/take-back/",
        second_reader.observation_take_back,
        name="observation_take_back",
    ),
    path("second-reader/", second_reader.second_reader_edit, name="second_reader_edit"),
    path("observations/<uuid:observation_id>/photos/", photos.photo_add, name="photo_add"),
    # --- photographs -----------------------------------------------------------------------------
    path("photos/<uuid:photo_id>/remove/", photos.photo_remove, name="photo_remove"),
    path("photos/<uuid:photo_id>/move/", photos.photo_move, name="photo_move"),
    path("photos/<uuid:photo_id>/restore/", photos.photo_restore, name="photo_restore"),
    path("photos/<uuid:photo_id>/<slug:size>/", photos.photo_file, name="photo_file"),
    path("sounds/<uuid:sound_id>/", sounds.sound_file, name="sound_file"),
    path("sounds/<uuid:sound_id>/state/", sounds.sound_state, name="sound_state"),
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
    # --- accidents, incidents, injuries on arrival ------------------------------------------------
    path("today/<uuid:room_id>/notices/", notices.notice_choose, name="notice_choose"),
    path("children/<uuid:child_id>/notices/", notices.notice_list, name="notice_list"),
    path("children/<uuid:child_id>/notices/new/", notices.notice_create, name="notice_create"),
    path("notices/", notices.notice_unread, name="notice_unread"),
    path("notices/<uuid:notice_id>/", notices.notice_detail, name="notice_detail"),
    path("notices/<uuid:notice_id>/read/", notices.notice_read, name="notice_read"),
    path("notices/<uuid:notice_id>/add/", notices.notice_add, name="notice_add"),
    path("notices/<uuid:notice_id>/review/", notices.notice_review, name="notice_review"),
    # --- medicine ------------------------------------------------------------------------------
    path("children/<uuid:child_id>/medicines/", medicines.medicine_list, name="medicine_list"),
    path(
        "children/<uuid:child_id>/medicines/new/", medicines.medicine_allow, name="medicine_allow"
    ),
    path("children/<uuid:child_id>/medicines/read/", medicines.dose_read, name="dose_read"),
    path("medicines/<uuid:permission_id>/end/", medicines.permission_end, name="permission_end"),
    path("medicines/<uuid:permission_id>/give/", medicines.dose_create, name="dose_create"),
    path("medicines/<uuid:permission_id>/home/", medicines.dose_at_home, name="dose_at_home"),
    path("children/<uuid:child_id>/from-home/", from_home.from_home, name="from_home"),
    # --- the journal ---------------------------------------------------------------------------
    path("journals/", journal.journal_list, name="journal_list"),
    path("journals/find/", journal.journal_find, name="journal_find"),
    path("children/<uuid:child_id>/journal/", journal.journal, name="journal"),
    path("children/<uuid:child_id>/journal/wow/", journal.wow_shelf, name="wow_shelf"),
    path("children/<uuid:child_id>/journal/books/", books.journal_books, name="journal_books"),
    path("journal-books/<uuid:book_id>/pdf/", books.journal_book_file, name="journal_book_file"),
    path("children/<uuid:child_id>/journal/answers/", answers.entry_answer, name="entry_answer"),
    path(
        "children/<uuid:child_id>/journal/<uuid:observation_id>/tried/",
        answers.entry_tried,
        name="entry_tried",
    ),
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
    # --- what we are working on ------------------------------------------------------------------
    path("children/<uuid:child_id>/working-on/", next_steps.next_step_list, name="next_step_list"),
    path(
        "children/<uuid:child_id>/working-on/new/",
        next_steps.next_step_create,
        name="next_step_create",
    ),
    path(
        "next-steps/<uuid:next_step_id>/close/",
        next_steps.next_step_close,
        name="next_step_close",
    ),
    # --- to try at home, and the week of a room --------------------------------------------------
    path("cards/", at_home.card_list, name="card_list"),
    path("cards/new/", at_home.card_create, name="card_create"),
    path("cards/<uuid:share_card_id>/", at_home.card_detail, name="card_detail"),
    path("cards/<uuid:share_card_id>/give/", at_home.card_give, name="card_give"),
    path("cards/<uuid:share_card_id>/put-away/", at_home.card_put_away, name="card_put_away"),
    path("cards/<uuid:share_card_id>/bring-back/", at_home.card_bring_back, name="card_bring_back"),
    path("children/<uuid:child_id>/at-home/", at_home.child_at_home, name="child_at_home"),
    path("rooms/<uuid:room_id>/weeks/", weeks.room_week, name="room_week"),
    path("rooms/<uuid:room_id>/weeks/<day:day>/", weeks.room_week_on, name="room_week_on"),
    path("rooms/<uuid:room_id>/weeks/<day:day>/edit/", weeks.room_week_edit, name="room_week_edit"),
    path("rooms/<uuid:room_id>/planning/", weeks.room_planning, name="room_planning"),
    path("weeks/<uuid:week_id>/answer/", weeks.week_answer, name="week_answer"),
    path(
        "week-answers/<uuid:week_answer_id>/used/", weeks.week_answer_used, name="week_answer_used"
    ),
    # --- noticing everyone -----------------------------------------------------------------------
    path("children/<uuid:child_id>/noticing/", noticing.child_noticing, name="child_noticing"),
    path("rooms/<uuid:room_id>/noticing/", noticing.room_noticing, name="room_noticing"),
    # --- the framework -------------------------------------------------------------------------
    path("frameworks/", frameworks.framework_choose, name="framework_choose"),
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
