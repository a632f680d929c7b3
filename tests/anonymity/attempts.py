"""Attempts on stamps and codes: forged, foreign, again, at the same moment, killed, restored."""

import http.client
import random
import secrets
import statistics
import threading
import time
import urllib.parse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from families.stamps.blind_rsa import blind, finalize, new_key, sign_blindly
from tests.stack import wait_until

from .house import AnonymityHouse
from .judging import PEOPLE
from .measures import Measured
from .parents import FORM, Answer, Browser, Parent, new_receipt

AT_ONCE = 4  # as many as one web process answers side by side


def with_stamps(house: AnonymityHouse, number: int = 0) -> Parent:
    """A signed-in mother with six stamps; the letterbox believes that enough others have some."""
    parent = Parent(house, number)
    parent.sign_in()
    parent.fetch_stamps()
    assert parent.stamps, "this parent has been given everything"
    with house.connection() as owner:
        owner.execute("UPDATE families_stampkey SET holders = 20")
    return parent


def note(words: str, stamp: str, **fields: str) -> dict[str, str]:
    return {
        "reader": "managers", "receipt": new_receipt(), "short": "on", "words": words,
        "stamp": stamp, **fields,
    }  # fmt: skip


def in_parallel(house: AnonymityHouse, path: str, forms: list[dict[str, str]]) -> list[Answer]:
    """Send all forms, some at the same moment, each line of its own and kept open."""
    local = threading.local()

    def send(form: dict[str, str]) -> Answer:
        if not hasattr(local, "tab"):
            local.tab = Browser(house)
        return local.tab.ask(path, form, bare=True)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(send, forms))


# --- forged, foreign, of last term --------------------------------------------------------------


def forgeries(house: AnonymityHouse, how_many: int) -> Measured:
    """So many stamps that the desk never gave, and how many of them let a note in."""
    house.serve()
    house.begin_term()
    last_term = with_stamps(house).stamps
    house.begin_term()
    mother, box = with_stamps(house), house.letterbox()
    message, _, signature = mother.stamps[0].partition(".")
    other = mother.stamps[1].partition(".")[0]
    strangers_key = new_key()
    foreign = blind(strangers_key.public, secrets.token_bytes(32))
    signed = finalize(strangers_key.public, foreign, sign_blindly(strangers_key, foreign.shown))
    fixed = {
        "of last term": last_term[0],
        "of another nursery": f"{foreign.message.hex()}.{signed.hex()}",
        "of another message": f"{other}.{signature}",
        "zero": f"{message}.{'0' * 768}",
        "one": f"{message}.{1:0768x}",
        "longer than the key": f"{message}.{'f' * 768}",
        "cut short": f"{message[:-2]}.{signature}",
    }
    chance = random.SystemRandom()

    def one_bit_off() -> str:
        return f"{message}.{int(signature, 16) ^ 1 << chance.randrange(3_000):0768x}"

    def of_chance() -> str:
        return f"{secrets.token_hex(64)}.{secrets.token_hex(384)}"

    stamps = [*fixed.values()]
    stamps += [one_bit_off() if at % 2 else of_chance() for at in range(how_many - len(stamps))]
    before = house.sealed()
    # At another nursery, with its own key, these are foreign: they are good ones of this term.
    there = house.letterbox("Custard%")
    foreign_answers = in_parallel(house, there, [note("Foreign", each) for each in mother.stamps])
    answers = in_parallel(house, box, [note("Forged", each) for each in stamps])
    touched = house.sealed() != before
    assert mother.post(box, "A good one among them").status == 200
    return Measured(
        "forgeries",
        len(answers) + len(foreign_answers),
        {
            "accepted": sum(each.status == 200 for each in [*answers, *foreign_answers]),
            "answers": dict(Counter(str(each.status) for each in answers)),
            "box touched": touched,
        },
    )


def fifty_at_once(house: AnonymityHouse) -> Measured:
    """One stamp, fifty different notes at the same moment."""
    house.serve()
    house.begin_term()
    mother, box = with_stamps(house), house.letterbox()
    forms = [note(f"Note {at}", mother.stamps[0]) for at in range(50)]
    answers = in_parallel(house, box, forms)
    inside = house.inside()
    again = in_parallel(house, box, [note("Once more", mother.stamps[0])])
    return Measured(
        "fifty at once",
        len(forms),
        {
            "accepted": sum(each.status == 200 for each in answers),
            "stored": sum(each.words.startswith("Note ") for each in inside.posted),
            "spent": len(inside.spent),
            "accepted afterwards": sum(each.status == 200 for each in again),
        },
    )


# --- killed in between --------------------------------------------------------------------------


def killed(house: AnonymityHouse, times: int) -> Measured:
    """kill -9 of the web while it posts, held before the write or at a moment of chance: how often
    a stamp was spent without its note, or a note kept without its stamp."""
    house.serve()
    house.begin_term()
    chance = random.SystemRandom()
    half = kept = 0
    stamps: list[str] = []
    for number in range(times):
        if not stamps:
            stamps = with_stamps(house, number % PEOPLE).stamps
        stamp, words = stamps.pop(), f"Killed {number}"
        form = note(words, stamp)
        spent_before = _spent(house)
        sending = threading.Thread(
            target=_post_and_lose, args=(house.port, house.letterbox(), form)
        )
        if number % 2:
            sending.start()
            time.sleep(chance.uniform(0, 0.05))
            house.kill("web")
        else:
            with house.held_up():
                sending.start()
                wait_until(house.waits, what="the note to be half stored")
                house.kill("web")
        sending.join(60)
        wait_until(lambda: not house.waits(), what="its connection to end")
        is_kept = any(each.words == words for each in house.inside().posted)
        is_spent = _spent(house) > spent_before
        half += is_kept != is_spent
        kept += is_kept
        house.start("web")
        # The writer presses again: the same note with the same stamp is taken, once.
        answer = Browser(house).ask(house.letterbox(), form, bare=True)
        copies = sum(each.words == words for each in house.inside().posted)
        half += answer.status != 200 or copies != 1
    return Measured("killed", times, {"half": half, "kept before the end": kept})


def _spent(house: AnonymityHouse) -> int:
    return len(house.inside().spent)


def _post_and_lose(port: int, path: str, form: dict[str, str]) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("POST", path, urllib.parse.urlencode(form), {"Content-Type": FORM})
        line.getresponse().read()
    except (OSError, http.client.HTTPException):
        return


# --- a backup -------------------------------------------------------------------------------------


def restored(house: AnonymityHouse) -> Measured:
    """The house goes back to a backup: what is spent then, and what that costs."""
    house.serve()
    house.begin_term()
    mother, box = with_stamps(house), house.letterbox()
    first, second = note("Before", mother.stamps[0]), note("After", mother.stamps[1])
    assert Browser(house).ask(box, first, bare=True).status == 200
    backup = house.dump("--format=plain", "--create", "--clean", "--if-exists")
    assert Browser(house).ask(box, second, bare=True).status == 200
    house.restore(backup)
    house.serve()
    inside = [each.words for each in house.inside().posted]

    def post(form: dict[str, str], words: str) -> int:
        fields = {**form, "words": words, "receipt": new_receipt()}
        return Browser(house).ask(box, fields, bare=True).status

    return Measured(
        "restored",
        1,
        {
            "notes there": inside,
            "spent before the backup, again": post(first, "Once more"),
            "spent after the backup, again": post(second, "Once more"),
            "and a third time": post(second, "And more"),
        },
    )


# --- codes ----------------------------------------------------------------------------------------


def guessed_codes(house: AnonymityHouse, how_many: int) -> Measured:
    """So many guesses at receipts while one note is in the tray and one in the box: do the answers
    differ in anything but the code, or in how long they take?"""
    house.serve()
    house.begin_term()
    mother, box = with_stamps(house), house.letterbox()
    in_tray, in_box = new_receipt(), new_receipt()
    assert mother.post(box, "In the tray", receipt=in_tray).status == 200
    house.let_hour_come()
    house.empty()
    assert mother.post(box, "In the box", receipt=in_box).status == 200
    before, path = house.sealed(), box + "receipt/"
    guesses = [new_receipt() for _guess in range(how_many)]
    answers = in_parallel(house, path, [{"receipt": guess} for guess in guesses])
    looks = {
        (each.status, each.body.replace(guess.encode(), b"-"), _bare(each.headers))
        for each, guess in zip(answers, guesses, strict=True)
    }
    tab = Browser(house)
    took: dict[str, list[float]] = {new_receipt(): [], in_box: []}
    for code in list(took) * 40:  # by turns, so that both meet the same busy moments
        began = time.perf_counter()
        answer = tab.ask(path, {"receipt": code}, bare=True)
        took[code].append(time.perf_counter() - began)
        looks.add((answer.status, answer.body.replace(code.encode(), b"-"), _bare(answer.headers)))
    of_nothing, waiting = map(statistics.median, took.values())
    found = tab.ask(path, {"receipt": in_tray}, bare=True)
    return Measured(
        "guessed codes",
        how_many,
        {
            "different answers": len(looks),
            "statuses": dict(Counter(str(each.status) for each in answers)),
            "the right code": found.status,
            "box touched": before != house.sealed(),
            "milliseconds between a code in the box and one of nothing": round(
                1_000 * abs(waiting - of_nothing), 2
            ),
        },
    )


def _bare(headers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in headers.items() if name != "Date"))
