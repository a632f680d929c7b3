"""One day at Marmalade Hill, from the first tap to the last answer, through every real part.

The tests of this file live one after the other in the same nursery, as the day does.
"""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.stack import Stack, wait_until

from .conftest import LAPTOP, PHONE, TABLET, Visit
from .journeys import (
    OXFORD,
    answer_talk,
    choose_children,
    comment,
    log_lunch,
    log_sleep,
    open_journal,
    open_today,
    phone_photo,
    print_reports,
    share_observation,
    tags_of,
    write_to_key_person,
)

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

SEEN = "Zofia stacked seven cups and said „jeszcze!” to each of them."
FOUR = ("Zofia", "Kofi", "Teddy", "Hodan")


def test_marek_logs_lunch_for_four_and_a_sleep_for_one(visit: Visit, stack: Stack) -> None:
    page = visit("marek", TABLET)
    open_today(page)
    before = _care(stack, "lunch")
    log_lunch(page, *FOUR)
    assert _care(stack, "lunch") - before == Counter(FOUR)
    log_sleep(page, "Kofi")


def test_a_tap_too_many_is_undone_with_one_tap(visit: Visit, stack: Stack) -> None:
    page = visit("marek", TABLET)
    open_today(page)
    before = _care(stack, "lunch")
    log_lunch(page, "Teddy", amount="None")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    wait_until(lambda: _care(stack, "lunch") == before, seconds=10, what="the undo")


def test_nobody_chosen_is_said_beside_the_faces_and_nothing_is_lost(visit: Visit) -> None:
    page = visit("marek", TABLET)
    open_today(page)
    page.locator("label.kind", has_text="Activity").click()
    page.get_by_label("A few words").fill("Mud soup for all")
    page.locator("[data-save]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.get_by_label("A few words")).to_have_value("Mud soup for all")


def test_marek_shares_an_observation_with_a_phones_photo(
    visit: Visit, stack: Stack, tmp_path: Path
) -> None:
    photo = phone_photo(tmp_path)
    assert "GPS" in tags_of(photo)
    share_observation(visit("marek", TABLET), child="Zofia", words=SEEN, photo=photo)
    ((name,),) = stack.ask(
        "SELECT p.name FROM learning_journals_photo p JOIN learning_journals_observation o"
        " ON o.id = p.observation_id WHERE o.words = %s",
        SEEN,
    )
    kept = wait_until(
        lambda: [file for file in _files(stack) if name.rpartition("/")[2] in str(file)],
        what="the photograph on the disk",
    )
    wait_until(
        lambda: stack.ask(
            "SELECT 1 FROM learning_journals_photo WHERE name = %s AND sizes_ready_at IS NOT NULL",
            name,
        ),
        what="the three sizes",
    )
    for file in [*kept, *_files(stack)]:
        if name.rpartition("/")[2] in str(file):
            tags = tags_of(file)
            assert "GPS" not in tags
            assert "SERIAL-4711" not in tags
            assert str(OXFORD[0]) not in tags


def test_zofias_mother_reads_the_day_and_writes_back(visit: Visit) -> None:
    page = visit("agnieszka@families", PHONE)
    expect(page.get_by_text("Zofia").first).to_be_visible()
    page.goto("/today/")
    expect(page.get_by_text("Lunch").first).to_be_visible()
    open_journal(page)
    entry = page.locator("article", has_text=SEEN).first
    picture = entry.locator("img[src*='/photos/']").first
    expect(picture).to_be_visible()
    assert page.request.get(picture.get_attribute("src") or "").ok
    comment(page, under=SEEN, words="W domu robi tak z garnkami!")


def test_a_message_goes_to_the_key_person_and_comes_back_read(visit: Visit) -> None:
    mother, marek = visit("agnieszka@families", PHONE), visit("marek", TABLET)
    write_to_key_person(mother, words="She bit her cousin on Sunday. Is this normal?")
    marek.goto("/")
    expect(marek.locator(".nav-badge").first).to_be_visible()
    answer_talk(
        marek,
        of="She bit her cousin",
        words="Thank you for telling me. Can we talk at 17:15?",
    )
    mother.reload()
    expect(mother.locator("#talk").get_by_text("Can we talk at 17:15?")).to_be_visible()
    expect(mother.locator(".talk-seen", has_text="Marek").first).to_be_visible()


def test_a_digest_comes_once_with_a_link_and_no_word_about_the_child(
    visit: Visit, stack: Stack
) -> None:
    stack.call("communications.tasks.queue_due_digests")  # the usual ones first, if beat has not
    wait_until(
        lambda: (
            stack.ask("SELECT 1 FROM communications_digest WHERE status = 'sent'")
            and not stack.ask("SELECT 1 FROM communications_digest WHERE status = 'due'")
        ),
        what="the usual digests",
    )
    page = visit("agnieszka@families", PHONE)
    page.goto("/digests/")
    before = len(_mails_to(stack, "agnieszka"))
    page.get_by_role("button", name="Send me the last seven days now").first.click()
    mails = wait_until(lambda: _mails_to(stack, "agnieszka")[before:], what="the digest")
    stack.call("communications.tasks.queue_due_digests")
    wait_until(
        lambda: not stack.ask("SELECT 1 FROM communications_digest WHERE status = 'due'"),
        what="all digests",
    )
    assert len(_mails_to(stack, "agnieszka")[before:]) == len(mails)
    counts = Counter(mail["Message-ID"] for mail in stack.mails() if mail["Message-ID"])
    assert set(counts.values()) == {1}
    body = mails[0].get_body(("plain",)).get_content()
    for secret in ("Zofia", "Kapelusz", "cups", "cousin", "Marek"):
        assert secret not in body
        assert secret not in str(mails[0]["Subject"])
    link = next(word for word in body.split() if word.startswith(stack.address))

    guest = visit("", PHONE)
    guest.goto(link)
    assert "/account/login/" in guest.url
    guest.get_by_label("E-mail").first.fill("agnieszka@families.example")
    guest.get_by_label("Password").first.fill("marmalade-hill-2026")
    guest.get_by_role("button", name="Sign in", exact=True).first.click()
    guest.wait_for_url(lambda url: urlsplit(url).path.startswith("/new/"))
    expect(guest.get_by_text("seven cups").first).to_be_visible()


def test_the_manager_prints_the_rooms_reports(visit: Visit) -> None:
    book, one = print_reports(visit("bettina", LAPTOP), room="Conkers")
    text = "".join(page.extract_text() for page in book.pages)
    for name in FOUR:
        assert name in text
    assert len(book.pages) > len(one.pages) > 0
    assert one.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert one.trailer["/Root"]["/Lang"].startswith("en")


def test_the_father_who_lives_apart_sees_the_journal_and_nothing_of_her_home(
    visit: Visit, stack: Stack
) -> None:
    flora = visit("flora@families", PHONE)
    flora.goto("/messages/new/")
    if flora.get_by_role("link", name="Ottoline").count():
        flora.get_by_role("link", name="Ottoline").first.click()
    flora.get_by_label("Your message").fill("A word only for you, heron-in-the-attic.")
    flora.get_by_role("button", name="Send").click()
    expect(flora.locator("#talk").get_by_text("heron-in-the-attic")).to_be_visible()
    talk = urlsplit(flora.url).path
    ((address,),) = stack.ask(
        "SELECT f.address FROM families_family f JOIN families_parentcarer p ON p.family_id = f.id"
        " JOIN families_user u ON u.id = p.user_id WHERE u.email LIKE 'flora@%%' LIMIT 1"
    )
    street = address.splitlines()[0]
    assert street

    father = visit("edmund@families", PHONE)
    assert father.goto(talk).status == 404
    for path in ("/", "/messages/", "/new/", "/children/", "/more/", "/today/"):
        father.goto(path)
        text = father.content()
        assert "heron-in-the-attic" not in text
        assert street not in text
        assert "flora@families" not in text
    father.goto("/journals/")
    father.get_by_role("link", name="Ottoline").first.click()
    expect(father.locator("article").first).to_be_visible()
    assert street not in father.content()


def test_the_whole_day_with_a_phone_and_a_tablet_side_by_side(visit: Visit, tmp_path: Path) -> None:
    tablet, phone = visit("marek", TABLET), visit("agnieszka@families", PHONE)
    words = "Zofia carried the watering can with both arms, all the way to the beans."
    open_today(tablet)
    log_lunch(tablet, "Zofia", amount="All and more")
    choose_children(tablet, "Zofia")
    share_observation(tablet, child="Zofia", words=words, photo=phone_photo(tmp_path))
    open_journal(phone)
    expect(phone.get_by_text(words)).to_be_visible()
    comment(phone, under=words, words="She waters the cat too.")
    tablet.goto("/journals/")
    tablet.get_by_role("link", name="Zofia").first.click()
    expect(tablet.get_by_text("She waters the cat too.").first).to_be_visible()
    write_to_key_person(phone, words="May she bring her own can?")
    answer_talk(tablet, of="May she bring her own can?", words="Of course, with her name on it.")
    phone.reload()
    expect(phone.locator("#talk").get_by_text("Of course, with her name on it.")).to_be_visible()


def _care(stack: Stack, kind: str) -> Counter[str]:
    """How often each child of Conkers has this kind logged today, without what was undone."""
    return Counter(
        name
        for (name,) in stack.ask(
            "SELECT c.known_as FROM learning_journals_careentry e"
            " JOIN families_child c ON c.id = e.child_id"
            " WHERE e.kind = %s AND e.undone_at IS NULL AND e.at::date = CURRENT_DATE"
            " AND c.known_as = ANY (%s)",
            kind,
            list(FOUR),
        )
    )


def _files(stack: Stack) -> list[Path]:
    return [file for file in (stack.var_dir / "media").rglob("*") if file.is_file()]


def _mails_to(stack: Stack, name: str) -> list[object]:
    return [mail for mail in stack.mails() if name in str(mail["To"])]
