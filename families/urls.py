"""People and places, by the first part of the address."""

from django.urls import path

from .views import (
    account,
    audit,
    children,
    collection,
    consents,
    family,
    goals,
    in_confidence,
    invitations,
    joining,
    key_persons,
    more,
    people,
    places,
    plans,
    safeguarding,
    taking_part,
    team,
    visits,
    where_to_turn,
)

app_name = "families"
urlpatterns = [
    # children
    path("children/", children.child_list, name="child_list"),
    path("children/new/", children.child_create, name="child_create"),
    path("children/<uuid:child_id>/", children.child_detail, name="child_detail"),
    path("children/<uuid:child_id>/edit/", children.child_edit, name="child_edit"),
    path("children/<uuid:child_id>/room/", children.child_move, name="child_move"),
    path("children/<uuid:child_id>/leaving/", children.child_end, name="child_end"),
    path(
        "children/<uuid:child_id>/key-person/", key_persons.key_person_edit, name="key_person_edit"
    ),
    path(
        "children/<uuid:child_id>/invite/",
        invitations.invitation_create,
        name="invitation_create",
    ),
    path("links/<uuid:link_id>/", children.link_edit, name="link_edit"),
    path("links/<uuid:link_id>/end/", children.link_end, name="link_end"),
    # goals of a home and the nursery
    path("children/<uuid:child_id>/goals/", goals.child_goals, name="child_goals"),
    path("children/<uuid:child_id>/goals/new/", goals.child_goal_new, name="child_goal_new"),
    path("goals/", goals.goals_due, name="goals_due"),
    path("goals/<uuid:goal_id>/", goals.goal_detail, name="goal_detail"),
    path("goals/<uuid:goal_id>/change/", goals.goal_change, name="goal_change"),
    path("goals/<uuid:goal_id>/yes/", goals.goal_accept, name="goal_accept"),
    path("goals/<uuid:goal_id>/steps/", goals.goal_step_add, name="goal_step_add"),
    path("goals/<uuid:goal_id>/look-back/", goals.goal_review, name="goal_review"),
    path("goals/<uuid:goal_id>/close/", goals.goal_close, name="goal_close"),
    path("goals/steps/<uuid:step_id>/done/", goals.goal_step_done, name="goal_step_done"),
    path("goals/steps/<uuid:step_id>/again/", goals.goal_step_reopen, name="goal_step_reopen"),
    # in the manager's confidence
    path("children/<uuid:child_id>/homes/", in_confidence.child_homes, name="child_homes"),
    path(
        "links/<uuid:link_id>/court-order/",
        in_confidence.court_order_create,
        name="court_order_create",
    ),
    path("court-orders/<uuid:note_id>/end/", in_confidence.court_order_end, name="court_order_end"),
    path("links/<uuid:link_id>/see-as/", in_confidence.see_as, name="see_as"),
    path("see-as/stop/", in_confidence.see_as_stop, name="see_as_stop"),
    # going home
    path("children/<uuid:child_id>/collection/", collection.collection, name="collection"),
    path(
        "children/<uuid:child_id>/collection/passwords/",
        collection.collection_words,
        name="collection_words",
    ),
    path("collectors/<uuid:collector_id>/end/", collection.collector_end, name="collector_end"),
    path("collectors/<uuid:collector_id>/met/", collection.collector_met, name="collector_met"),
    path("collection/<uuid:choice_id>/rung/", collection.choice_rung, name="choice_rung"),
    path(
        "collection/<uuid:choice_id>/withdraw/", collection.choice_withdraw, name="choice_withdraw"
    ),
    # what adults like and can share, and ways to help
    path("taking-part/", taking_part.survey, name="survey"),
    path("taking-part/take-back/", taking_part.survey_withdraw, name="survey_withdraw"),
    path("register/", taking_part.skill_register, name="skill_register"),
    path("register/<uuid:offer_id>/invite/", taking_part.share_invite, name="share_invite"),
    path("sharing/<uuid:share_id>/", taking_part.share_answer, name="share_answer"),
    path("sharing/<uuid:share_id>/thank/", taking_part.share_thank, name="share_thank"),
    path("planning/", taking_part.planning_counts, name="planning_counts"),
    path("help/", taking_part.way_list, name="way_list"),
    path("help/new/", taking_part.way_new, name="way_new"),
    path("help/<uuid:way_id>/", taking_part.way_detail, name="way_detail"),
    path("help/<uuid:way_id>/sign-up/", taking_part.way_sign_up, name="way_sign_up"),
    path("help/<uuid:way_id>/leave/", taking_part.way_leave, name="way_leave"),
    path("help/<uuid:way_id>/thank/", taking_part.way_thank, name="way_thank"),
    # the way to us
    path("joining/", joining.joining_list, name="joining_list"),
    path("children/<uuid:child_id>/joining/", joining.joining_detail, name="joining_detail"),
    path("children/<uuid:child_id>/joining/begin/", joining.joining_begin, name="joining_begin"),
    path("children/<uuid:child_id>/joining/step/", joining.joining_step, name="joining_step"),
    path(
        "children/<uuid:child_id>/joining/first-day/",
        joining.joining_first_day,
        name="joining_first_day",
    ),
    path(
        "children/<uuid:child_id>/joining/settled/",
        joining.joining_settled,
        name="joining_settled",
    ),
    path("children/<uuid:child_id>/wishes/new/", joining.wish_create, name="wish_create"),
    path("wishes/<uuid:wish_id>/answer/", joining.wish_answer, name="wish_answer"),
    path(
        "children/<uuid:child_id>/home-visits/new/",
        visits.home_visit_offer,
        name="home_visit_offer",
    ),
    path("home-visits/<uuid:visit_id>/", visits.home_visit_detail, name="home_visit_detail"),
    path("home-visits/<uuid:visit_id>/agree/", visits.home_visit_agree, name="home_visit_agree"),
    path(
        "home-visits/<uuid:visit_id>/take-back/",
        visits.home_visit_take_back,
        name="home_visit_take_back",
    ),
    path("home-visits/<uuid:visit_id>/notes/", visits.home_visit_notes, name="home_visit_notes"),
    path("home-visits/<uuid:visit_id>/safety/", visits.home_visit_safety, name="home_visit_safety"),
    path("children/<uuid:child_id>/settling/new/", visits.settling_create, name="settling_create"),
    path("settling/<uuid:settling_id>/agree/", visits.settling_agree, name="settling_agree"),
    path("settling/<uuid:settling_id>/off/", visits.settling_call_off, name="settling_call_off"),
    path("settling/<uuid:settling_id>/outcome/", visits.settling_outcome, name="settling_outcome"),
    # plans for a change
    path("children/<uuid:child_id>/plans/", plans.plan_list, name="plan_list"),
    path("children/<uuid:child_id>/plans/new/", plans.plan_create, name="plan_create"),
    path("plans/<uuid:plan_id>/", plans.plan_show, name="plan_detail"),
    path("plans/<uuid:plan_id>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<uuid:plan_id>/sign/", plans.plan_sign, name="plan_sign"),
    path("plans/<uuid:plan_id>/steps/new/", plans.plan_step_create, name="plan_step_create"),
    path("plan-steps/<uuid:plan_step_id>/", plans.plan_step_edit, name="plan_step_edit"),
    path("plan-steps/<uuid:plan_step_id>/done/", plans.plan_step_done, name="plan_step_done"),
    path(
        "plans/<uuid:plan_id>/homes/<uuid:family_id>/",
        plans.plan_page_edit,
        name="plan_page_edit",
    ),
    path("plans/<uuid:plan_id>/worries/new/", plans.worry_create, name="worry_create"),
    path("worries/<uuid:worry_id>/answer/", plans.worry_answer, name="worry_answer"),
    # permissions
    path("children/<uuid:child_id>/permissions/", consents.consent_list, name="consent_list"),
    path(
        "children/<uuid:child_id>/permissions/paper/",
        consents.consent_paper,
        name="consent_paper",
    ),
    path("permissions/", consents.consent_register, name="consent_register"),
    path("permissions/answers/<uuid:consent_id>/", consents.consent_detail, name="consent_detail"),
    path("permissions/questions/", consents.consent_purpose_list, name="consent_purpose_list"),
    path(
        "permissions/questions/<uuid:purpose_id>/",
        consents.consent_purpose_edit,
        name="consent_purpose_edit",
    ),
    path(
        "permissions/questions/<uuid:purpose_id>/words/",
        consents.consent_wording_create,
        name="consent_wording_create",
    ),
    path(
        "permissions/questions/<uuid:purpose_id>/list/",
        consents.consent_who_may,
        name="consent_who_may",
    ),
    # homes
    path("families/<uuid:family_id>/", family.family_detail, name="family_detail"),
    path("families/<uuid:family_id>/edit/", family.family_edit, name="family_edit"),
    path(
        "families/<uuid:family_id>/collection-password/",
        collection.family_word_edit,
        name="family_word_edit",
    ),
    # adults and letters
    path("people/", people.people_list, name="people_list"),
    path(
        "invitations/<uuid:invitation_id>/revoke/",
        invitations.invitation_revoke,
        name="invitation_revoke",
    ),
    path(
        "invitations/<uuid:invitation_id>/again/",
        invitations.invitation_again,
        name="invitation_again",
    ),
    path("invitation/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    # the team
    path("team/", team.team_list, name="team_list"),
    path("team/invite/", invitations.staff_invitation_create, name="staff_invitation_create"),
    path("team/<uuid:membership_id>/", team.person_detail, name="person_detail"),
    path("team/<uuid:membership_id>/edit/", team.post_edit, name="post_edit"),
    path("team/<uuid:membership_id>/leaving/", team.post_end, name="post_end"),
    # the nursery itself
    path("nursery/", places.nursery_detail, name="nursery_detail"),
    path("nursery/edit/", places.nursery_edit, name="nursery_edit"),
    path("nursery/rooms/new/", places.room_create, name="room_create"),
    path("nursery/rooms/<uuid:room_id>/", places.room_edit, name="room_edit"),
    path("nursery/terms/new/", places.term_create, name="term_create"),
    path("nursery/terms/<uuid:term_id>/", places.term_edit, name="term_edit"),
    # safeguarding
    path("safeguarding/", safeguarding.safeguarding_list, name="safeguarding_list"),
    path("safeguarding/new/", safeguarding.safeguarding_raise, name="safeguarding_raise"),
    path("safeguarding/sent/", safeguarding.safeguarding_receipts, name="safeguarding_receipts"),
    path(
        "safeguarding/sent/<uuid:receipt_id>/",
        safeguarding.safeguarding_receipt,
        name="safeguarding_receipt",
    ),
    path(
        "safeguarding/child/<uuid:child_id>/",
        safeguarding.safeguarding_child,
        name="safeguarding_child",
    ),
    path(
        "safeguarding/<uuid:concern_id>/",
        safeguarding.safeguarding_detail,
        name="safeguarding_detail",
    ),
    path(
        "safeguarding/<uuid:concern_id>/add/",
        safeguarding.safeguarding_add,
        name="safeguarding_add",
    ),
    # where to turn
    path("where-to-turn/", where_to_turn.where_to_turn, name="where_to_turn"),
    path("where-to-turn/edit/", where_to_turn.where_to_turn_edit, name="where_to_turn_edit"),
    # oneself, and everything else
    path("more/", more.more, name="more"),
    path("setting/", more.setting_choose, name="setting_choose"),
    path("me/", account.profile_edit, name="profile_edit"),
    path("me/devices/end/", account.device_end, name="device_end"),
    path("trail/", audit.audit_list, name="audit_list"),
]
