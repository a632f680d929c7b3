"""How long each kind of record is kept, why, and what happens then.

The one place that names every model, by label, so that nothing is kept by accident: a test fails
for a model that is missing here. Days count from the event in `counted_from`. Law asks for "a
reasonable period" after a child has left; three years is common practice, safeguarding records stay
until the 25th birthday (domain.md 2.9; check with your own policy). A setting changes these numbers
here. The job that applies them is not built yet; until then nothing is removed.
"""

from dataclasses import dataclass

THREE_YEARS = 3 * 365


@dataclass(frozen=True)
class Rule:
    """`days` after `counted_from`, or None for as long as the row it belongs to; `why` in words."""

    days: int | None
    counted_from: str
    why: str


_WITH_CHILD = Rule(THREE_YEARS, "the child's last day", "the family may ask for the record")
_WITH_SETTING = Rule(None, "the setting's end", "belongs to the setting, not to a person")
_SAFEGUARDING = Rule(25 * 365, "the child's birth", "protects the child; held from erasure")
_OF_AN_INJURY = Rule(
    21 * 365 + 91, "the child's birth", "21 years and a quarter: until then a claim may come"
)
_WITH_PERSON = Rule(THREE_YEARS, "the person's last link or post", "says who wrote what")
_SAID_OF_ONESELF = Rule(0, "the person's last link", "their own words; gone when withdrawn")

RETENTION: dict[str, Rule] = {
    "families.User": _WITH_PERSON,
    "families.Invitation": Rule(90, "its expiry", "to answer 'I never got one'"),
    "families.Setting": _WITH_SETTING,
    "families.Room": _WITH_SETTING,
    "families.Term": _WITH_SETTING,
    "families.Membership": _WITH_PERSON,
    "families.RoomAssignment": _WITH_PERSON,
    "families.Child": _WITH_CHILD,
    "families.RoomPlace": _WITH_CHILD,
    "families.Family": _WITH_CHILD,
    "families.ParentCarer": _WITH_CHILD,
    "families.KeyPersonAssignment": _WITH_CHILD,
    "families.FamilyGoal": _WITH_CHILD,
    "families.GoalVersion": _WITH_CHILD,
    "families.GoalYes": _WITH_CHILD,
    "families.GoalStep": _WITH_CHILD,
    "families.GoalReview": _WITH_CHILD,
    "families.AuthorisedCollector": Rule(365, "its end", "who took the child home, and when"),
    "families.CollectionPassword": Rule(365, "its end", "when it changed; the word goes at once"),
    "families.CollectionChoice": Rule(365, "the day", "who took the child home, and when"),
    "families.CollectorCheck": Rule(365, "the check", "who made sure of whom"),
    "families.HousePolicy": _WITH_SETTING,
    "families.HousePolicyVersion": _WITH_SETTING,
    "families.HousePolicyReading": _WITH_PERSON,
    "families.LocalService": _WITH_SETTING,
    "families.ServiceAnswer": Rule(365, "the answer", "so that the cards become better"),
    "families.HardTime": Rule(0, "its last day", "told for a while, and then no more"),
    "families.SafeguardingConcern": _SAFEGUARDING,
    "families.SafeguardingAddendum": _SAFEGUARDING,
    "families.SafeguardingReading": _SAFEGUARDING,
    "families.SafeguardingReceipt": _SAFEGUARDING,
    "families.SkillOffer": _SAID_OF_ONESELF,
    "families.BarrierAnswer": _SAID_OF_ONESELF,
    "families.ShareInvitation": _WITH_PERSON,
    "families.WayToHelp": Rule(THREE_YEARS, "its day", "the nursery learns what helped"),
    "families.HelpPlace": Rule(THREE_YEARS, "the day of the help", "goes with it"),
    "families.HelpSignUp": Rule(THREE_YEARS, "the day of the help", "who was with the children"),
    "families.PlanningCount": Rule(400, "its day", "numbers without names, one year to compare"),
    "families.Joining": _WITH_CHILD,
    "families.JoiningStep": _WITH_CHILD,
    "families.HelpWish": _WITH_CHILD,
    "families.HomeVisit": _WITH_CHILD,
    "families.HomeVisitSafetyNote": Rule(365, "the visit", "of use for that visit alone"),
    "families.SettlingVisit": _WITH_CHILD,
    "families.TransitionPlan": _WITH_CHILD,
    "families.PlanStep": _WITH_CHILD,
    "families.PlanPage": _WITH_CHILD,
    "families.PlanWorry": _WITH_CHILD,
    "families.CourtOrderNote": _WITH_CHILD,
    "families.SeeingAs": Rule(365, "the look", "the family may ask who looked as them"),
    "families.StampKey": Rule(0, "the term's last day", "what signs is destroyed then"),
    "families.StampsGiven": Rule(0, "the term's last day", "that everybody has been given stamps"),
    "families.ConsentPurpose": _WITH_SETTING,
    "families.ConsentWording": _WITH_SETTING,
    "families.Consent": _WITH_CHILD,
    "families.ConsentInForce": _WITH_CHILD,
    "families.FamilyAnswer": _WITH_CHILD,
    "families.AnswerDraft": _WITH_CHILD,
    "families.FamilyCheck": _WITH_CHILD,
    "families.HealthChange": _WITH_CHILD,
    "families.NurseryRoutine": _WITH_CHILD,
    "families.ReadMark": _WITH_CHILD,
    "families.Cover": _WITH_CHILD,
    "families.HandoverNote": _WITH_CHILD,
    "families.KeyPersonHello": _WITH_CHILD,
    "families.HelloSeen": _WITH_CHILD,
    "families.CsvImport": Rule(30, "its arrival", "its rows go as soon as they are imported"),
    "families.AuditEvent": Rule(6 * 365, "the event", "who saw and did what, for complaints"),
    "families.OutboxJob": Rule(30, "its completion", "to find out what happened to a job"),
    "learning_journals.CareEntry": _WITH_CHILD,
    "learning_journals.DailyNote": _WITH_CHILD,
    "learning_journals.DailyNoteChange": _WITH_CHILD,
    "learning_journals.ReleaseRule": _WITH_SETTING,
    "learning_journals.SecondReaderRule": _WITH_SETTING,
    "learning_journals.GivenBack": _WITH_CHILD,
    "learning_journals.MorningNote": _WITH_CHILD,
    "learning_journals.MorningNoteReading": _WITH_CHILD,
    "learning_journals.Offer": _WITH_SETTING,
    "learning_journals.ChildAllergen": _WITH_CHILD,
    "learning_journals.MealStop": _WITH_CHILD,
    "learning_journals.Observation": _WITH_CHILD,
    "learning_journals.ObservationChild": _WITH_CHILD,
    "learning_journals.Comment": _WITH_CHILD,
    "learning_journals.EntryAnswer": _WITH_CHILD,
    "learning_journals.JournalBook": Rule(THREE_YEARS, "the asking", "says who took a copy"),
    "learning_journals.Photo": _WITH_CHILD,
    "learning_journals.Sound": _WITH_CHILD,
    "learning_journals.Notice": _OF_AN_INJURY,
    "learning_journals.NoticeAddendum": _OF_AN_INJURY,
    "learning_journals.Acknowledgement": _OF_AN_INJURY,
    "learning_journals.MedicinePermission": _OF_AN_INJURY,
    "learning_journals.MedicineGiven": _OF_AN_INJURY,
    "learning_journals.ReportRun": _WITH_CHILD,
    "learning_journals.NextStep": _WITH_CHILD,
    "learning_journals.ShareCard": _WITH_SETTING,
    "learning_journals.CardGift": _WITH_CHILD,
    "learning_journals.RoomWeek": _WITH_SETTING,
    "learning_journals.WeekAnswer": _WITH_CHILD,
    "learning_journals.ProgressReport": _WITH_CHILD,
    "communications.Conversation": _WITH_CHILD,
    "communications.Participant": _WITH_CHILD,
    "communications.Message": _WITH_CHILD,
    "communications.RecordPack": Rule(THREE_YEARS, "the asking", "says who took a copy"),
    "communications.LastLook": _WITH_PERSON,
    "communications.YouSaid": _WITH_SETTING,
    "communications.YouSaidVersion": _WITH_SETTING,
    "communications.Decision": _WITH_SETTING,
    "communications.DecisionAnswer": Rule(365, "its closing", "to explain what was decided"),
    "communications.DecisionOutcome": _WITH_SETTING,
    "communications.DigestPreference": _WITH_PERSON,
    "communications.Digest": Rule(90, "its sending", "to answer 'I never got one'"),
    # All alike, set aside or not: who could make one go sooner by setting it aside could hide it.
    "feedback.FeedbackItem": Rule(None, "the setting's end", "names nobody; the setting learns"),
    "feedback.MovedNote": Rule(None, "the note's end", "belongs to the note"),
    "feedback.NoteTheme": Rule(None, "the note's end", "belongs to the note"),
    "feedback.Theme": _WITH_SETTING,
    "feedback.ThemeCount": Rule(None, "the setting's end", "no number below five; names nobody"),
    "feedback.FeedbackReply": Rule(None, "the setting's end", "belongs to the note"),
    "feedback.Letterbox": _WITH_SETTING,
    "feedback.SealedBox": Rule(None, "the setting's end", "one row, emptied again and again"),
    "feedback.PaperCard": Rule(0, "the term's last day", "goes with the term's key"),
    "feedback.Pulse": _WITH_SETTING,
    "feedback.AskedQuestion": _WITH_SETTING,
    "feedback.StampedComment": Rule(None, "the note's end", "belongs to the note"),
    # Of the libraries
    "account.EmailAddress": _WITH_PERSON,
    "account.EmailConfirmation": _WITH_PERSON,
    "mfa.Authenticator": _WITH_PERSON,
    "usersessions.UserSession": Rule(14, "its last use", "the list of one's own devices"),
    "sessions.Session": Rule(14, "its last use", "signed-in browsers"),
    "auth.Permission": _WITH_SETTING,
    "auth.Group": _WITH_SETTING,
    "contenttypes.ContentType": _WITH_SETTING,
}
