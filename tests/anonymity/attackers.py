"""Twelve who try to find out who wrote which note, and twelve who ask only who wrote at all.

Each puts the notes into an order by one trace, the people into an order by another, and takes the
first for the first. Where the house has left no such trace they take what every dump has, so that
nobody ever gives up. The twelfth learns from other rounds, with the truth in hand, how far all
traces together point.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .artefacts import Clues, Traces
from .rounds import Played

Guess = dict[str, str]  # note → person


@dataclass(frozen=True)
class Attacker:
    """One who orders notes by `note` and people by `person`."""

    name: str
    note: str
    person: str

    def guess(self, found: Traces) -> Guess:
        notes = _in_order(found.notes, self.note)
        people = _in_order(found.people, self.person)
        return dict(zip(notes, people, strict=True))


LINKERS = (
    Attacker("dump order", "dump", "seen"),
    Attacker("xmin", "xmin", "xmin"),
    Attacker("ctid", "ctid", "seen"),
    Attacker("key order", "key", "seen"),
    Attacker("hash order", "hash", "seen"),
    Attacker("log times", "log", "trail"),
    Attacker("session activity", "written", "seen"),
    Attacker("Valkey idle time", "idle", "idle"),
    Attacker("file times", "file", "seen"),
    Attacker("write-ahead log", "wal", "wal"),
    Attacker("dump diffs", "copy", "copy"),
)
CLASSIFIER = "classifier on all"
NAMES = (*(each.name for each in LINKERS), CLASSIFIER)


def hits(rounds: Sequence[Played]) -> dict[str, int]:
    """How many notes each attacker gives to the right person, over all rounds."""
    score = {
        each.name: sum(_right(played, each.guess(played.after)) for played in rounds)
        for each in LINKERS
    }
    score[CLASSIFIER] = sum(_right(played, guess) for played, guess in _classified(rounds))
    return score


def _right(played: Played, guess: Guess) -> int:
    return sum(played.wrote[note] == person for note, person in guess.items())


def _in_order(all_clues: dict[str, Clues], kind: str) -> list[str]:
    return sorted(all_clues, key=lambda each: _key(all_clues[each], kind))


def _key(clues: Clues, kind: str) -> tuple[Any, ...]:
    found = clues.get(kind)
    return (found is None, 0 if found is None else found, clues["dump"])


# --- the classifier ----------------------------------------------------------------------------

NOTE_KINDS = (
    "dump",
    "xmin",
    "ctid",
    "key",
    "hash",
    "log",
    "written",
    "idle",
    "file",
    "wal",
    "copy",
)
PERSON_KINDS = ("dump", "seen", "trail", "idle", "wal", "copy")


def _classified(rounds: Sequence[Played]) -> list[tuple[Played, Guess]]:
    """Learns from every other round, and guesses in those between."""
    pairs = [_pairs(played) for played in rounds]
    made = []
    for fold in (0, 1):
        learning = [pair for at, each in enumerate(pairs) if at % 2 != fold for pair in each]
        weights = _learn([(features, right) for _note, _person, features, right in learning])
        for at, played in enumerate(rounds):
            if at % 2 == fold:
                made.append((played, _assign(pairs[at], weights)))
    return made


def _pairs(played: Played) -> list[tuple[str, str, list[float], bool]]:
    found = played.after
    notes = {kind: _ranks(found.notes, kind) for kind in NOTE_KINDS}
    people = {kind: _ranks(found.people, kind) for kind in PERSON_KINDS}
    return [
        (
            note,
            person,
            [abs(notes[of][note] - people[by][person]) for of in notes for by in people],
            played.wrote[note] == person,
        )
        for note in found.notes
        for person in found.people
    ]


def _ranks(all_clues: dict[str, Clues], kind: str) -> dict[str, float]:
    return {each: at / len(all_clues) for at, each in enumerate(_in_order(all_clues, kind))}


def _learn(examples: list[tuple[list[float], bool]], *, times: int = 4) -> list[float]:
    """Logistic regression by plain descent; as many wrong pairs as right ones."""
    if not examples:
        return []
    chance = random.Random(20)
    right = [features for features, is_right in examples if is_right]
    wrong = [features for features, is_right in examples if not is_right]
    weights = [0.0] * (len(examples[0][0]) + 1)
    for _time in range(times):
        some = [(each, 1.0) for each in right]
        some += [(each, 0.0) for each in chance.sample(wrong, min(len(wrong), 2 * len(right)))]
        chance.shuffle(some)
        for features, is_right in some:
            guess = 1 / (1 + math.exp(-max(-30.0, min(30.0, _value(weights, features)))))
            step = 0.1 * (is_right - guess)
            weights[-1] += step
            for at, number in enumerate(features):
                weights[at] += step * number
    return weights


def _value(weights: list[float], features: list[float]) -> float:
    if not weights:
        return 0.0
    return weights[-1] + sum(map(float.__mul__, weights, features))


def _assign(pairs: list[tuple[str, str, list[float], bool]], weights: list[float]) -> Guess:
    """The likeliest pair first; each note and each person once."""
    guess: Guess = {}
    taken = set()
    valued = [(_value(weights, features), note, person) for note, person, features, _ in pairs]
    for _value_of, note, person in sorted(valued, reverse=True):
        if note not in guess and person not in taken:
            guess[note] = person
            taken.add(person)
    return guess


# --- who wrote at all ---------------------------------------------------------------------------


def _after(person: str, writes: str) -> Callable[[Traces, str], float]:
    """The sooner the letterbox was written to after this person was here, the likelier it was
    they."""

    def score(found: Traces, who: str) -> float:
        here = found.people[who].get(person)
        if here is None:
            return 0.0
        gaps = [at - here for at in found.writes.get(writes, []) if at >= here]
        return -min(gaps) if gaps else -math.inf

    return score


def _itself(person: str) -> Callable[[Traces, str], float]:
    """What is written down about this person itself."""

    def score(found: Traces, who: str) -> float:
        value = found.people[who].get(person) or 0
        return float(value[0] if isinstance(value, tuple) else value)

    return score


ASKERS: dict[str, Callable[[Traces, str], float]] = {
    "dump order": _itself("dump"),
    "xmin": _after("xmin", "xmin"),
    "dead rows": _after("xmin", "dead"),
    "ledger of stamps": _itself("ledger"),
    "log times": _after("trail", "log"),
    "session activity": _after("seen", "written"),
    "session size": _itself("size"),
    "lines of the trail": _itself("lines"),
    "Valkey idle time": _itself("idle"),
    "file times": _after("seen", "file"),
    "write-ahead log": _after("wal", "wal"),
    "dump diffs": _after("copy", "copy"),
}


def areas(rounds: Sequence[Played]) -> dict[str, float]:
    """The area under the curve of each: 0.5 knows nothing, 1 (or 0) everything."""
    made = {
        name: sum(
            _area(played, lambda who, s=score, p=played: s(p.before, who)) for played in rounds
        )
        / len(rounds)
        for name, score in ASKERS.items()
    }
    made[CLASSIFIER] = _area_of_classifier(rounds)
    return made


def _area(played: Played, score: Callable[[str], float]) -> float:
    """How often one who posted is put before one who did not; ties count half."""
    scores = {who: score(who) for who in played.everybody}
    yes = [scores[who] for who in played.everybody if who in played.posted]
    no = [scores[who] for who in played.everybody if who not in played.posted]
    won = sum((a > b) + (a == b) / 2 for a in yes for b in no)
    return won / (len(yes) * len(no))


def _area_of_classifier(rounds: Sequence[Played]) -> float:
    all_features = [_features(played) for played in rounds]
    total = 0.0
    for fold in (0, 1):
        learning = [
            (features, who in played.posted)
            for at, played in enumerate(rounds)
            if at % 2 != fold
            for who, features in all_features[at].items()
        ]
        weights = _learn(learning, times=20)
        for at, played in enumerate(rounds):
            if at % 2 == fold:
                of = all_features[at]
                total += _area(played, lambda who, o=of, w=weights: _value(w, o[who]))
    return total / len(rounds)


def _features(played: Played) -> dict[str, list[float]]:
    """Of each person, where each asker would put them."""
    made: dict[str, list[float]] = {who: [] for who in played.everybody}
    for score in ASKERS.values():
        scores = {who: score(played.before, who) for who in played.everybody}
        for who in played.everybody:
            below = sum(scores[other] < scores[who] for other in played.everybody)
            same = sum(scores[other] == scores[who] for other in played.everybody)
            made[who].append((below + same / 2) / len(played.everybody))
    return made
