"""The people of the tests: a small Marmalade Hill and its neighbour, made in well under a second.

Every home, child and conversation carries a word of its own in all of its texts (a canary), so that
a test can ask of any answer: whose words are in it?

Marmalade Hill: **Bettina** manages, **Tariq** is deputy; **Marek** leads Conkers and is key person
of Zofia and Idris, **Ewa** is back-up there and covers for him in three days; **Saoirse** leads
Pinecones; **Priya** works in Pinecones and is Anouk's mother; **Gwen** is in the office;
**Rosalind** left, **Femi** has not started yet; **Thaddeus** chairs the committee above Bettina.
Families: **Agnieszka** and **Tomasz** (Zofia); **Flora** and **Edmund** live apart (the twins
Ottoline and Rafferty); **Nia** (Idris) and **Emrys**, his grandad with limited rights; **Olwen**
was linked to Zofia until last month; **Dai**'s account is disabled (Idris).
Safeguarding lead is **Tariq**, deputy lead **Saoirse**; Custard Wharf has named nobody.
Custard Wharf: **Ottilie** manages, **Bram** practises, **Sunniva** is Barnacle's mother.
**Nobody** is signed out.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from communications.models import Conversation, Decision, RecordPack, YouSaid
from families.models import (
    AuthorisedCollector,
    Child,
    CollectionChoice,
    ConsentWording,
    CourtOrderNote,
    Cover,
    CsvImport,
    Family,
    FamilyAnswer,
    FamilyCheck,
    FamilyGoal,
    HardTime,
    HealthChange,
    HelpWish,
    HomeVisit,
    HousePolicyVersion,
    Invitation,
    KeyPersonAssignment,
    KeyPersonHello,
    LocalService,
    Membership,
    NurseryRoutine,
    ParentCarer,
    PlanPage,
    PlanStep,
    PlanWorry,
    Room,
    SafeguardingConcern,
    SafeguardingReceipt,
    Setting,
    SettlingVisit,
    ShareInvitation,
    SkillOffer,
    Term,
    TransitionPlan,
    User,
    WayToHelp,
)
from feedback.models import FeedbackItem, Pulse, Theme
from learning_journals.models import (
    CareEntry,
    Comment,
    DailyNote,
    JournalBook,
    MealStop,
    MedicineGiven,
    MedicinePermission,
    MorningNote,
    NextStep,
    Notice,
    Observation,
    Photo,
    ProgressReport,
    RoomWeek,
    ShareCard,
    Sound,
    WeekAnswer,
)

from . import factories as make

RECEIPT_HASH = "0" * 63 + "1"


@dataclass
class Cast:
    """Everybody and everything by name; `words` maps an owner to the canary in its texts."""

    hill: Setting
    wharf: Setting
    rooms: dict[str, Room] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    posts: dict[str, Membership] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    homes: dict[str, Family] = field(default_factory=dict)
    care: dict[str, CareEntry] = field(default_factory=dict)
    notes: dict[str, DailyNote] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    medicines: dict[str, MedicinePermission] = field(default_factory=dict)
    doses: dict[str, MedicineGiven] = field(default_factory=dict)
    mornings: dict[str, MorningNote] = field(default_factory=dict)  # "zofia-from-kapelusz"
    observations: dict[str, Observation] = field(default_factory=dict)
    photos: dict[str, Photo] = field(default_factory=dict)
    sounds: dict[str, Sound] = field(default_factory=dict)  # "zofia-from-kapelusz"
    comments: dict[str, Comment] = field(default_factory=dict)
    reports: dict[str, ProgressReport] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    feedback: dict[str, FeedbackItem] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)  # of the tray
    pulses: dict[str, Pulse] = field(default_factory=dict)
    answers: dict[str, FamilyAnswer] = field(default_factory=dict)
    nursery: dict[str, NurseryRoutine] = field(default_factory=dict)
    health_changes: dict[str, HealthChange] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    goals: dict[str, FamilyGoal] = field(default_factory=dict)
    collectors: dict[str, AuthorisedCollector] = field(default_factory=dict)
    choices: dict[str, CollectionChoice] = field(default_factory=dict)
    house_policies: dict[str, HousePolicyVersion] = field(default_factory=dict)
    services: dict[str, LocalService] = field(default_factory=dict)
    hard_times: dict[str, HardTime] = field(default_factory=dict)
    concerns: dict[str, SafeguardingConcern] = field(default_factory=dict)
    receipts: dict[str, SafeguardingReceipt] = field(default_factory=dict)
    meal_stops: dict[str, MealStop] = field(default_factory=dict)
    offers: dict[str, SkillOffer] = field(default_factory=dict)
    shares: dict[str, ShareInvitation] = field(default_factory=dict)
    ways: dict[str, WayToHelp] = field(default_factory=dict)
    records: dict[str, RecordPack] = field(default_factory=dict)
    books: dict[str, JournalBook] = field(default_factory=dict)
    wishes: dict[str, HelpWish] = field(default_factory=dict)
    visits: dict[str, HomeVisit] = field(default_factory=dict)
    settling: dict[str, SettlingVisit] = field(default_factory=dict)
    plans: dict[str, TransitionPlan] = field(default_factory=dict)
    plan_steps: dict[str, PlanStep] = field(default_factory=dict)
    plan_pages: dict[str, PlanPage] = field(default_factory=dict)
    worries: dict[str, PlanWorry] = field(default_factory=dict)
    court_orders: dict[str, CourtOrderNote] = field(default_factory=dict)
    links: dict[tuple[str, str], ParentCarer] = field(default_factory=dict)  # adult, child
    key_persons: dict[str, KeyPersonAssignment] = field(default_factory=dict)
    covers: dict[str, Cover] = field(default_factory=dict)
    hellos: dict[str, KeyPersonHello] = field(default_factory=dict)
    imports: dict[str, CsvImport] = field(default_factory=dict)
    next_steps: dict[str, NextStep] = field(default_factory=dict)
    cards: dict[str, ShareCard] = field(default_factory=dict)
    weeks: dict[str, RoomWeek] = field(default_factory=dict)
    told: dict[str, WeekAnswer] = field(default_factory=dict)
    said: dict[str, YouSaid] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """`cast.marek` is the user Marek."""
        try:
            return self.__dict__["users"][name]
        except KeyError:
            raise AttributeError(name) from None


def canary(owner: str) -> str:
    """The word that stands in every text of `owner`, for example "zofia" or "home-flora"."""
    return f"kanari-{owner}-kanari"


def build_cast() -> Cast:
    """Make everybody. Needs the owner's connection (the default in tests)."""
    hill = make.make_setting("Marmalade Hill Nursery", phone="01632 960 123")
    wharf = make.make_setting("Custard Wharf Nursery", phone="01632 960 456")
    cast = Cast(hill=hill, wharf=wharf)
    for name in ("hill", "wharf"):
        ConsentWording.objects.filter(
            setting=getattr(cast, name), purpose__code="outing_walk"
        ).update(explanation=f"To the duck pond. {canary(f'asks-{name}')}")
    _places(cast)
    _staff(cast)
    _families(cast)
    for name in cast.children:
        _record_of(cast, name)
        _way_of(cast, name)
    _collectors(cast)
    _court_orders(cast)
    _what_homes_say(cast)
    _what_homes_have_not_saved(cast)
    _conversations(cast)
    _concerns(cast)
    _where_to_turn(cast)
    _taking_part(cast)
    _at_home(cast)
    _your_say(cast)
    for name, setting, child, home, manager in (
        ("hill", hill, "zofia", "kapelusz", "bettina"),
        ("wharf", wharf, "barnacle", "sunniva", "ottilie"),
    ):
        cast.invitations[name] = Invitation.objects.create(
            setting=setting,
            email=f"aunt@{canary(f'home-{home}')}.example",
            full_name="An Aunt",
            token_hash=f"{name:f>64}",
            invited_by=cast.users[manager],
            child=cast.children[child],
            family=cast.homes[home],
            relationship="aunt",
        )
        bake = make.make_offer_of_the_day(
            setting,
            by=cast.users[manager],
            day=timezone.localdate() - timedelta(days=1),
            words=f"Lentil bake. {canary(f'menu-{name}')}",
        )
        for each in ("zofia", "idris", "ottoline") if name == "hill" else ("barnacle",):
            cast.meal_stops[each] = make.make_meal_stop(
                cast.children[each], offer=bake, by=cast.users[manager], how="mistake"
            )
        cast.imports[name] = make.make_csv_import(
            setting,
            by=cast.users[manager],
            file_name=f"{canary(f'import-{name}')}.csv",
            headers=["Room", "Places"],
            rows=[[2, [f"Hedgehogs {canary(f'import-{name}')}", "12"]]],
            matching=["name", "places"],
        )
        cast.feedback[name] = make.make_feedback(
            setting,
            words=f"The gate sticks. {canary(f'note-{name}')}",
            receipt_hash=f"{name:0>64}",
        )
        cast.themes[name] = make.make_theme(setting, name=f"Gates {canary(f'theme-{name}')}")
        make.make_feedback(
            setting,
            words=f"The manager was short with me. {canary(f'lead-note-{name}')}",
            receipt_hash=f"lead{name:0>60}",
            reader="lead",
        )
        make.make_feedback(
            setting,
            words=f"The deputy looks away. {canary(f'above-note-{name}')}",
            receipt_hash=f"above{name:0>59}",
            reader="committee",
        )
        cast.pulses[name] = make.make_pulse(setting, title=f"Food {canary(f'taps-{name}')}")
        make.make_told_pulse(setting, title=f"Settling in {canary(f'taps-{name}')}")
        make.make_pulse(setting, title=f"Moving {canary(f'untapped-{name}')}", is_opened=False)
    return cast


def _places(cast: Cast) -> None:
    for setting, names in ((cast.hill, ("Conkers", "Pinecones")), (cast.wharf, ("Ducklings",))):
        for name in names:
            cast.rooms[name.lower()] = make.make_room(setting, name=name)
    cast.terms = {"hill": make.make_term(cast.hill), "wharf": make.make_term(cast.wharf)}


def _user(cast: Cast, name: str, full_name: str, *, home: str = "", **fields: object) -> User:
    domain = f"{canary(home)}.example" if home else "marmaladehill.example"
    cast.users[name] = make.make_user(f"{name}@{domain}", full_name=full_name, **fields)
    return cast.users[name]


def _staff(cast: Cast) -> None:
    rooms, yesterday = cast.rooms, timezone.localdate() - timedelta(days=1)
    lead = {"is_safeguarding_lead": True}
    for name, full_name, setting, role, room, days in (
        ("bettina", "Bettina Quill", cast.hill, "manager", None, {}),
        ("tariq", "Tariq Merriweather", cast.hill, "deputy", None, lead),
        ("marek", "Marek Puddifoot", cast.hill, "room_leader", rooms["conkers"], {}),
        ("ewa", "Ewa Lampwick", cast.hill, "practitioner", rooms["conkers"], {}),
        ("saoirse", "Saoirse Inkwell", cast.hill, "room_leader", rooms["pinecones"], lead),
        ("priya", "Priya Nettlefold", cast.hill, "practitioner", rooms["pinecones"], {}),
        ("gwen", "Gwen Doily", cast.hill, "office", None, {}),
        ("thaddeus", "Thaddeus Thimblewick", cast.hill, "committee", None, {}),
        (
            "rosalind",
            "Rosalind Pocket",
            cast.hill,
            "practitioner",
            rooms["conkers"],
            {"ended_on": yesterday},
        ),
        (
            "femi",
            "Femi Oakapple",
            cast.hill,
            "manager",
            None,
            {"started_on": timezone.localdate() + timedelta(days=1)},
        ),
        ("ottilie", "Ottilie Brack", cast.wharf, "manager", None, {}),
        ("bram", "Bram Keel", cast.wharf, "practitioner", rooms["ducklings"], {}),
    ):
        user = _user(cast, name, full_name)
        cast.posts[name] = make.make_staff(setting, user=user, role=role, room=room, **days)


def _child(cast: Cast, name: str, full_name: str, room: str, **fields: object) -> Child:
    setting = cast.rooms[room].setting
    word = canary(name)
    cast.children[name] = make.make_child(
        setting,
        name=f"{full_name} {word}",
        room=cast.rooms[room],
        care_note=f"Likes the window. {word}",
        **fields,
    )
    return cast.children[name]


def _home(cast: Cast, name: str, setting: Setting) -> Family:
    word = canary(f"home-{name}")
    cast.homes[name] = make.make_family(
        setting, name=f"Home {word}", address=f"1 {word} Lane", phone="", what_matters=word
    )
    return cast.homes[name]


def _families(cast: Cast) -> None:
    zofia = _child(cast, "zofia", "Zofia Kapelusz", "conkers", months=23)
    idris = _child(cast, "idris", "Idris Lanternjack", "conkers", months=19, allergies="egg")
    anouk = _child(cast, "anouk", "Anouk Nettlefold", "conkers", months=26)
    ottoline = _child(cast, "ottoline", "Ottoline Button", "pinecones", months=38)
    rafferty = _child(cast, "rafferty", "Rafferty Button", "pinecones", months=38)
    barnacle = _child(cast, "barnacle", "Barnacle Bill", "ducklings", months=30)
    for name in ("kapelusz", "flora", "edmund", "lanternjack", "emrys", "priya"):
        _home(cast, name, cast.hill)
    _home(cast, "sunniva", cast.wharf)
    homes = cast.homes
    limited = {
        "sees_reports": False,
        "can_message": False,
        "sees_photos": False,
        "receives_updates": False,
        "lives_with_child": False,
    }
    decides = {"has_parental_responsibility": True}
    last_month = {"ended_on": timezone.localdate() - timedelta(days=30)}
    for name, full_name, home, children, relationship, fields in (
        ("agnieszka", "Agnieszka Kapelusz", "kapelusz", [zofia], "mum", decides),
        ("tomasz", "Tomasz Kapelusz", "kapelusz", [zofia], "dad", decides),
        ("olwen", "Olwen Pipkin", "kapelusz", [zofia], "childminder", last_month),
        ("flora", "Flora Button", "flora", [ottoline, rafferty], "mum", decides),
        ("edmund", "Edmund Button", "edmund", [ottoline, rafferty], "dad", decides),
        ("nia", "Nia Lanternjack", "lanternjack", [idris], "mum", decides),
        ("dai", "Dai Lanternjack", "lanternjack", [idris], "dad", {}),
        ("emrys", "Emrys Lanternjack", "emrys", [idris], "grandad", limited),
        ("sunniva", "Sunniva Bill", "sunniva", [barnacle], "mum", decides),
    ):
        # An address is a word of the home; Olwen's is her own, for she left that home's circle.
        owner = "adult-olwen" if name == "olwen" else f"home-{home}"
        user = _user(cast, name, full_name, home=owner, is_active=name != "dai")
        for child in children:
            cast.links[name, child.known_as.lower()] = make.make_link(
                child, user=user, family=homes[home], relationship=relationship, **fields
            )
    cast.links["priya", "anouk"] = make.make_link(
        anouk, user=cast.priya, family=homes["priya"], relationship="mum", **decides
    )
    # One of those who decide allows photographs in the own journal; nobody answered the rest.
    for (name, _child_name), link in cast.links.items():
        if link.has_parental_responsibility and name not in ("tomasz", "edmund"):
            make.make_consent(link)
    for name, key_person, backup in (
        ("zofia", "marek", "ewa"),
        ("idris", "marek", "ewa"),
        ("ottoline", "saoirse", ""),
        ("barnacle", "bram", ""),
    ):
        child = cast.children[name]
        held = make.make_key_person(child, membership=cast.posts[key_person])
        cast.key_persons[name] = held
        if backup:
            make.make_key_person(child, membership=cast.posts[backup], is_backup=True)
        cast.hellos[name] = make.make_hello(held, words=f"I like rain. {canary(name)}")
        # Days that are still to come: today nothing is different.
        cast.covers[name] = make.make_cover(
            child,
            away=cast.posts[key_person],
            by=cast.posts[COVERED_BY[name]],
            note=f"Naps at one. {canary(f'handover-{name}')}",
            reason=f"On a course. {canary(name)}",
            started_on=timezone.localdate() + timedelta(days=3),
            ended_on=timezone.localdate() + timedelta(days=4),
        )


# Who covers for each child's key person in a few days.
COVERED_BY = {"zofia": "ewa", "idris": "ewa", "ottoline": "priya", "barnacle": "ottilie"}
# The homes that wrote something about a child, with the writer.
WRITERS = {
    "zofia": [("kapelusz", "agnieszka")],
    "idris": [("lanternjack", "nia"), ("emrys", "emrys")],
    "anouk": [("priya", "priya")],
    "ottoline": [("flora", "flora"), ("edmund", "edmund")],
    "rafferty": [("flora", "flora"), ("edmund", "edmund")],
    "barnacle": [("sunniva", "sunniva")],
}
STAFF_OF = {
    "zofia": "marek",
    "idris": "marek",
    "anouk": "ewa",
    "ottoline": "saoirse",
    "rafferty": "saoirse",
    "barnacle": "bram",
}


def _record_of(cast: Cast, name: str) -> None:
    """A day, an observation with a photograph, a draft, a report, and what each home wrote."""
    child, staff, word = cast.children[name], cast.users[STAFF_OF[name]], canary(name)
    setting_name = "wharf" if child.setting_id == cast.wharf.pk else "hill"
    cast.care[name] = make.make_care_entry(child, by=staff, words=f"Peas. {word}")
    cast.notes[name] = make.make_daily_note(child, by=staff, words=f"A good day. {word}")
    make.make_note_change(
        cast.notes[name], by=staff, words=f"A bad day. {word}", why=f"Not hers. {word}"
    )
    shared = make.make_observation(child, by=staff, words=f"Nine pine cones. {word}")
    cast.observations[name] = shared
    cast.photos[name] = make.make_photo(shared, by=staff, description=f"Pine cones {word}")
    cast.observations[f"{name}-draft"] = make.make_observation(
        child, by=staff, words=f"Not finished. {canary(f'draft-{name}')}", shared=False
    )
    if name in ("zofia", "barnacle"):
        make.make_given_back(
            cast.observations[f"{name}-draft"],
            by=cast.users["ottilie" if setting_name == "wharf" else "bettina"],
            words=f"Where was it? {canary(f'back-{name}')}",
        )
    cast.reports[name] = make.make_report(
        child,
        room=child.room_places.get().room,
        term=cast.terms[setting_name],
        by=cast.users["ottilie" if setting_name == "wharf" else "bettina"],
        shared=True,
    )
    notice = make.make_notice(
        child, by=staff, words=f"Ran into the table. {word}", marks=["forehead"]
    )
    cast.notices[name] = notice
    make.make_notice_addendum(notice, by=staff, words=f"Told at the door. {word}")
    for home, writer in WRITERS[name]:
        home_word, user, family = canary(f"home-{home}"), cast.users[writer], cast.homes[home]
        # The home that is named first has not read it yet.
        if home != WRITERS[name][0][0]:
            make.make_acknowledgement(notice, family=family, by=user, comment=f"Ow. {home_word}")
        if cast.links[writer, name].has_parental_responsibility:
            _medicine_of(cast, name, home, writer)
        cast.observations[f"{name}-from-{home}"] = make.make_observation(
            child, by=user, family=family, words=f"At home too. {home_word}"
        )
        cast.sounds[f"{name}-from-{home}"] = make.make_sound(
            cast.observations[f"{name}-from-{home}"], by=user, heard=f"A lullaby. {home_word}"
        )
        cast.mornings[f"{name}-from-{home}"] = make.make_morning_note(
            child, family=family, by=user, words=f"Two stories last night. {home_word}"
        )
        cast.comments[f"{name}-from-{home}"] = make.make_comment(
            shared, child=child, family=family, by=user, words=f"With socks. {home_word}"
        )
        make.make_entry_answer(
            shared, child=child, family=family, by=user, words=f"With lids. {home_word}"
        )
        cast.goals[f"{name}-with-{home}"] = make.make_goal(
            child,
            family=family,
            by=user,
            home_owner=user,
            setting_owner=cast.posts[STAFF_OF[name]],
            words=f"Asks for her cup. {home_word}",
        )


def _medicine_of(cast: Cast, name: str, home: str, writer: str) -> None:
    """What a home allows: a dose here, which every home reads, and one at home, which its own
    home reads."""
    child, user, staff = cast.children[name], cast.users[writer], cast.users[STAFF_OF[name]]
    home_word, key = canary(f"home-{home}"), f"{name}-from-{home}"
    cast.medicines[key] = allowed = make.make_medicine(
        child, family=cast.homes[home], by=user, reason=f"Her ear. {home_word}"
    )
    cast.doses[key] = make.make_dose(allowed, by=staff, reason=f"Held it. {canary(name)}")
    make.make_dose(allowed, by=user, at_home=True, dose=f"5 ml {home_word}"[:60])
    make.make_acknowledgement(
        cast.doses[key], family=cast.homes[home], by=user, comment=f"Good. {home_word}"
    )


def _collectors(cast: Cast) -> None:
    """Somebody whom each home allows to collect, who does today, and the home's password. The
    twins' two homes name two people, and neither may know of the other's."""
    for name, homes in WRITERS.items():
        for home, writer in homes:
            if home == "emrys":  # a grandad who collects names nobody else
                continue
            child, family, user = cast.children[name], cast.homes[home], cast.users[writer]
            word = canary(f"home-{home}")
            cast.collectors[f"{name}-from-{home}"] = collector = make.make_collector(
                child,
                family=family,
                by=user,
                name=f"A Neighbour {word}",
                relationship=f"neighbour {word}",
                portrait=f"portraits/collector-{name}-{home}.jpg",
            )
            cast.choices[f"{name}-from-{home}"] = make.make_collection_choice(
                child, family=family, by=user, collector=collector
            )
    for home, writer in {pair for homes in WRITERS.values() for pair in homes}:
        word = canary(f"home-{home}")[:40]
        make.make_collection_password(cast.homes[home], by=cast.users[writer], word=word)


def _way_of(cast: Cast, name: str) -> None:
    """The way to us and a plan: what each home wrote, and what only colleagues read."""
    child, word = cast.children[name], canary(name)
    staff = STAFF_OF[name]
    by, post = cast.users[staff], cast.posts[staff]
    make.make_joining(
        child, by=by, settled_on=timezone.localdate(), settled_signs=f"Waves at the door. {word}"
    )
    cast.settling[name] = make.make_settling_visit(child, by=by, outcome=f"Sat by Ewa. {word}")
    plan = make.make_plan(child, by=by, about=f"School in September. {word}")
    cast.plans[name] = plan
    cast.plan_steps[name] = make.make_plan_step(plan, by=by, words=f"See the school. {word}")
    cast.records[name] = make.make_record(
        child,
        by=cast.users[WRITERS[name][0][1]],
        status="ready",
        file_name=f"records/00/{canary(f'record-{name}')}.zip",
    )
    cast.books[name] = make.make_journal_book(
        child,
        by=cast.users[WRITERS[name][0][1]],
        status="ready",
        file_name=f"books/00/{canary(f'record-{name}')}.pdf",
    )
    for home, writer in WRITERS[name]:
        if writer == "emrys":  # he may not write to us: no plans are made with him
            continue
        home_word, family, user = canary(f"home-{home}"), cast.homes[home], cast.users[writer]
        key = name if home == WRITERS[name][0][0] else f"{name}-{home}"
        cast.wishes[key] = make.make_wish(
            child, family=family, by=user, words=f"A later start. {home_word}"
        )
        cast.visits[key] = make.make_home_visit(
            child, family=family, by=by, visitor=post, purpose=f"To meet. {home_word}"
        )
        make.make_safety_note(cast.visits[key], by=by, words=f"A dog. {canary(f'safety-{name}')}")
        cast.plan_pages[key] = make.make_plan_page(
            plan, family=family, comforts=f"The rabbit. {home_word}"
        )
        cast.worries[key] = make.make_worry(
            plan, family=family, by=user, words=f"Will he eat? {home_word}"
        )


def _court_orders(cast: Cast) -> None:
    """Notes for the eyes of manager and deputy, with words of their own."""
    for child, adult, manager in (
        ("zofia", "tomasz", "bettina"),
        ("idris", "emrys", "bettina"),
        ("ottoline", "edmund", "tariq"),
        ("barnacle", "sunniva", "ottilie"),
    ):
        cast.court_orders[child] = make.make_court_order(
            cast.children[child],
            adult=cast.users[adult],
            by=cast.users[manager],
            words=f"As the order says. {canary(f'order-{child}')}",
        )


def _what_homes_say(cast: Cast) -> None:
    """Every home speaks of itself and of its child. Of two homes an answer is for the key person
    alone, one is for the whole team; one has taken an answer back."""
    then = timezone.now() - timedelta(hours=3)
    for child, writers in WRITERS.items():
        for home, writer in writers:
            family, by, word = cast.homes[home], cast.users[writer], canary(f"home-{home}")
            if f"strengths-{home}" not in cast.answers:
                cast.answers[f"strengths-{home}"] = make.make_answer(
                    family, words=f"We are good at soup. {word}", by=by, begun_at=then, at=then
                )
            cast.answers[f"sleep-{child}-{home}"] = make.make_answer(
                family,
                child=cast.children[child],
                question="sleep",
                words=f"On her front, with the fox. {word}",
                by=by,
                begun_at=then,
                at=then,
            )
            cast.answers[f"routine-{child}-{home}"] = make.make_answer(
                family,
                child=cast.children[child],
                page="routine",
                question="sleep",
                words=f"At seven, with a song. {word}",
                by=by,
                begun_at=then,
                at=then,
            )
            change = HealthChange.objects.create(
                setting_id=family.setting_id,
                child=cast.children[child],
                family=family,
                field="diet",
                words=f"No honey. {word}",
                proposed_by=by,
                at=then,
            )
            cast.health_changes.setdefault(child, change)
            term = cast.terms["wharf" if family.setting_id == cast.wharf.pk else "hill"]
            FamilyCheck.objects.get_or_create(
                setting_id=family.setting_id, family=family, term=term, steps_done=["contacts"]
            )
        cast.nursery[child] = NurseryRoutine.objects.create(
            setting_id=cast.children[child].setting_id,
            child=cast.children[child],
            question="sleep",
            words=f"After lunch, by the window. {canary(child)}",
            written_by=cast.users[STAFF_OF[child]],
            at=then,
        )
    for home, question, audience, fields in (
        ("kapelusz", "memories", "key_person", {}),
        ("flora", "memories", "key_person", {}),
        ("kapelusz", "names", "team", {}),
        ("kapelusz", "celebrations", "room", {"withdrawn_at": timezone.now()}),
    ):
        owner = f"old-{home}" if fields else f"{audience.partition('_')[0]}-{home}"
        cast.answers[f"{question}-{home}"] = make.make_answer(
            cast.homes[home],
            question=question,
            audience=audience,
            words=f"We say so. {canary(owner)}",
            by=cast.users["agnieszka" if home == "kapelusz" else home],
            begun_at=then,
            at=then,
            **fields,
        )


def _what_homes_have_not_saved(cast: Cast) -> None:
    """Two homes have begun to write something, and nobody but them knows."""
    for home, by, child, question in (
        ("kapelusz", "agnieszka", None, "emergency"),
        ("flora", "flora", "ottoline", "fears"),
    ):
        make.make_answer_draft(
            cast.homes[home],
            child=cast.children[child] if child else None,
            question=question,
            words=f"I hated {canary(f'unsaid-{home}')}",
            by=cast.users[by],
        )


def _conversations(cast: Cast) -> None:
    for name, child, home, parents, staff in (
        ("agnieszka", "zofia", "kapelusz", ["agnieszka"], ["marek", "ewa"]),
        ("flora", "ottoline", "flora", ["flora"], ["saoirse"]),
        ("edmund", "ottoline", "edmund", ["edmund"], ["saoirse"]),
        ("sunniva", "barnacle", "sunniva", ["sunniva"], ["bram"]),
    ):
        word = canary(f"talk-{name}")
        cast.conversations[name] = make.make_conversation(
            cast.children[child],
            family=cast.homes[home],
            parents=[cast.users[each] for each in parents],
            staff=[cast.users[each] for each in staff],
            messages=[(cast.users[parents[0]], f"Is this normal? {word}")],
            subject=f"A question {word}",
        )


def _concerns(cast: Cast) -> None:
    """Worries in the leads' record. The one about Idris concerns Tariq, who must not know of it;
    the one about Barnacle has nobody to read it."""
    for name, by, kept_from in (
        ("zofia", "marek", []),
        ("idris", "ewa", [cast.tariq.pk]),
        ("ottoline", "gwen", []),
        ("barnacle", "bram", []),
    ):
        word, child = canary(f"concern-{name}"), cast.children[name]
        cast.concerns[name], cast.receipts[name] = make.make_concern(
            child.setting,
            by=cast.users[by],
            about=child.known_as,
            words=f"Three Mondays without breakfast. {word}",
            readers=f"The leads {canary(f'receipt-{name}')}",
            done_at_once=f"Toast. {word}",
            child=None if by == "gwen" else child,
            kept_from=kept_from,
        )
        make.make_addendum(cast.concerns[name], by=cast.users["saoirse"], words=f"Rang. {word}")


def _taking_part(cast: Cast) -> None:
    """Agnieszka is found by her child's room, Edmund by everybody who works there, Sunniva by her
    child's room, Flora by nobody; Agnieszka says with her name what makes it hard."""
    for name, home, found_by, inviter in (
        ("agnieszka", "kapelusz", "room", "ewa"),
        ("edmund", "edmund", "team", "saoirse"),
        ("sunniva", "sunniva", "room", "bram"),
        ("flora", "flora", "nobody", ""),
    ):
        user, family = cast.users[name], cast.homes[home]
        cast.offers[name] = make.make_offer(
            user, family=family, words=f"Soup. {canary(f'offer-{name}')}", visible_to=found_by
        )
        if inviter:
            cast.shares[name] = make.make_share(
                cast.offers[name],
                by=cast.users[inviter],
                words=f"Come and cook. {canary(f'share-{name}')}",
            )
    for name, home in (("agnieszka", "kapelusz"), ("flora", "flora")):
        make.make_barriers(
            cast.users[name],
            family=cast.homes[home],
            words=f"The bus. {canary(f'barrier-{name}')}",
            with_name=name == "agnieszka",
        )
    for name, setting, by, helper in (
        ("hill", cast.hill, "bettina", "flora"),
        ("wharf", cast.wharf, "ottilie", "sunniva"),
    ):
        cast.ways[name] = make.make_way(
            setting, by=cast.users[by], title=f"Bulbs {canary(f'way-{name}')}"
        )
        make.make_helper(
            cast.ways[name], user=cast.users[helper], name=f"H {canary(f'helper-{helper}')}"
        )


def _where_to_turn(cast: Cast) -> None:
    """A policy and two cards of help in each nursery, given in a talk and in a plan; what a mother
    answered, and hard times."""
    for name, manager, mother, by, child in (
        ("hill", "bettina", "agnieszka", "marek", "zofia"),
        ("wharf", "ottilie", "sunniva", "bram", "barnacle"),
    ):
        setting, talk = getattr(cast, name), mother
        cast.house_policies[name] = make.make_policy(setting, by=cast.users[manager])
        cast.services[name] = make.make_service(setting, name=f"Food bank {canary(f'card-{name}')}")
        # Put away since: nobody but its keepers reads it, not even where it was given.
        away = make.make_service(setting, name=canary(f"away-{name}"), is_shown=False)
        for card in (cast.services[name], away):
            make.make_message(
                cast.conversations[talk], by=cast.users[by], words="Have you seen them?", card=card
            )
        for row, card in ((cast.plans[child], cast.services[name]), (cast.worries[child], away)):
            row.card = card
            row.save(update_fields=["card"])
        make.make_service_answer(
            cast.services[name], by=cast.users[mother], words=f"Kind. {canary(f'answer-{name}')}"
        )
    for home, writer, reader in (
        ("kapelusz", "agnieszka", "ewa"),
        ("lanternjack", "nia", "ewa"),
        ("flora", "flora", "saoirse"),
        ("sunniva", "sunniva", "bram"),
    ):
        cast.hard_times[home] = make.make_hard_time(
            cast.homes[home],
            by=cast.users[writer],
            words=f"Granny is ill. {canary(f'hard-{home}')}",
            readers=[cast.users[reader]],
        )


def _at_home(cast: Cast) -> None:
    """What is worked on with each child, a card given to one in each nursery, this week in each
    room with what every home answered, and next week, which no family reads yet."""
    for name, child in cast.children.items():
        cast.next_steps[name] = make.make_next_step(
            child, by=cast.users[STAFF_OF[name]], words=f"Asks for the cup. {canary(name)}"
        )
    for name, by, child in (("hill", "marek", "zofia"), ("wharf", "bram", "barnacle")):
        cast.cards[name] = make.make_share_card(
            getattr(cast, name), by=cast.users[by], title=f"Five cones {canary(f'song-{name}')}"
        )
        make.make_card_gift(
            cast.cards[name],
            by=cast.users[by],
            child=cast.children[child],
            words=f"She sang it all day. {canary(child)}",
        )
    for room, by in (("conkers", "marek"), ("pinecones", "saoirse"), ("ducklings", "bram")):
        cast.weeks[room] = make.make_room_week(
            cast.rooms[room], by=cast.users[by], explores=f"Puddles. {canary(f'week-{room}')}"
        )
        make.make_room_week(
            cast.rooms[room],
            by=cast.users[by],
            explores=f"Ice. {canary(f'soon-{room}')}",
            weeks=1,
        )
    for name, homes in WRITERS.items():
        room = cast.children[name].room_places.get().room.name.lower()
        for home, writer in homes:
            cast.told[f"{name}-from-{home}"] = make.make_week_answer(
                cast.weeks[room],
                child=cast.children[name],
                family=cast.homes[home],
                by=cast.users[writer],
                words=f"The cat in a hat. {canary(f'home-{home}')}",
            )


def _your_say(cast: Cast) -> None:
    """On each board two items, one of which said something else before, and one that is not
    published; an open question, one that is decided and one that is not asked yet. Agnieszka and
    Sunniva answer for staff alone, Flora for all families."""
    for name, manager, keeper, voices in (
        ("hill", "bettina", "marek", [("agnieszka", "kapelusz", False), ("flora", "flora", True)]),
        ("wharf", "ottilie", "bram", [("sunniva", "sunniva", False)]),
    ):
        setting, by, post = getattr(cast, name), cast.users[manager], cast.posts[keeper]
        told, sketch = canary(f"said-{name}"), canary(f"sketch-{name}")
        cast.said[name] = make.make_said(
            setting, by=by, owner=post, said=f"The gate sticks. {told}", doing=f"Oil. {told}"
        )
        make.make_said(
            setting,
            by=by,
            owner=post,
            said=f"It is dark. {told}",
            before=f"The path is dark. {canary(f'before-{name}')}",
        )
        make.make_said(setting, by=by, owner=post, said=f"The tea. {sketch}", shown=False)
        asks = canary(f"question-{name}")
        cast.decisions[name] = make.make_decision(
            setting, by=by, question=f"Shall it move? {asks}", fixed=f"Not on Sundays. {asks}"
        )
        decided = make.make_decision(setting, by=by, question=f"Which gate? {asks}")
        make.make_outcome(decided, by=by, decider=post, why=f"The green one. {asks}")
        make.make_decision(setting, by=by, question=f"A cat? {sketch}", asked=False)
        make.make_stamped_comment(decided, words=f"By stamp. {asks}", shown=True, is_closed=True)
        make.make_stamped_comment(
            decided, words=f"Kept off. {canary(f'note-{name}')}", shown=False, is_closed=True
        )
        for adult, home, shows_all in voices:
            for decision in (cast.decisions[name], decided):
                make.make_decision_answer(
                    decision,
                    by=cast.users[adult],
                    family=cast.homes[home],
                    words=f"I work late. {canary(f'voice-{adult}')}",
                    shows_all=shows_all,
                )


# Whose words each person may read. Every canary that is not named here is a leak.
_ZOFIA, _IDRIS, _ANOUK = (
    ("zofia", "draft-zofia", "handover-zofia", "home-kapelusz", "adult-olwen", "safety-zofia"),
    ("idris", "draft-idris", "handover-idris", "home-lanternjack", "home-emrys", "safety-idris"),
    ("anouk", "draft-anouk", "home-priya", "safety-anouk"),
)
_CONKERS = (*_ZOFIA, *_IDRIS, *_ANOUK)
_PINECONES = (
    *("ottoline", "draft-ottoline", "handover-ottoline", "rafferty", "draft-rafferty"),
    *("home-flora", "home-edmund", "safety-ottoline", "safety-rafferty"),
)
# Whoever belongs to the nursery reads the board; who works there, the helpers' names as well, and
# what Edmund lets everybody find.
_BOARD = ("way-hill",)
_TEAM = (*_BOARD, "helper-flora", "offer-edmund", "share-edmund")
_FOUND = ("offer-agnieszka", "share-agnieszka")
_WHARF = ("way-wharf", "helper-sunniva", "offer-sunniva", "share-sunniva")
_ORDERS = ("order-zofia", "order-idris", "order-ottoline")
_BARNACLE = (
    *("barnacle", "draft-barnacle", "handover-barnacle", "home-sunniva"),
    "safety-barnacle",
)
_HILL = (*_CONKERS, *_PINECONES, *_ORDERS, "note-hill", "team-kapelusz", "import-hill")
_AT_KAPELUSZ = (
    *("zofia", "home-kapelusz", "adult-olwen"),
    *("key-kapelusz", "team-kapelusz", "old-kapelusz", "unsaid-kapelusz"),
)
_AS_KEY_PERSON = ("talk-agnieszka", "key-kapelusz", "team-kapelusz")
MAY_READ: dict[str, frozenset[str]] = {
    name: frozenset(canary(owner) for owner in owners)
    for name, owners in {
        "nobody": (),
        "bettina": (*("answer-hill", "away-hill"), *_HILL, *_TEAM, *_FOUND, "barrier-agnieszka"),
        "tariq": (
            *("answer-hill", "away-hill"),
            *(*_HILL, "concern-zofia", "concern-ottoline", "lead-note-hill"),
            *(*_TEAM, *_FOUND, "barrier-agnieszka"),
        ),
        "marek": (
            *(*_CONKERS, *_AS_KEY_PERSON, "receipt-zofia"),
            *(*_TEAM, *_FOUND, "barrier-agnieszka"),
        ),
        "ewa": (
            *(*_CONKERS, *_AS_KEY_PERSON, "receipt-idris", *_TEAM, *_FOUND),
            *("hard-kapelusz", "hard-lanternjack"),
        ),
        "saoirse": (
            *(*_PINECONES, "talk-flora", "talk-edmund", *_TEAM, "key-flora", "team-kapelusz"),
            "hard-flora",
            *("concern-zofia", "concern-idris", "concern-ottoline", "lead-note-hill"),
        ),
        "priya": (*_PINECONES, "anouk", "home-priya", "record-anouk", *_TEAM),
        "gwen": (*_TEAM, "receipt-ottoline"),
        "thaddeus": (*_BOARD, "above-note-hill", "theme-hill"),
        "rosalind": (),
        "femi": (),
        "agnieszka": (
            *(*_AT_KAPELUSZ, "talk-agnieszka", "record-zofia", "answer-hill", "hard-kapelusz"),
            *(*_BOARD, *_FOUND, "barrier-agnieszka"),
        ),
        "tomasz": (*_AT_KAPELUSZ, "hard-kapelusz", *_BOARD),
        "olwen": ("adult-olwen",),
        "flora": (
            *("ottoline", "rafferty", "home-flora", "talk-flora", "key-flora", "hard-flora"),
            *(*_BOARD, "helper-flora", "offer-flora", "barrier-flora"),
            *("record-ottoline", "record-rafferty", "unsaid-flora"),
        ),
        "edmund": (
            *("ottoline", "rafferty", "home-edmund", "talk-edmund"),
            *(*_BOARD, "offer-edmund", "share-edmund"),
        ),
        "nia": ("hard-lanternjack", "idris", "home-lanternjack", "record-idris", *_BOARD),
        "emrys": ("idris", "home-emrys", *_BOARD),
        "dai": (),
        "ottilie": (
            *(*_BARNACLE, "note-wharf", "import-wharf", "order-barnacle", *_WHARF),
            *("answer-wharf", "away-wharf"),
        ),
        "bram": (*_BARNACLE, "hard-sunniva", "talk-sunniva", "receipt-barnacle", *_WHARF),
        "sunniva": (
            *("barnacle", "home-sunniva", "talk-sunniva", "record-barnacle"),
            *("answer-wharf", "hard-sunniva", *_WHARF),
        ),
    }.items()
}
# What a second reader gave back: its writer, and who reads for the nursery.
for _names, _owner in (
    (("bettina", "tariq", "marek"), "back-zofia"),
    (("ottilie", "bram"), "back-barnacle"),
):
    for _name in _names:
        MAY_READ[_name] |= {canary(_owner)}
# How a nursery puts its questions, its card of help and its menu, everybody reads who belongs to it
# today.
for _name in MAY_READ:
    if _name in ("ottilie", "bram", "sunniva"):
        MAY_READ[_name] |= {canary("asks-wharf"), canary("card-wharf"), canary("menu-wharf")}
    elif _name not in ("nobody", "dai", "rosalind", "femi", "olwen"):
        MAY_READ[_name] |= {canary("asks-hill"), canary("card-hill"), canary("menu-hill")}
# The board and the questions to all families: whoever belongs to the nursery. Who works there reads
# every answer by name, unless they have a child there as Priya does; and who leads reads what is
# not published, and what it said before.
for _name in MAY_READ:
    if canary("asks-hill") in MAY_READ[_name]:
        MAY_READ[_name] |= {canary(each) for each in ("said-hill", "question-hill", "taps-hill")}
        if _name != "thaddeus":  # a voice shown to all is a family's: he reads nothing of any
            MAY_READ[_name] |= {canary("voice-flora")}
    elif canary("asks-wharf") in MAY_READ[_name]:
        MAY_READ[_name] |= {canary(f"{each}-wharf") for each in ("said", "question", "taps")}
for _names, _owners in (
    (
        ("bettina", "tariq", "marek", "ewa", "saoirse", "gwen", "agnieszka"),
        ("voice-agnieszka",),
    ),
    (("bettina", "tariq", "saoirse"), ("theme-hill",)),  # who has the tray
    (("bettina", "tariq"), ("before-hill", "sketch-hill", "untapped-hill")),
    (("ottilie", "bram", "sunniva"), ("voice-sunniva",)),
    (("ottilie",), ("before-wharf", "sketch-wharf", "theme-wharf", "untapped-wharf")),
):
    for _name in _names:
        MAY_READ[_name] |= {canary(owner) for owner in _owners}
# The cards and weeks of the rooms: who works in the nursery, the families of a room once the week
# has begun, and whoever was given the card.
_WEEKS = tuple(f"{when}-{room}" for room in ("conkers", "pinecones") for when in ("week", "soon"))
for _names, _owners in (
    (
        ("bettina", "tariq", "marek", "ewa", "saoirse", "priya", "gwen"),
        ("song-hill", *_WEEKS),
    ),
    (("agnieszka", "tomasz"), ("song-hill", "week-conkers")),
    (("nia", "emrys"), ("week-conkers",)),
    (("flora", "edmund"), ("week-pinecones",)),
    (("ottilie", "bram"), ("song-wharf", "week-ducklings", "soon-ducklings")),
    (("sunniva",), ("song-wharf", "week-ducklings")),
):
    for _name in _names:
        MAY_READ[_name] |= {canary(owner) for owner in _owners}
PERSONAS = tuple(MAY_READ)
