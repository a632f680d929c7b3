"""Who raises a safeguarding concern, who reads it, and that nobody else hears of it."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import policies
from families.models import (
    AuditEvent,
    Membership,
    OutboxJob,
    ParentCarer,
    SafeguardingAddendum,
    SafeguardingConcern,
    SafeguardingReading,
    SafeguardingReceipt,
)
from families.queries.safeguarding import concerns_not_opened
from families.tasks import tell_safeguarding_lead
from tests import factories as make
from tests.access.people import person_by_code
from tests.cast import Cast
from tests.roles import acting_as, as_worker
from tests.statements import statements

Browse = Callable[[str], Client]
ROOT = Path(__file__).resolve().parents[2]
WORDS = "She said: nobody was at home all weekend."


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def body(**more: Any) -> dict[str, Any]:
    """A form of a worry as it is sent; with `child` or `about` added."""
    return {
        "key": uuid.uuid4(),
        "happened_on": timezone.localdate().isoformat(),
        "around": "at lunch",
        "words": WORDS,
        "done_at_once": "",
        **more,
    }


def raise_it(client: Client, *, adult: bool = False, **more: Any) -> Any:
    return client.post(
        reverse("families:safeguarding_raise") + ("?about=adult" if adult else ""), body(**more)
    )


def sent() -> SafeguardingConcern:
    return SafeguardingConcern.objects.get(words=WORDS)


def detail(concern: SafeguardingConcern) -> str:
    return reverse("families:safeguarding_detail", args=[concern.pk])


# --- raising --------------------------------------------------------------------------------------


def test_marek_writes_a_worry_gets_a_receipt_without_words_and_cannot_read_it_again(
    cast: Cast, browse: Browse
) -> None:
    marek = browse("marek")
    answer = raise_it(marek, child=cast.children["zofia"].pk)
    receipt = marek.get(answer["Location"]).content.decode()
    assert SafeguardingReceipt.objects.get(author=cast.marek, reference=sent().reference)
    assert sent().reference in receipt
    assert "Saoirse, Tariq" in receipt
    assert WORDS not in receipt
    assert "Zofia" not in receipt
    assert marek.get(detail(sent())).status_code == 404
    assert marek.get(reverse("families:safeguarding_list")).status_code == 403


def test_the_cook_names_a_child_whom_she_may_not_open(cast: Cast, browse: Browse) -> None:
    refused = raise_it(browse("gwen"), child=cast.children["zofia"].pk)
    assert refused.status_code == 422, "a child outside her care cannot be chosen"
    assert WORDS in refused.content.decode(), "nothing she wrote is lost"
    raise_it(browse("gwen"), about="Zofia with the red boots")
    assert (sent().child_id, sent().about) == (None, "Zofia with the red boots")


@pytest.mark.parametrize("name", ["agnieszka", "emrys", "rosalind", "olwen"])
def test_who_does_not_work_here_has_no_such_page(cast: Cast, browse: Browse, name: str) -> None:
    assert raise_it(browse(name), about="Zofia").status_code == 403
    assert "head-worry" not in browse(name).get(reverse("families:more")).content.decode()


def test_every_page_of_staff_has_the_way_to_it_in_its_frame(cast: Cast, browse: Browse) -> None:
    link = f'class="head-worry" href="{reverse("families:safeguarding_raise")}"'
    for name in ("marek", "bettina", "gwen"):
        for page in ("families:more", "families:team_list", "families:profile_edit"):
            assert link in browse(name).get(reverse(page)).content.decode(), (name, page)


def test_from_a_childs_page_the_worry_starts_on_that_child(cast: Cast, browse: Browse) -> None:
    zofia, ottoline = cast.children["zofia"], cast.children["ottoline"]
    marek, address = browse("marek"), reverse("families:safeguarding_raise")
    for page in ("families:child_detail", "learning_journals:journal", "families:collection"):
        html = marek.get(reverse(page, args=[zofia.pk])).content.decode()
        assert f'href="{address}?child={zofia.pk}"' in html
    assert f'href="{address}"' in marek.get(reverse("families:more")).content.decode()
    chosen = f'<option value="{zofia.pk}" selected>'
    assert chosen in marek.get(f"{address}?child={zofia.pk}").content.decode()
    for other in (ottoline.pk, "nonsense", ""):  # not hers to know of, or no child at all
        page = marek.get(f"{address}?child={other}")
        assert page.status_code == 200
        assert not re.search(r'<option value="[^"]+" selected>', page.content.decode())


def test_the_lead_reads_at_more_that_a_worry_waits_and_nobody_else_does(
    cast: Cast, browse: Browse
) -> None:
    def number(name: str) -> str:
        page = browse(name).get(reverse("families:people_list")).content.decode()
        more = page[page.index('class="nav-list"') : page.index("</nav>")].split("<li>")[-1]
        return "".join(re.findall(r'aria-hidden="true">(\d+)<', more))

    waiting = concerns_not_opened_by(cast, "saoirse")
    raise_it(browse("marek"), child=cast.children["zofia"].pk)
    assert number("saoirse") == str(waiting + 1)
    assert number("bettina") == ""
    browse("saoirse").get(detail(sent()))
    assert number("saoirse") == (str(waiting) if waiting else "")


def concerns_not_opened_by(cast: Cast, name: str) -> int:
    with acting_as(cast.users[name]) as person:
        return concerns_not_opened(person)


def test_the_same_form_sent_twice_is_one_worry_and_one_mail_for_each_lead(
    cast: Cast, browse: Browse
) -> None:
    key = uuid.uuid4()
    first = raise_it(browse("marek"), child=cast.children["zofia"].pk, key=key)
    again = raise_it(browse("marek"), child=cast.children["zofia"].pk, key=key)
    assert first["Location"] == again["Location"]
    assert sent()
    jobs = OutboxJob.objects.filter(task="families.tasks.tell_safeguarding_lead")
    assert {job.subject_id for job in jobs} == {cast.tariq.pk, cast.saoirse.pk}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": "   "}, "words"),
        ({"about": ""}, "about"),
        (
            {"happened_on": (timezone.localdate() + timedelta(days=2)).isoformat()},
            "happened_on",
        ),
        ({"words": "x" * 10_001}, "words"),
        ({"child": "not-a-child"}, "child"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_everything_typed_stays(
    cast: Cast, browse: Browse, more: dict[str, str], field: str
) -> None:
    answer = raise_it(browse("marek"), **{"about": "Zofia", "done_at_once": "Sat with her", **more})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Sat with her" in answer.content.decode()
    assert SafeguardingReceipt.objects.filter(readers__contains="Tariq").count() == 0


# --- about an adult -------------------------------------------------------------------------------


def test_a_worry_about_the_lead_is_read_by_the_other_lead_alone(cast: Cast, browse: Browse) -> None:
    raise_it(browse("ewa"), adult=True, about="Tariq", kept_from=[cast.posts["tariq"].pk])
    assert sent().kept_from == [cast.tariq.pk]
    assert browse("tariq").get(detail(sent())).status_code == 404
    register = browse("tariq").get(reverse("families:safeguarding_list") + "?show=all")
    assert sent().reference not in register.content.decode()
    assert WORDS in browse("saoirse").get(detail(sent())).content.decode()
    job = OutboxJob.objects.get(task="families.tasks.tell_safeguarding_lead")
    assert job.subject_id == cast.saoirse.pk
    receipt = SafeguardingReceipt.objects.get(reference=sent().reference)
    assert receipt.readers == "Saoirse"


def test_a_worry_that_nobody_here_could_read_is_not_kept_and_says_whom_to_ring(
    cast: Cast, browse: Browse
) -> None:
    both = [cast.posts["tariq"].pk, cast.posts["saoirse"].pk]
    answer = raise_it(browse("ewa"), adult=True, about="Both of them", kept_from=both)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nobody here could read this" in page
    assert "LADO" in page
    assert WORDS in page
    assert not SafeguardingConcern.objects.filter(words=WORDS).exists()


def test_a_worry_about_an_adult_says_who_must_not_read_it(cast: Cast, browse: Browse) -> None:
    answer = raise_it(browse("ewa"), adult=True, about="Somebody")
    assert "kept_from" in answer.context["form"].errors
    raise_it(browse("ewa"), adult=True, about="The student", not_on_the_team="on")
    assert sent().kind == "adult"


def test_a_lead_who_is_the_childs_mother_does_not_read_what_is_written_about_her_child(
    cast: Cast, browse: Browse
) -> None:
    Membership.objects.filter(pk=cast.posts["priya"].pk).update(is_safeguarding_lead=True)
    raise_it(browse("ewa"), child=cast.children["anouk"].pk)
    receipt = SafeguardingReceipt.objects.get(reference=sent().reference)
    assert receipt.readers == "Saoirse, Tariq"
    about_anouk = sent()
    assert browse("priya").get(detail(about_anouk)).status_code == 404
    with acting_as(cast.priya):  # the database alone
        assert not SafeguardingConcern.objects.filter(pk=about_anouk.pk).exists()
        assert SafeguardingConcern.objects.filter(pk=cast.concerns["zofia"].pk).exists()
    person = person_by_code(cast, "priya")  # the code alone
    assert not policies.concerns_visible_to(person).filter(pk=about_anouk.pk).exists()
    assert policies.concerns_visible_to(person).filter(pk=cast.concerns["zofia"].pk).exists()


@pytest.mark.parametrize("days", [1, 400])
def test_a_lead_who_was_the_childs_father_until_lately_does_not_read_it_either(
    cast: Cast, browse: Browse, days: int
) -> None:
    """He ends his own link, or the child has left long ago: what was written about his home stays
    written about his home."""
    zofia, over = cast.children["zofia"], timezone.localdate() - timedelta(days=days)
    first = over - timedelta(days=500)
    own = {"user": cast.tariq, "family": cast.homes["kapelusz"]}
    make.make_link(zofia, **own, started_on=first, ended_on=over)
    about_zofia = cast.concerns["zofia"]
    assert browse("tariq").get(detail(about_zofia)).status_code == 404
    with acting_as(cast.tariq):  # the database alone
        assert ParentCarer.objects.filter(user=cast.tariq).exists()
        assert not SafeguardingConcern.objects.filter(pk=about_zofia.pk).exists()
        assert not SafeguardingAddendum.objects.filter(concern=about_zofia).exists()
        assert SafeguardingConcern.objects.filter(pk=cast.concerns["ottoline"].pk).exists()
    person = person_by_code(cast, "tariq")  # the code alone
    assert not policies.concerns_visible_to(person).filter(pk=about_zofia.pk).exists()
    raise_it(browse("ewa"), child=zofia.pk)
    assert SafeguardingReceipt.objects.get(reference=sent().reference).readers == "Saoirse"


def test_the_office_writes_about_a_child_by_name_and_keeps_it_from_his_father(
    cast: Cast, browse: Browse
) -> None:
    """Gwen has no child to choose, so nobody could tell that Tariq is the father: she says so."""
    make.make_link(cast.children["zofia"], user=cast.tariq, family=cast.homes["kapelusz"])
    page = browse("gwen").get(reverse("families:safeguarding_raise")).content.decode()
    assert "Who must not read this?" in page
    raise_it(browse("gwen"), about="Zofia Kapelusz", kept_from=[cast.posts["tariq"].pk])
    assert (sent().kind, sent().kept_from) == ("child", [cast.tariq.pk])
    assert SafeguardingReceipt.objects.get(reference=sent().reference).readers == "Saoirse"
    assert browse("tariq").get(detail(sent())).status_code == 404
    assert WORDS in browse("saoirse").get(detail(sent())).content.decode()


# --- who reads ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bettina", "marek", "gwen", "ottilie", "agnieszka"])
def test_neither_manager_nor_writer_nor_mother_reads_it(
    cast: Cast, browse: Browse, name: str
) -> None:
    concern = cast.concerns["zofia"]
    missing = reverse("families:safeguarding_detail", args=[uuid.uuid4()])
    answer, nothing = browse(name).get(detail(concern)), browse(name).get(missing)
    assert (answer.status_code, answer.content) == (404, nothing.content)
    with acting_as(cast.users[name]):
        assert not SafeguardingConcern.objects.exists()
        assert not SafeguardingAddendum.objects.exists()
    assert not policies.concerns_visible_to(person_by_code(cast, name)).exists()


def test_who_led_until_yesterday_reads_nothing_any_more(cast: Cast, browse: Browse) -> None:
    led = browse("tariq")
    assert led.get(detail(cast.concerns["zofia"])).status_code == 200
    Membership.objects.filter(pk=cast.posts["tariq"].pk).update(is_safeguarding_lead=False)
    assert led.get(detail(cast.concerns["zofia"])).status_code == 404


def test_no_role_of_the_database_changes_or_removes_a_line_of_it(cast: Cast) -> None:
    for model, change in (
        (SafeguardingConcern, {"words": "Nothing."}),
        (SafeguardingAddendum, {"words": "Nothing."}),
        (SafeguardingReceipt, {"readers": "Nobody"}),
        (SafeguardingReading, {"at": timezone.now()}),
    ):
        with acting_as(cast.tariq):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                model.objects.update(**change)
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                model.objects.all()._raw_delete(using="default")


def test_a_writer_adds_nothing_to_what_she_cannot_read(cast: Cast) -> None:
    with acting_as(cast.marek):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            SafeguardingAddendum.objects.bulk_create(
                [
                    SafeguardingAddendum(
                        setting=cast.hill,
                        concern=cast.concerns["zofia"],
                        author=cast.marek,
                        words="All is well.",
                        form_key=uuid.uuid4(),
                    )
                ]
            )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            make.make_concern(cast.hill, by=cast.ewa, words="In her name")
    with pytest.raises(IntegrityError, match="same_setting"), transaction.atomic():
        make.make_concern(cast.hill, by=cast.ewa, words="Theirs", child=cast.children["barnacle"])


# --- the leads' record ----------------------------------------------------------------------------


def test_a_lead_adds_closes_and_opens_again_and_the_first_words_stay(
    cast: Cast, browse: Browse
) -> None:
    concern, tariq = cast.concerns["zofia"], browse("tariq")
    add = reverse("families:safeguarding_add", args=[concern.pk])
    for kind, words in (
        ("referred", "Told the council."),
        ("closed", "They visit now."),
        ("reopened", "Again on Monday."),
    ):
        form = {"key": uuid.uuid4(), "kind": kind, "words": words}
        assert tariq.post(add, form).status_code == 302
        assert tariq.post(add, form).status_code == 302, "sent twice"
    page = tariq.get(detail(concern)).content.decode()
    shown = [page.index(words) for words in ("Told the", "They visit", "Again on")]
    assert shown == sorted(shown)
    assert page.index("Three Mondays") < shown[0]
    assert SafeguardingAddendum.objects.filter(concern=concern, author=cast.tariq).count() == 3
    refused = tariq.post(add, {"key": uuid.uuid4(), "kind": "note", "words": " "})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"words"}


def test_closed_ones_leave_the_list_of_open_ones(cast: Cast, browse: Browse) -> None:
    concern = cast.concerns["zofia"]
    make.make_addendum(concern, by=cast.tariq, kind="closed", words="Done.")
    tariq, address = browse("tariq"), reverse("families:safeguarding_list")
    for show, is_there in (("open", False), ("closed", True), ("all", True), ("new", True)):
        page = tariq.get(f"{address}?show={show}").content.decode()
        assert (concern.reference in page) is is_there, show
    tariq.get(detail(concern))
    assert concern.reference not in tariq.get(f"{address}?show=new").content.decode()


def test_the_record_says_itself_who_read_it(cast: Cast, browse: Browse) -> None:
    browse("tariq").get(detail(cast.concerns["zofia"]))
    page = browse("saoirse").get(detail(cast.concerns["zofia"])).content.decode()
    assert "Who has read this" in page
    readings = SafeguardingReading.objects.filter(concern=cast.concerns["zofia"])
    assert {each.reader for each in readings} == {cast.tariq, cast.saoirse}


def test_everything_about_a_child_is_one_page_for_a_referral_without_what_is_kept_from_me(
    cast: Cast, browse: Browse
) -> None:
    zofia = cast.children["zofia"]
    make.make_concern(
        cast.hill,
        by=cast.ewa,
        words="The second",
        child=zofia,
        written_at=timezone.now() + timedelta(minutes=1),
    )
    make.make_concern(
        cast.hill, by=cast.ewa, words="Not for him", child=zofia, kept_from=[cast.tariq.pk]
    )
    address = reverse("families:safeguarding_child", args=[zofia.pk])
    page = browse("tariq").get(address).content.decode()
    assert page.index("Three Mondays") < page.index("The second")
    assert "Not for him" not in page
    assert "Not for him" in browse("saoirse").get(address).content.decode()
    assert browse("bettina").get(address).status_code == 404


# --- nobody else hears of it ----------------------------------------------------------------------


def test_the_trail_and_the_jobs_that_a_manager_may_read_say_nothing_of_it(
    cast: Cast, browse: Browse
) -> None:
    before = AuditEvent.objects.exclude(verb__startswith="read").count()
    raise_it(browse("marek"), child=cast.children["zofia"].pk)
    browse("tariq").get(detail(sent()))
    assert AuditEvent.objects.exclude(verb__startswith="read").count() == before
    assert not AuditEvent.objects.filter(target_type__icontains="safeguarding").exists()
    with acting_as(cast.bettina):
        assert not OutboxJob.objects.exists()


def test_leads_are_told_by_a_mail_that_says_no_word_of_it_and_a_count(
    cast: Cast, browse: Browse
) -> None:
    raise_it(browse("marek"), child=cast.children["zofia"].pk)
    jobs = list(OutboxJob.objects.all())
    with as_worker():
        for job in jobs:
            tell_safeguarding_lead(str(job.pk))
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "saoirse@marmaladehill.example",
        "tariq@marmaladehill.example",
    ]
    for letter in mail.outbox:
        said = f"{letter.subject} {letter.body} {letter.alternatives[0][0]}".lower()
        for word in ("zofia", "weekend", "marek", "worr", "safeguard", "concern", "child"):
            assert not re.search(rf"\b{word}", said), word
    more = reverse("families:more")
    assert "2 you have not opened" not in browse("bettina").get(more).content.decode()
    assert "3 you have not opened" in browse("tariq").get(more).content.decode()


def test_who_leads_no_more_when_the_mail_goes_out_gets_none(cast: Cast, browse: Browse) -> None:
    raise_it(browse("marek"), child=cast.children["zofia"].pk)
    Membership.objects.filter(pk=cast.posts["saoirse"].pk).update(is_safeguarding_lead=False)
    jobs = list(OutboxJob.objects.all())
    with as_worker():
        for job in jobs:
            tell_safeguarding_lead(str(job.pk))
    assert [letter.to[0] for letter in mail.outbox] == ["tariq@marmaladehill.example"]


def test_the_worker_by_itself_reads_no_concern(cast: Cast) -> None:
    with as_worker():
        for model in (SafeguardingConcern, SafeguardingAddendum, SafeguardingReceipt):
            assert not model.objects.exists()


# No export, digest, journal or search may come to know of it: whoever names these models elsewhere
# has to think of this test first.
MAY_NAME_IT = {
    "communications/actions/notes.py",  # begins one with a note of the letterbox, and reads none
    "families/actions/safeguarding.py",
    "families/forms/safeguarding.py",
    "families/models/__init__.py",
    "families/models/safeguarding.py",
    "families/policies/safeguarding.py",
    "families/queries/safeguarding.py",
    "families/views/safeguarding.py",
}


def test_no_other_part_of_the_house_reads_the_record() -> None:
    named = {
        str(path.relative_to(ROOT))
        for app in ("families", "learning_journals", "communications", "feedback")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        and re.search(
            r"Safeguarding(Concern|Addendum|Reading)\b|concerns_visible_to", path.read_text()
        )
    }
    assert named - {"families/policies/__init__.py"} == MAY_NAME_IT


# --- where nobody is named ------------------------------------------------------------------------


def test_without_a_lead_the_page_says_whom_to_ring_and_the_manager_is_told_to_name_one(
    cast: Cast, browse: Browse
) -> None:
    page = browse("bram").get(reverse("families:safeguarding_raise")).content.decode()
    assert "Nobody here is safeguarding lead yet" in page
    assert "999" in page
    assert "0808 800 5000" in page
    assert 'name="words"' not in page
    assert raise_it(browse("bram"), about="Barnacle").status_code == 422
    more = reverse("families:more")
    warning = "Nobody here is safeguarding lead"
    assert warning in browse("ottilie").get(more).content.decode()
    assert warning not in browse("bettina").get(more).content.decode()


# --- how much it costs ----------------------------------------------------------------------------


def test_the_pages_cost_the_same_for_20_and_for_200_rows(cast: Cast, browse: Browse) -> None:
    tariq, zofia = browse("tariq"), cast.children["zofia"]
    addresses = [
        reverse("families:safeguarding_list") + "?show=all",
        detail(cast.concerns["zofia"]),
        reverse("families:safeguarding_child", args=[zofia.pk]),
        reverse("families:safeguarding_raise") + "?about=adult",
        reverse("families:more"),
    ]

    def grow(many: int) -> None:
        for number in range(many):
            make.make_concern(cast.hill, by=cast.marek, words=f"Again {number}", child=zofia)
            make.make_addendum(cast.concerns["zofia"], by=cast.tariq, words=f"Rang {number}")
            make.make_child(cast.hill, name=f"Child {number}")

    def cost() -> list[int]:
        found: list[int] = []
        for address in addresses:  # what is kept for a minute is kept now
            tariq.get(address)
        for address in addresses:
            with statements() as asked:
                assert tariq.get(address).status_code == 200
            found.append(len(asked))
        return found

    grow(20)
    few = cost()
    grow(180)
    assert cost() == few
    assert max(few) <= 15, few
