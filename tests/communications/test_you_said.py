"""You said, we did: a manager answers, families read it, and nothing is overwritten in silence."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.models import YouSaid, YouSaidVersion
from families.models import AuditEvent
from tests import factories as make
from tests.cast import Cast, canary
from tests.statements import statements

Browse = Callable[[str], Client]
BOARD = "communications:said_board"


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def page(client: Client, name: str = BOARD) -> str:
    return client.get(reverse(name)).content.decode()


def said(cast: Cast, **changes: Any) -> dict[str, Any]:
    """A whole form, as Bettina fills it."""
    return {
        "key": uuid.uuid4(),
        "after": 0,
        "said": "Nobody answers the bell.",
        "answer_kind": "will",
        "doing": "A louder one.",
        "reason": "",
        "duty": "",
        "owner": cast.posts["marek"].pk,
        "by_day": (timezone.localdate() + timedelta(days=5)).isoformat(),
        "done_on": "",
        **changes,
    }


def write(client: Client, cast: Cast, **changes: Any) -> YouSaid:
    answer = client.post(reverse("communications:said_create"), said(cast, **changes))
    assert answer.status_code == 302, answer.context["form"].errors
    return YouSaid.objects.get(pk=answer["Location"].split("/")[-2])


def press(client: Client, name: str, item: YouSaid, **changes: Any) -> None:
    item.refresh_from_db()
    body = {"key": uuid.uuid4(), "after": item.newest, **changes}
    assert client.post(reverse(f"communications:{name}", args=[item.pk]), body).status_code == 302


def test_families_read_it_from_one_press_to_the_other(cast: Cast, browse: Browse) -> None:
    bettina, flora = browse("bettina"), browse("flora")
    item = write(bettina, cast)
    there = reverse("communications:said_detail", args=[item.pk])
    assert "the bell" not in page(flora)
    assert flora.get(there).status_code == 404
    press(bettina, "said_publish", item)
    for name in ("flora", "emrys", "gwen", "marek"):
        assert "Nobody answers the bell." in page(browse(name)), name
    assert "Ask <bdi>Marek" in page(flora)
    assert "the bell" not in page(browse("sunniva"))
    press(bettina, "said_take_back", item)
    assert "the bell" not in page(flora)
    assert flora.get(there).status_code == 404
    verbs = AuditEvent.objects.filter(target_id=str(item.pk)).values_list("verb", flat=True)
    assert set(verbs) == {"write_said", "publish_said", "take_back_said"}


def test_a_change_is_read_at_once_and_only_who_leads_reads_what_it_said_before(
    cast: Cast, browse: Browse
) -> None:
    bettina, flora = browse("bettina"), browse("flora")
    item = write(bettina, cast)
    press(bettina, "said_publish", item)
    edit = reverse("communications:said_edit", args=[item.pk])
    changed = said(cast, after=2, answer_kind="cannot", doing="", reason="The wall is old.")
    assert bettina.post(edit, changed).status_code == 302
    there = reverse("communications:said_detail", args=[item.pk])
    for_flora = flora.get(there).content.decode()
    assert "The wall is old." in for_flora
    assert "changed" in for_flora
    assert "A louder one." not in for_flora
    assert "What it said before" not in for_flora
    before = browse("tariq").get(there).content.decode()
    assert "A louder one." in before
    assert "<bdi>Bettina</bdi> changed it" in before
    assert item.versions.count() == 3


def test_only_who_leads_writes_and_the_others_of_the_house_are_told_so(
    cast: Cast, browse: Browse
) -> None:
    item = cast.said["hill"]
    for name, status in (("marek", 403), ("flora", 403), ("sunniva", 404), ("ottilie", 404)):
        client = browse(name)
        for action in ("said_edit", "said_publish", "said_take_back"):
            address = reverse(f"communications:{action}", args=[item.pk])
            assert client.post(address, said(cast)).status_code == status, (name, action)
    assert browse("marek").get(reverse("communications:said_create")).status_code == 403
    assert item.versions.count() == 1


def test_the_second_of_two_managers_hears_of_the_first_and_keeps_their_words(
    cast: Cast, browse: Browse
) -> None:
    bettina, tariq = browse("bettina"), browse("tariq")
    item = write(bettina, cast)
    edit = reverse("communications:said_edit", args=[item.pk])
    assert bettina.post(edit, said(cast, after=1, doing="A gong.")).status_code == 302
    late = tariq.post(edit, said(cast, after=1, doing="A bell boy."))
    assert late.status_code == 422
    shown = late.content.decode()
    assert "A bell boy." in shown
    assert "Now it says: A gong." in shown
    again = said(cast, after=late.context["form"].data["after"], doing="A bell boy.")
    assert tariq.post(edit, again).status_code == 302
    doings = item.versions.order_by("number").values_list("doing", flat=True)
    assert list(doings) == ["A louder one.", "A gong.", "A bell boy."]


def test_what_has_changed_is_not_published_unread(cast: Cast, browse: Browse) -> None:
    item = write(browse("bettina"), cast)
    edit = reverse("communications:said_edit", args=[item.pk])
    browse("bettina").post(edit, said(cast, after=1, doing="A gong."))
    press(browse("tariq"), "said_publish", item, after=1)
    item.refresh_from_db()
    assert item.shown is None


def test_the_same_form_or_press_sent_twice_is_one(cast: Cast, browse: Browse) -> None:
    bettina, form = browse("bettina"), said(cast)
    first, second = (bettina.post(reverse("communications:said_create"), form) for _ in range(2))
    assert first["Location"] == second["Location"]
    item = YouSaid.objects.get(pk=first["Location"].split("/")[-2])
    twice = {"key": uuid.uuid4()}
    press(bettina, "said_publish", item, **twice)
    press(bettina, "said_publish", item, **twice)
    press(bettina, "said_publish", item)
    assert item.versions.count() == 2
    change = said(cast, after=2, doing="A gong.")
    for _ in range(2):
        edit = reverse("communications:said_edit", args=[item.pk])
        assert bettina.post(edit, change).status_code == 302
    assert item.versions.count() == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"said": " "}, "said"),
        ({"said": "x" * 201}, "said"),
        ({"said": "zero\x00"}, "said"),
        ({"answer_kind": "perhaps"}, "answer_kind"),
        ({"doing": ""}, "doing"),
        ({"answer_kind": "partly"}, "reason"),
        ({"answer_kind": "cannot", "doing": ""}, "reason"),
        ({"owner": ""}, "owner"),
        ({"owner": "bram"}, "owner"),
        ({"by_day": ""}, "by_day"),
        ({"by_day": "yesterday"}, "by_day"),
        ({"by_day": "2020-01-01"}, "by_day"),
        ({"done_on": "2100-01-01"}, "done_on"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    cast: Cast, browse: Browse, changes: dict[str, Any], field: str
) -> None:
    if changes.get("owner") == "bram":
        changes = {"owner": cast.posts["bram"].pk}
    rows = YouSaid.objects.count()
    form = said(cast, **{"duty": "A duty typed by hand.", **changes})
    answer = browse("bettina").post(reverse("communications:said_create"), form)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "A duty typed by hand." in answer.content.decode()
    assert YouSaid.objects.count() == rows


def test_a_day_long_past_may_stand_beside_what_is_done(cast: Cast, browse: Browse) -> None:
    item = write(browse("bettina"), cast, by_day="2020-01-01", done_on="2020-01-02")
    assert item.versions.get().done_on.isoformat() == "2020-01-02"


def test_an_unknown_page_of_the_board_is_the_board(cast: Cast, browse: Browse) -> None:
    for before in ("", "yesterday", "2026-99-99T00:00:00", "2100-01-01T00:00:00"):
        answer = browse("flora").get(reverse(BOARD), {"before": before})
        assert answer.status_code == 200
        assert canary("said-hill") in answer.content.decode()


def test_a_long_board_is_read_a_page_at_a_time(cast: Cast, browse: Browse) -> None:
    for number in range(40):
        make.make_said(
            cast.hill,
            by=cast.bettina,
            owner=cast.posts["marek"],
            said=f"Thing {number}.",
            published_at=timezone.now() - timedelta(days=number + 1),
        )
    flora = browse("flora")
    first = flora.get(reverse(BOARD))
    assert "Thing 0." in first.content.decode()
    assert "Thing 39." not in first.content.decode()
    older = flora.get(reverse(BOARD), {"before": first.context["board"].older_than.isoformat()})
    assert "Thing 39." in older.content.decode()
    assert "Thing 0." not in older.content.decode()


def test_the_sheet_for_the_door_has_the_newest_six_and_no_page_of_somebody_else(
    cast: Cast, browse: Browse
) -> None:
    for number in range(8):
        make.make_said(
            cast.hill,
            by=cast.bettina,
            owner=cast.posts["marek"],
            said=f"Thing {number}.",
            published_at=timezone.now() + timedelta(minutes=number),
        )
    sheet = page(browse("gwen"), "communications:said_door")
    assert sheet.count('class="door-item"') == 6
    assert "Thing 7." in sheet
    assert "Thing 1." not in sheet
    assert canary("said-hill") not in page(browse("sunniva"), "communications:said_door")


def test_the_sheet_for_the_door_tells_both_halves_of_an_answer(cast: Cast, browse: Browse) -> None:
    for number, answer in enumerate(("partly", "cannot")):
        make.make_said(
            cast.hill,
            by=cast.bettina,
            owner=cast.posts["marek"],
            said=f"Thing {number}.",
            answer=answer,
            doing=f"What is done {number}.",
            reason=f"Why not {number}.",
            published_at=timezone.now() + timedelta(minutes=number),
        )
    sheet = page(browse("gwen"), "communications:said_door")
    for number in range(2):
        assert f"What is done {number}." in sheet
        assert f"Why not {number}." in sheet


def test_your_say_leads_to_the_letterbox_the_questions_and_the_board(
    cast: Cast, browse: Browse
) -> None:
    for name in ("agnieszka", "gwen", "bettina"):
        client = browse(name)
        assert reverse("communications:your_say") in page(client, "families:more"), name
        say = page(client, "communications:your_say")
        assert reverse("feedback:letterbox", args=[cast.hill.letterbox_address]) in say, name
        assert reverse("communications:decision_detail", args=[cast.decisions["hill"].pk]) in say
        assert reverse(BOARD) in say
        assert cast.wharf.letterbox_address not in say


def test_the_pages_cost_the_same_with_20_and_with_200_items_and_versions(
    cast: Cast, browse: Browse
) -> None:
    item = cast.said["hill"]
    addresses = [
        reverse(BOARD),
        reverse("communications:said_door"),
        reverse("communications:your_say"),
        reverse("communications:said_detail", args=[item.pk]),
    ]

    def cost(name: str) -> list[int]:
        client, found = browse(name), []
        for address in addresses:
            client.get(address)
            with statements() as asked:
                client.get(address)
            found.append(len(asked))
        return found

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            for shown in (True, False):
                make.make_said(
                    cast.hill,
                    by=cast.bettina,
                    owner=cast.posts["marek"],
                    said=f"{number}",
                    shown=shown,
                )
            YouSaidVersion.objects.create(
                setting=cast.hill,
                item=item,
                number=number + 1,
                said="Before.",
                doing="Nothing.",
                answer="will",
                owner=cast.posts["marek"],
                author=cast.bettina,
                form_key=uuid.uuid4(),
            )

    YouSaidVersion.objects.filter(item=item).update(number=500)
    YouSaid.objects.filter(pk=item.pk).update(newest=500, shown=500)
    grow(0, 20)
    few = cost("bettina"), cost("flora")
    grow(20, 200)
    assert (cost("bettina"), cost("flora")) == few
    assert max(*few[0], *few[1]) <= 9, few
