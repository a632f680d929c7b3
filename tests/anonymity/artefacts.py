"""What a thief finds: dumps, row headers, the write-ahead log, Valkey, files and logs.

For every note and every person each trace is a number (or a pair) by which they can be put in an
order; `Traces.writes` says when the letterbox was written to, whatever it was.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import redis

from .house import BOX, AnonymityHouse
from .naive import TABLE

NOTES, SESSIONS = "feedback_feedbackitem", "usersessions_usersession"
COMMIT = re.compile(r"\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+")
SUBTRANSACTIONS = re.compile(r"subxacts: ([\d ]+)")
STAMP = re.compile(rb"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3})")
OFF = re.compile(r"(?:^|[ (])(?:new_)?off:? ?(\d+)")
BLOCK = re.compile(r"rel \d+/\d+/(\d+) .*?blk (\d+)")
Clues = dict[str, Any]


@dataclass
class Traces:
    notes: dict[str, Clues] = field(default_factory=dict)
    people: dict[str, Clues] = field(default_factory=dict)
    writes: dict[str, list[float]] = field(default_factory=dict)


class Trail:
    """Follows one round. What was there before it is not looked at again."""

    def __init__(self, house: AnonymityHouse, *, naive: bool) -> None:
        self.house = house
        self.table = TABLE if naive else NOTES
        self.number = 0
        self.note_copies: dict[str, int] = {}
        self.session_copies: dict[str, int] = {}
        self.box_copies: list[float] = []
        with house.thief() as thief:
            (self.began,) = thief.execute("SELECT pg_current_wal_insert_lsn()").fetchone()
            self.old_notes = {
                note for (note,) in thief.execute(f"SELECT id::text FROM {self.table}")
            }
            (self.last_session,) = thief.execute(
                f"SELECT coalesce(max(id), 0) FROM {SESSIONS}"
            ).fetchone()
            self.box = self._box(thief)
        self.logs = {path: path.stat().st_size for path in self._log_files()}
        self.aof = {path: path.stat().st_size for path in self._aof_files()}

    def copy(self) -> None:
        """Whoever copies the database after every single thing that happens."""
        self.number += 1
        with self.house.thief() as thief:
            for note in self._new_notes(thief):
                self.note_copies.setdefault(note, self.number)
            for (session,) in thief.execute(
                f"SELECT id::text FROM {SESSIONS} WHERE id > %s", [self.last_session]
            ):
                self.session_copies.setdefault(session, self.number)
            box = self._box(thief)
            if box != self.box:
                self.box = box
                self.box_copies.append(self.number)

    def words(self) -> list[tuple[str, str]]:
        """The new notes, as everybody who leads may read them."""
        with self.house.thief() as thief:
            rows = thief.execute(f"SELECT id::text, words FROM {self.table}").fetchall()
        return [(note, words) for note, words in rows if note not in self.old_notes]

    def traces(self) -> Traces:
        """Everything there is at this moment."""
        found = Traces()
        with self.house.thief(autocommit=True) as thief:
            wal = _Wal(thief, self.began)
            self._notes(thief, wal, found)
            self._people(thief, wal, found)
            self._writes(thief, wal, found)
        self._files_and_logs(found)
        return found

    # --- the database -----------------------------------------------------------------------------

    def _new_notes(self, thief: psycopg.Connection) -> list[str]:
        rows = thief.execute(f"SELECT id::text FROM {self.table}").fetchall()
        return [note for (note,) in rows if note not in self.old_notes]

    @staticmethod
    def _box(thief: psycopg.Connection) -> list[Any]:
        return thief.execute(f"SELECT md5(sealed) FROM {BOX} ORDER BY id").fetchall()

    def _notes(self, thief: psycopg.Connection, wal: "_Wal", found: Traces) -> None:
        columns = {
            name
            for (name,) in thief.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0",
                [self.table],
            )
        }
        extra = (
            ", number, extract(epoch FROM written_at)" if "number" in columns else ", NULL, NULL"
        )
        dump = self.house.dump("--data-only", "-t", self.table)
        for note, xmin, ctid, receipt, number, written in thief.execute(
            f"SELECT id::text, xmin::text::bigint, ctid::text, receipt_hash{extra}"
            f" FROM {self.table}"
        ):
            if note in self.old_notes:
                continue
            place = _place(ctid)
            clues: Clues = {
                "dump": dump.index(note),
                "xmin": xmin,
                "ctid": place,
                "key": int(number) if number is not None else int(note.replace("-", ""), 16),
                "hash": receipt,
            }
            if written is not None:
                clues["written"] = float(written)
            if (at := wal.inserted(self.table, place)) is not None:
                clues["wal"] = at
            if note in self.note_copies:
                clues["copy"] = self.note_copies[note]
            found.notes[note] = clues

    def _people(self, thief: psycopg.Connection, wal: "_Wal", found: Traces) -> None:
        dump = self.house.dump("--data-only", "-t", SESSIONS)
        idle = self._idle()
        for session, email, key, xmin, ctid, seen, size in thief.execute(
            "SELECT s.id::text, u.email, s.session_key, s.xmin::text::bigint, s.ctid::text,"
            " extract(epoch FROM greatest(s.created_at, s.last_seen_at)), length(d.session_data)"
            f" FROM {SESSIONS} s JOIN families_user u ON u.id = s.user_id"
            " LEFT JOIN django_session d ON d.session_key = s.session_key WHERE s.id > %s",
            [self.last_session],
        ):
            place = _place(ctid)
            found.people[email] = {
                "dump": dump.index(key),
                "xmin": xmin,
                "ctid": place,
                "seen": float(seen),
                "wal": wal.inserted(SESSIONS, place) or 0.0,
                "copy": self.session_copies[session],
                "idle": idle(key),
                "size": size,
            }
        began = min(each["seen"] for each in found.people.values()) - 1
        for email, last, lines in thief.execute(
            "SELECT u.email, extract(epoch FROM max(e.at)), count(*) FROM families_auditevent e"
            " JOIN families_user u ON u.id = e.actor_id WHERE e.at >= to_timestamp(%s)"
            " GROUP BY u.email",
            [began],
        ):
            if email in found.people:
                found.people[email] |= {"trail": float(last), "lines": lines}
        for email, xmin in thief.execute(
            "SELECT u.email, max(g.xmin::text::bigint) FROM families_stampsgiven g"
            " JOIN families_user u ON u.id = g.person_id GROUP BY u.email"
        ):
            if email in found.people:
                found.people[email]["ledger"] = xmin

    def _writes(self, thief: psycopg.Connection, wal: "_Wal", found: Traces) -> None:
        notes = list(found.notes.values())
        live = thief.execute(f"SELECT xmin::text::bigint FROM {BOX}").fetchall()
        ((toast,),) = thief.execute(
            "SELECT reltoastrelid::regclass::text FROM pg_class WHERE oid = %s::regclass", [BOX]
        ).fetchall()
        dead = [xid for table in (BOX, toast) for xid in _all_xmins(thief, table)]
        at_notes = {kind: [each[kind] for each in notes if kind in each] for kind in
                    ("xmin", "wal", "copy", "written")}  # fmt: skip
        found.writes = {
            "xmin": [*at_notes["xmin"], *(xid for (xid,) in live)],
            "dead": [*at_notes["xmin"], *dead],
            "wal": [*at_notes["wal"], *wal.updated(BOX)],
            "copy": [*at_notes["copy"], *self.box_copies],
            "written": at_notes["written"],
        }

    # --- beside the database ----------------------------------------------------------------------

    def _log_files(self) -> list[Path]:
        return sorted(self.house.var_dir.glob("*.log"))

    def _aof_files(self) -> list[Path]:
        return sorted((self.house.var_dir / "valkey").rglob("*.aof"))

    def _new_bytes(self, sizes: dict[Path, int], path: Path) -> bytes:
        with path.open("rb") as file:
            file.seek(sizes.get(path, 0))
            return file.read()

    def _idle(self) -> Callable[[str], tuple[int, int] | None]:
        """For a word: how long nobody has touched the key with this word in it, and where in
        Valkey's file it stands last; None if there is no such key."""
        written = b"".join(self._new_bytes(self.aof, path) for path in self._aof_files())
        with redis.Redis.from_url(self.house.redis_url) as valkey:
            keys = list(valkey.scan_iter(count=5_000))
            # All in one transaction, in which Valkey's clock stands: it counts whole seconds, and
            # one that ended between two keys would put them in the wrong order.
            with valkey.pipeline(transaction=True) as at_once:
                for key in keys:
                    at_once.object("idletime", key)
                idle = at_once.execute(raise_on_error=False)
            found = {
                key.decode(errors="replace"): (-seconds, written.rfind(key))
                for key, seconds in zip(keys, idle, strict=True)
                if isinstance(seconds, int)
            }
        return lambda word: next((at for key, at in found.items() if word in key), None)

    def _files_and_logs(self, found: Traces) -> None:
        idle = self._idle()
        for note, clues in found.notes.items():
            if (at := idle(note)) is not None:
                clues["idle"] = at
        lines: list[float] = []
        for path in self._log_files():
            for line in self._new_bytes(self.logs, path).splitlines():
                if not (stamp := STAMP.match(line)):
                    continue
                at = datetime.strptime(stamp[1].decode(), "%Y-%m-%d %H:%M:%S,%f").timestamp()  # noqa: DTZ007
                if path.name != "worker.log":
                    lines.append(at)
                for note, clues in found.notes.items():
                    if note.encode() in line:
                        clues["log"] = at
        found.writes["log"] = lines
        for path in self._files():
            for note, clues in found.notes.items():
                if note in path.name:
                    clues["file"] = path.stat().st_mtime_ns / 1e9
        found.writes["file"] = [
            *(clues["file"] for clues in found.notes.values() if "file" in clues),
            *self._times_of_the_box(),
        ]

    def _files(self) -> Iterator[Path]:
        for folder in ("media", "tmp", "mail"):
            yield from (path for path in (self.house.var_dir / folder).rglob("*") if path.is_file())

    def _times_of_the_box(self) -> list[float]:
        with self.house.thief() as thief:
            paths = thief.execute(
                "SELECT pg_relation_filepath(oid), pg_relation_filepath(reltoastrelid)"
                " FROM pg_class WHERE oid = %s::regclass",
                [BOX],
            ).fetchone()
        return [(self.house.home.data / path).stat().st_mtime_ns / 1e9 for path in paths]


class _Wal:
    """The write-ahead log since the round began: who committed when, and what was written where."""

    def __init__(self, thief: psycopg.Connection, began: str) -> None:
        self.relations = {
            name: str(thief.execute("SELECT pg_relation_filenode(%s)", [name]).fetchone()[0])
            for name in (NOTES, BOX, SESSIONS, TABLE)
        }
        known = {node: name for name, node in self.relations.items()}
        commits: dict[str, float] = {}
        rows: list[tuple[str, str, tuple[int, int]]] = []
        for xid, manager, kind, about, blocks in thief.execute(
            "SELECT xid::text, resource_manager, record_type, description, block_ref"
            " FROM pg_get_wal_records_info(%s, pg_current_wal_flush_lsn())"
            " WHERE resource_manager = 'Transaction' OR (resource_manager = 'Heap' AND record_type"
            "  ~ 'INSERT|UPDATE' AND block_ref ~ %s)",
            [began, "|".join(f"/{node} " for node in known)],
        ):
            if manager == "Transaction":
                if kind.startswith("COMMIT") and (at := COMMIT.search(about)):
                    when = datetime.fromisoformat(at[0]).timestamp()
                    below = SUBTRANSACTIONS.search(about)
                    commits |= dict.fromkeys([xid, *(below[1].split() if below else [])], when)
            elif (block := BLOCK.search(blocks)) and block[1] in known:
                off = OFF.search(about)
                place = (int(block[2]), int(off[1]) if off else 0)
                rows.append((known[block[1]], xid, place))
        self.rows = [(table, commits.get(xid), place) for table, xid, place in rows]

    def inserted(self, table: str, place: tuple[int, int]) -> float | None:
        """When the row at this place was committed, and in which order within the transaction."""
        for order, (name, at, where) in enumerate(self.rows):
            if name == table and where == place and at is not None:
                return at + order * 1e-9
        return None

    def updated(self, table: str) -> list[float]:
        return [at for name, at, _place in self.rows if name == table and at is not None]


def _place(ctid: str) -> tuple[int, int]:
    page, item = ctid.strip("()").split(",")
    return int(page), int(item)


def _all_xmins(thief: psycopg.Connection, table: str) -> list[int]:
    """Of every row that still lies in the file, dead ones among them."""
    for _again in range(20):
        # Between its size and its last page autovacuum may have cut the file shorter.
        with contextlib.suppress(psycopg.errors.InvalidParameterValue), thief.transaction():
            return [
                xid
                for (xid,) in thief.execute(
                    "SELECT DISTINCT t_xmin::text::bigint FROM generate_series(0,"
                    " pg_relation_size(%s::regclass) / current_setting('block_size')::int - 1)"
                    " AS page, LATERAL heap_page_items(get_raw_page(%s, page::int))"
                    " WHERE t_xmin IS NOT NULL",
                    [table, table],
                )
            ]
    raise AssertionError(f"{table} does not hold still")
