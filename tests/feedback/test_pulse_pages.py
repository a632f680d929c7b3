"""Three taps in the signed-in pages: a manager writes and opens them, all read the numbers."""

import csv
import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent, StampKey
from feedback import policies
from feedback.models import Pulse
from feedback.queries.pulses import open_pulses_for
from feedback.ready_pulses import READY
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

LIST = "/feedback/taps/"
NEW = "/feedback/taps/new/"


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


@pytest.fixture
def bettina(cast: Cast) -> Client:
    return signed_in(cast, "bettina")


def filled_in(**fields: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "title": "The gate",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=10)).isoformat(),
        "key": uuid.uuid4(),
        "question_1": "Has the gate become better?",
        "answers_1": "Yes, much\n\n  A   little \nNo",
        "signs_1": "faces",
        **fields,
    }


def written(**fields: Any) -> Pulse:
    return Pulse.objects.get(**{"title": "The gate", **fields})


def there(pulse: Pulse, page: str = "detail") -> str:
    return reverse(f"feedback:pulse_{page}", args=[pulse.pk])


def nothing_runs(cast: Cast) -> None:
    Pulse.objects.filter(setting=cast.hill, is_opened=True, counted_on=None).delete()


def stamps_are_out(cast: Cast, *, holders: int = 10) -> None:
    make.make_stamp_key(cast.hill, term=cast.terms["hill"], holders=holders)


# --- writing --------------------------------------------------------------------------------------


def test_bettina_writes_reads_once_more_and_opens(cast: Cast, bettina: Client) -> None:
    nothing_runs(cast)
    stamps_are_out(cast)
    lines = AuditEvent.objects.count()
    page = bettina.post(NEW, filled_in(), follow=True)
    assert "Read it once more" in page.content.decode()
    pulse = written()
    assert not pulse.is_opened
    assert pulse.questions == [
        {
            "words": "Has the gate become better?",
            "signs": "faces",
            "options": ["Yes, much", "A little", "No"],
        }
    ]
    opened = bettina.post(there(pulse, "open"), {"version": 1}, follow=True)
    assert "From now on nobody changes it" in opened.content.decode()
    assert written().is_opened
    assert AuditEvent.objects.count() == lines, "the trail knows nothing of the letterbox"


@pytest.mark.parametrize("name", READY)
def test_ready_words_can_be_saved_as_they_are(cast: Cast, bettina: Client, name: str) -> None:
    form = bettina.get(NEW, {"ready": name}).context["form"]
    said = {each: form[each].value() for each in form.fields if form[each].value() is not None}
    assert bettina.post(NEW, said).status_code == 302
    pulse = Pulse.objects.get(pk=said["key"])
    assert [each["words"] for each in pulse.questions] == [
        str(words) for words, _signs, _options in READY[name].questions
    ]
    assert all(option.sign for each in pulse.asked for option in each.options)


def test_from_what_was_done_one_press_leads_to_did_it_help(cast: Cast, bettina: Client) -> None:
    done = make.make_said(
        cast.hill, by=cast.bettina, owner=cast.posts["marek"], done_on=timezone.localdate()
    )
    page = bettina.get(reverse("communications:said_detail", args=[done.pk])).content.decode()
    assert f"{NEW}?ready=helped" in page
    form = bettina.get(NEW, {"ready": "helped"}).context["form"]
    assert form["title"].value() == "Did it help?"
    read = signed_in(cast, "agnieszka").get(reverse("communications:said_detail", args=[done.pk]))
    assert "ready=helped" not in read.content.decode()


def test_unknown_ready_words_are_an_empty_form(bettina: Client) -> None:
    page = bettina.get(NEW, {"ready": "<b>"})
    assert page.status_code == 200
    assert page.context["form"]["question_1"].value() is None


def test_a_form_sent_twice_is_one(cast: Cast, bettina: Client) -> None:
    form = filled_in()
    for _twice in range(2):
        assert bettina.post(NEW, form).status_code == 302
    assert Pulse.objects.filter(title="The gate").count() == 1


def test_two_presses_at_the_same_moment_write_one(
    cast: Cast, bettina: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one does not see yet what the first one writes."""
    form = filled_in()
    bettina.post(NEW, form)
    led, looks = policies.pulses_led_by, iter(["too early"])
    monkeypatch.setattr(
        "feedback.policies.pulses_led_by",
        lambda person: Pulse.objects.none() if next(looks, None) else led(person),
    )
    assert bettina.post(NEW, form)["Location"] == there(written())


def test_the_key_of_another_nursery_s_writes_new_ones(cast: Cast, bettina: Client) -> None:
    theirs = cast.pulses["wharf"]
    bettina.post(NEW, filled_in(key=theirs.pk))
    assert written().pk != theirs.pk
    assert written().setting == cast.hill


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"question_1": ""}, "question_1"),
        ({"answers_1": ""}, "answers_1"),
        ({"answers_1": "Yes\nNo"}, "answers_1"),
        ({"answers_1": "1\n2\n3\n4\n5\n6"}, "answers_1"),
        ({"answers_1": "Yes\nyes\nNo"}, "answers_1"),
        ({"answers_1": f"Yes\nNo\n{'x' * 61}"}, "answers_1"),
        ({"answers_1": "x" * 9_000}, "answers_1"),
        ({"answers_1": "Yes\x00\nNo\nSo"}, "answers_1"),
        ({"signs_1": "flags"}, "signs_1"),
        ({"question_2": "And the door?"}, "answers_2"),
        ({"answers_2": "Yes\nNo\nSo-so"}, "question_2"),
        ({"opens_on": "yesterday"}, "opens_on"),
        ({"opens_on": (timezone.localdate() - DAY).isoformat()}, "opens_on"),
        ({"opens_on": (timezone.localdate() + 400 * DAY).isoformat()}, "opens_on"),
        ({"closes_on": (timezone.localdate() + 5 * DAY).isoformat()}, "closes_on"),
        ({"closes_on": (timezone.localdate() + 35 * DAY).isoformat()}, "closes_on"),
        ({"closes_on": "9999-99-99"}, "closes_on"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_everything_typed_stays(
    bettina: Client, change: dict[str, str], field: str
) -> None:
    page = bettina.post(NEW, filled_in(**change))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert ("Has the gate become better?" in page.content.decode()) == ("question_1" not in change)
    assert not Pulse.objects.filter(title__startswith="The gate").exists()


def test_one_who_changes_does_not_write_over_what_a_colleague_changed(
    cast: Cast, bettina: Client
) -> None:
    bettina.post(NEW, filled_in())
    pulse = written()
    tariq = signed_in(cast, "tariq")
    assert tariq.post(there(pulse, "edit"), filled_in(version=1, title="A gate")).status_code == 302
    late = bettina.post(there(pulse, "edit"), filled_in(version=1, title="Gates"))
    assert late.status_code == 422
    assert "Someone else changed this" in late.content.decode()
    assert 'value="Gates"' in late.content.decode()
    refused = bettina.post(there(pulse, "open"), {"version": 1}, follow=True)
    assert "changed it meanwhile" in refused.content.decode()
    version = late.context["form"]["version"].value()
    mine = filled_in(version=version, title="Gates")
    assert bettina.post(there(pulse, "edit"), mine).status_code == 302
    assert Pulse.objects.get(pk=pulse.pk).title == "Gates"


def test_once_it_is_set_nobody_changes_closes_or_removes_it(cast: Cast, bettina: Client) -> None:
    pulse = cast.pulses["hill"]
    assert bettina.get(there(pulse, "edit")).status_code == 302
    late = bettina.post(there(pulse, "edit"), filled_in(version=1, title="Else"))
    assert late.status_code == 422
    assert "It is open already" in late.content.decode()
    kept = bettina.post(there(pulse, "remove"), follow=True)
    assert "stays" in kept.content.decode()
    assert bettina.post(there(pulse, "open"), {"version": 1}).status_code == 302
    page = bettina.get(there(pulse)).content.decode()
    assert "Change it" not in page
    again = Pulse.objects.get(pk=pulse.pk)
    assert (again.title, again.closes_on) == (pulse.title, pulse.closes_on)


def test_a_draft_can_be_thrown_away(cast: Cast, bettina: Client) -> None:
    bettina.post(NEW, filled_in())
    assert bettina.post(there(written(), "remove")).status_code == 302
    assert not Pulse.objects.filter(title="The gate").exists()


def test_while_few_have_stamps_nothing_is_opened_that_could_take_no_answer(
    cast: Cast, bettina: Client
) -> None:
    nothing_runs(cast)
    bettina.post(NEW, filled_in())
    for holders in (None, 9):
        if holders:
            stamps_are_out(cast, holders=holders)
        page = bettina.post(there(written(), "open"), {"version": 1}, follow=True)
        assert "Fewer than ten people have stamps" in page.content.decode()
        assert not written().is_opened
    StampKey.objects.filter(setting=cast.hill).update(holders=10)
    bettina.post(there(written(), "open"), {"version": 1})
    assert written().is_opened


def test_one_at_a_time(cast: Cast, bettina: Client) -> None:
    stamps_are_out(cast)
    bettina.post(NEW, filled_in())
    running = Pulse.objects.get(setting=cast.hill, is_opened=True, counted_on=None)
    page = bettina.get(there(written())).content.decode()
    assert "It has to wait" in page, "said before one presses"
    assert there(running) in page
    assert "Ask all families" not in page
    refused = bettina.post(there(written(), "open"), {"version": 1}, follow=True)
    assert "One at a time" in refused.content.decode()
    assert not written().is_opened
    nothing_runs(cast)
    assert "Ask all families" in bettina.get(there(written())).content.decode()


def test_a_draft_does_not_stand_among_what_is_open(cast: Cast, bettina: Client) -> None:
    nothing_runs(cast)
    bettina.post(NEW, filled_in())
    page = bettina.get(LIST).content.decode()
    assert page.index("Still being written") < page.index("The gate") < page.index("Open now")
    assert "No questions are open now." in page


def test_a_bar_is_as_long_as_its_part_of_all_answers(cast: Cast, bettina: Client) -> None:
    pulse = make.make_told_pulse(cast.hill, title="Told")
    page = bettina.get(there(pulse)).content.decode()
    assert "<progress" in page
    assert page.count("<progress") == page.count(f'max="{pulse.total}"')


def test_three_a_term_so_that_stamps_are_left_for_notes(cast: Cast, bettina: Client) -> None:
    nothing_runs(cast)
    stamps_are_out(cast)
    today = timezone.localdate()
    days = {"opens_on": today - 9 * DAY, "closes_on": today - 2 * DAY, "counted_on": today}
    assert cast.terms["hill"].starts_on <= days["opens_on"]
    Pulse.objects.filter(setting=cast.hill, is_opened=True).delete()
    for number in range(3):
        make.make_told_pulse(cast.hill, title=f"Told {number}", **days)
    bettina.post(NEW, filled_in())
    refused = bettina.post(there(written(), "open"), {"version": 1}, follow=True)
    assert "Three were opened this term" in refused.content.decode()
    Pulse.objects.filter(title="Told 0").delete()
    bettina.post(there(written(), "open"), {"version": 1})
    assert written().is_opened


def test_what_should_have_begun_yesterday_is_not_opened(cast: Cast, bettina: Client) -> None:
    nothing_runs(cast)
    bettina.post(NEW, filled_in())
    Pulse.objects.filter(pk=written().pk).update(opens_on=timezone.localdate() - DAY)
    refused = bettina.post(there(written(), "open"), {"version": 1}, follow=True)
    assert "first day is over" in refused.content.decode()


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bettina", "marek", "gwen", "agnieszka", "flora"])
def test_everybody_of_the_nursery_reads_the_same_numbers(cast: Cast, name: str) -> None:
    told = Pulse.objects.get(setting=cast.hill, counted_on__isnull=False)
    client = signed_in(cast, name)
    assert told.title in client.get(LIST).content.decode()
    page = client.get(there(told)).content.decode()
    assert "24 answers" in page
    assert page.count("not told") == 2
    rows = list(csv.reader(io.StringIO(client.get(there(told, "export")).content.decode()[1:])))
    assert rows == [
        ["Question", "Answer", "How many"],
        ["How do they like it?", "Very well", "12"],
        ["How do they like it?", "Well", "7"],
        ["How do they like it?", "So-so", ""],
        ["How do they like it?", "Not well", ""],
        ["All who answered", "", "24"],
    ]


def test_an_old_draft_stands_on_the_list_however_many_were_told(
    cast: Cast, bettina: Client
) -> None:
    days = {
        "opens_on": timezone.localdate() - 90 * DAY,
        "closes_on": timezone.localdate() - 80 * DAY,
    }
    make.make_pulse(cast.hill, title="The old draft", is_opened=False, **days)
    for number in range(21):
        make.make_told_pulse(cast.hill, title=f"Told {number}")
    with statements() as sent:
        page = bettina.get(LIST).content.decode()
    assert "The old draft" in page
    assert cast.pulses["hill"].title in page
    assert len(sent) <= 12


def test_no_word_in_the_address_makes_the_numbers_smaller(cast: Cast, bettina: Client) -> None:
    told = Pulse.objects.get(setting=cast.hill, counted_on__isnull=False)
    for page in ("detail", "export"):
        whole = bettina.get(there(told, page)).content
        part = bettina.get(
            there(told, page), {"room": str(cast.rooms["conkers"].pk), "from": "2020-01-01"}
        ).content
        assert [b"12" in each for each in (whole, part)] == [True, True]
        if page == "export":
            assert whole == part


def test_a_question_that_looks_like_a_sum_is_no_sum_in_a_spreadsheet(
    cast: Cast, bettina: Client
) -> None:
    question = {"words": "=1+1", "signs": "shapes", "options": ["+a", "-b", "@c"]}
    told = Pulse.objects.get(setting=cast.hill, counted_on__isnull=False)
    Pulse.objects.filter(pk=told.pk).update(
        questions=[question], result={"total": None, "counts": [[None] * 3]}
    )
    text = bettina.get(there(told, "export")).content.decode()
    assert "'=1+1,'+a," in text
    assert "'=1+1,'@c," in text


def test_before_the_box_told_them_there_are_no_numbers_for_anybody(
    cast: Cast, bettina: Client
) -> None:
    pulse = cast.pulses["hill"]
    assert bettina.get(there(pulse, "export")).status_code == 404
    page = bettina.get(there(pulse)).content.decode()
    assert "Nobody of the nursery can see how many have answered" in page
    over = {"opens_on": timezone.localdate() - 9 * DAY, "closes_on": timezone.localdate() - DAY}
    Pulse.objects.filter(pk=pulse.pk).update(**over)
    page = bettina.get(there(pulse)).content.decode()
    assert "told when the sealed box is opened next" in page
    assert bettina.get(there(pulse, "export")).status_code == 404


def test_too_few_are_told_as_too_few(cast: Cast, bettina: Client) -> None:
    told = Pulse.objects.get(setting=cast.hill, counted_on__isnull=False)
    nothing = {"total": None, "counts": [[None] * 4]}
    Pulse.objects.filter(pk=told.pk).update(result=nothing)
    assert "Too few answered to tell" in bettina.get(there(told)).content.decode()
    Pulse.objects.filter(pk=told.pk).update(result=nothing | {"total": 20})
    assert "any number would give another one away" in bettina.get(there(told)).content.decode()


@pytest.mark.parametrize("name", ["marek", "agnieszka", "ottilie", "sunniva"])
def test_only_who_leads_writes_and_only_of_their_own_nursery(cast: Cast, name: str) -> None:
    client = signed_in(cast, name)
    draft = Pulse.objects.get(setting=cast.hill, is_opened=False)
    missing = reverse("feedback:pulse_detail", args=[uuid.uuid4()])
    assert client.get(there(draft)).content == client.get(missing).content
    refused = 404 if name in ("ottilie", "sunniva") else 403
    for page in ("edit", "open", "remove"):
        assert client.post(there(cast.pulses["hill"], page)).status_code == refused
        assert client.post(there(draft, page)).status_code == 404
    if name != "ottilie":
        assert client.get(NEW).status_code == 403
        assert client.post(NEW, filled_in()).status_code == 403
    assert not Pulse.objects.filter(title="The gate").exists()


def test_a_family_is_shown_the_way_while_it_is_open(cast: Cast) -> None:
    client = signed_in(cast, "agnieszka")
    address = reverse("feedback:letterbox_pulse", args=[cast.hill.letterbox_address])
    page = client.get("/").content.decode()
    assert address in page
    assert "Three taps, without your name" in page
    Pulse.objects.filter(setting=cast.hill, counted_on=None, is_opened=True).update(
        opens_on=timezone.localdate() - 9 * DAY, closes_on=timezone.localdate() - DAY
    )
    page = client.get("/").content.decode()
    assert address not in page
    assert "js/pulse.js" not in page
    with acting_as(cast.agnieszka) as person:
        assert open_pulses_for(person) == []


def test_the_list_asks_the_database_the_same_for_few_and_many(cast: Cast, bettina: Client) -> None:
    bettina.get(LIST)
    with statements() as few:
        bettina.get(LIST)
    for number in range(9):
        make.make_told_pulse(cast.hill, title=f"Told {number}")
    with statements() as many:
        page = bettina.get(LIST).content.decode()
    assert "Told 8" in page
    assert len(few) == len(many) <= 12
    with statements() as one:
        bettina.get(there(cast.pulses["hill"]))
    assert len(one) <= 12
