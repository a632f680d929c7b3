"""A word of chance in every note and every code, and the search for it in everything there is."""

import base64
import http.client
import secrets
import threading
import urllib.parse
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import redis
from django.core.signing import b64_decode

from feedback.sealed_box import SEALED_BYTES, SLOTS
from feedback.stamps import LETTERS
from tests.stack import wait_until

from .house import BOX, AnonymityHouse
from .measures import Measured, parents_of
from .parents import FORM, Parent, new_receipt

PIECE = 6  # letters: the database's own compression breaks a word after at most eight


class Canary:
    """One word, and every form in which it could have been written down."""

    def __init__(self) -> None:
        self.word = "".join(secrets.choice(LETTERS) for _letter in range(16))
        plain = self.word.encode()
        pieces = [plain[at : at + PIECE] for at in range(len(plain) - PIECE + 1)]
        # In base64 the same word looks in three ways, by where it begins.
        shifted = [base64.b64encode(b"x" * by + plain)[4 if by else 0 : -4] for by in range(3)]
        wide = [self.word.encode(code) for code in ("utf-16-le", "utf-16-be")]
        hexed = [plain.hex().encode(), plain.hex().upper().encode()]
        self.patterns = [*pieces, *shifted, *wide, *hexed]

    def also(self, stamp: str) -> None:
        """The number on a stamp that was spent is to be found nowhere either."""
        message = bytes.fromhex(stamp.partition(".")[0])
        self.patterns += [message[:16], message.hex().encode()[:32]]

    def is_in(self, what: bytes) -> bool:
        return any(pattern in what for pattern in self.patterns)

    @property
    def receipt(self) -> str:
        """A code with the word in it."""
        return self.word + new_receipt()[:8]


def places(house: AnonymityHouse) -> dict[str, list[Path]]:
    """Every file of the house, by what it is."""
    data, var = house.home.data, house.var_dir
    files = {
        "database files": [path for path in data.rglob("*") if "pg_wal" not in path.parts],
        "write-ahead log": list((data / "pg_wal").rglob("*")),
        "logs": list(var.glob("*.log")),
        "Valkey": list((var / "valkey").rglob("*")),
        "mail": list((var / "mail").rglob("*")),
        "media": list((var / "media").rglob("*")),
        "temporary files": [*(var / "tmp").rglob("*"), *var.glob("beat*")],
    }
    return {kind: [path for path in paths if path.is_file()] for kind, paths in files.items()}


def search(house: AnonymityHouse, canary: Canary) -> Counter[str]:
    """In how many files, keys, rows or lines of a dump the word stands, by kind of place."""
    with house.thief(autocommit=True) as thief:
        thief.execute("CHECKPOINT")
    found: Counter[str] = Counter()
    for kind, paths in places(house).items():
        for path in paths:
            try:
                found[kind] += canary.is_in(path.read_bytes())
            except FileNotFoundError:  # the servers go on working
                continue
    found["dump"] = sum(map(canary.is_in, house.dump().encode().splitlines()))
    found["Valkey"] += sum(map(canary.is_in, _values(house)))
    sessions = house.ask("SELECT session_data FROM django_session")
    found["sessions"] = sum(canary.is_in(_opened(data)) for (data,) in sessions)
    return +found


def looked_at(house: AnonymityHouse) -> int:
    """How many bytes of files are searched."""
    return sum(path.stat().st_size for paths in places(house).values() for path in paths)


def _values(house: AnonymityHouse) -> list[bytes]:
    with redis.Redis.from_url(house.redis_url) as valkey:
        made = []
        for key in valkey.scan_iter(count=5_000):
            kind = valkey.type(key)
            read: dict[bytes, Callable[[], object]] = {
                b"string": lambda k=key: valkey.get(k),
                b"list": lambda k=key: valkey.lrange(k, 0, -1),
                b"hash": lambda k=key: valkey.hgetall(k),
                b"set": lambda k=key: valkey.smembers(k),
                b"zset": lambda k=key: valkey.zrange(k, 0, -1),
            }
            value = read[kind]()
            made += [key, value if isinstance(value, bytes) else repr(value).encode()]
        return made


def _opened(session: str) -> bytes:
    """What lies in a session: signed, not encrypted, and packed if that makes it shorter."""
    packed, payload = session.startswith("."), session.lstrip(".").partition(":")[0]
    data = b64_decode(payload.encode())
    return zlib.decompress(data) if packed else data


# --- what is done with the word -------------------------------------------------------------------


def tell_everything(house: AnonymityHouse, canary: Canary) -> dict[str, int]:
    """Post the word in every way there is, those that go wrong among them: {how: the answer}."""
    parents = parents_of(house)
    house.begin_term()
    for parent in parents:
        parent.sign_in()
        parent.fetch_stamps()
        for stamp in parent.stamps:
            canary.also(stamp)
    house.count_holders(len(parents))
    house.let_hour_come()
    house.empty()
    box, mother = house.letterbox(), parents[0]
    answers: dict[str, int] = {}

    def post(how: str, words: str = "", *, to: str = box, **fields: str) -> None:
        # The third stamp is spent by nothing that goes wrong.
        fields = {"receipt": canary.receipt, "stamp": mother.stamps[2], **fields}
        answers[how] = mother.post(to, f"{canary.word} {how} {words}", **fields).status

    stamp = mother.stamps[0]
    post("a note", stamp=stamp)
    post("the stamp again", stamp=stamp)
    post("without scripting", short="", stamp=mother.stamps[1])
    post("a forged stamp", stamp=stamp[:-3] + "abc")
    post("a stamp of chance", stamp=secrets.token_hex(64) + "." + secrets.token_hex(384))
    post("no stamp", stamp="", short="")
    post("a card of chance", card=canary.word, stamp="")
    post("too long", "x" * 3_000)
    post("too many bytes", "".join(chr(0x1F300 + secrets.randbelow(600)) for _ in range(2_900)))
    post("far too many bytes", "y" * 2_200_000)
    post("a reader that is not there", reader=canary.word)
    post("too many fields", stamp="", **{f"field{at}": canary.word for at in range(1_100)})
    post("another address", to=f"/letterbox/{canary.word}/")
    answers["as a file"] = _as_a_file(mother, box, canary)
    answers["a receipt"] = mother.tab.ask(
        box + "receipt/", {"receipt": canary.receipt}, bare=True
    ).status
    answers["in the address"] = mother.tab.ask(f"{box}?words={canary.word}", bare=True).status
    _while_the_table_refuses(house, lambda: post("sent now, and refused", at_once="on"))
    _while_a_box_is_broken(house, lambda: post("into a broken box"))
    with house.database_away():
        post("while the database is away")
        post("sent now while it is away", at_once="on", short="")
    answers["while the web is killed"] = _while_killed(house, mother, box, canary)
    free = SLOTS - len(house.inside().posted)
    for at in range(free):  # of the others, four stamps each
        assert (
            parents[1 + at % (len(parents) - 1)].post(box, f"{canary.word} fills {at}").status
            == 200
        )
    post("into the full box")
    return answers


def _as_a_file(mother: Parent, box: str, canary: Canary) -> int:
    body = (
        '--b\r\nContent-Disposition: form-data; name="words"; filename="a.txt"\r\n\r\n'
        f"{canary.word * 200_000}\r\n--b--\r\n"
    )
    mother.tab.ask(box, bare=True)
    mother.tab.line.request("POST", box, body, {"Content-Type": "multipart/form-data; boundary=b"})
    answer = mother.tab.line.getresponse()
    answer.read()
    return answer.status


def _while_the_table_refuses(house: AnonymityHouse, do: Callable[[], None]) -> None:
    """A row that breaks a rule: Postgres would write all of it into its log."""
    table = "ALTER TABLE feedback_feedbackitem"
    with house.connection() as owner:
        owner.execute(f"{table} ADD CONSTRAINT nothing_more CHECK (false) NOT VALID")
    do()
    with house.connection() as owner:
        owner.execute(f"{table} DROP CONSTRAINT nothing_more")


def _while_a_box_is_broken(house: AnonymityHouse, do: Callable[[], None]) -> None:
    """Something that nobody thought of: an exception that no view catches."""
    whole = house.sealed()
    _put(house, bytes(SEALED_BYTES))
    do()
    _put(house, whole)


def _put(house: AnonymityHouse, sealed: bytes) -> None:
    with house.connection() as owner:
        owner.execute(
            f"UPDATE {BOX} SET sealed = %s FROM families_setting s"
            " WHERE s.id = setting_id AND s.name LIKE 'Marmalade%%'",
            [sealed],
        )


def _while_killed(house: AnonymityHouse, mother: Parent, box: str, canary: Canary) -> int:
    words = f"{canary.word} and the process is killed"
    fields = {
        "reader": "managers", "receipt": canary.receipt, "short": "on", "words": words,
        "stamp": mother.stamps[3],
    }  # fmt: skip
    mother.tab.line = None
    sending = threading.Thread(target=_try, args=(house.port, box, fields))
    with house.held_up():
        sending.start()
        wait_until(house.waits, what="the note to be half stored")
        house.kill("web")
    sending.join(30)
    wait_until(lambda: not house.waits(), what="its connection to end")
    house.start("web")
    return 0


def _try(port: int, box: str, fields: dict[str, str]) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("POST", box, urllib.parse.urlencode(fields), {"Content-Type": FORM})
        line.getresponse().read()
    except (OSError, http.client.HTTPException):
        return


# --- measured -------------------------------------------------------------------------------------


def canary_before_and_after(house: AnonymityHouse) -> Measured:
    """Where the word stands before the box is opened, and after."""
    house.serve()
    canary = Canary()
    answers = tell_everything(house, canary)
    before = search(house, canary)
    size = looked_at(house)
    house.let_hour_come()
    house.empty()
    after = search(house, canary)
    return Measured(
        "canary",
        len(answers),
        {
            "ways": answers,
            "bytes searched": size,
            "before": dict(before),
            "after": dict(after),
        },
    )


def canary_of_naive(house: AnonymityHouse) -> Measured:
    """The same search where it has to find something."""
    house.serve(naive=True)
    canary, mother = Canary(), Parent(house, 0)
    mother.sign_in()
    mother.post_naively(f"{canary.word} the gate sticks")
    mother.post_naively(f"{canary.word} " + "the gate sticks " * 300)
    return Measured("naive canary", 2, {"found": dict(search(house, canary))})
