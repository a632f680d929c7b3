"""Every address of the site, read from the URL resolver itself, with real objects filled in.

A new pattern joins the matrix by being there. A parameter whose name is not known here fails the
suite until somebody says which objects it stands for.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from tests.cast import PERSONAS, Cast

MISSING = uuid.UUID("00000000-0000-4000-8000-000000000000")
# Whose object an address is about; "missing" is nobody's and the measure for all that is hidden.
TARGETS = ("zofia", "idris", "ottoline", "barnacle")


@dataclass(frozen=True)
class Address:
    """One concrete address: the pattern's name, whose object it names, and the path."""

    name: str
    target: str  # one of TARGETS, "missing", or "" for an address without an object
    path: str


HOME_OF = {"zofia": "kapelusz", "idris": "lanternjack", "ottoline": "flora", "barnacle": "sunniva"}
TALK_OF = {"zofia": "agnieszka", "ottoline": "flora", "barnacle": "sunniva"}
OFFER_OF = {"zofia": "agnieszka", "ottoline": "edmund", "barnacle": "sunniva"}
ROOM_OF = {
    "zofia": "conkers",
    "idris": "conkers",
    "ottoline": "pinecones",
    "barnacle": "ducklings",
}
STAFF_OF = {"zofia": "marek", "idris": "ewa", "ottoline": "saoirse", "barnacle": "bram"}
SETTING_OF = {"zofia": "hill", "idris": "hill", "ottoline": "hill", "barnacle": "wharf"}
# Where each person belongs today; leavers, newcomers of tomorrow and nobody belong nowhere.
AT = {
    **dict.fromkeys(PERSONAS, "hill"),
    **dict.fromkeys(("ottilie", "bram", "sunniva"), "wharf"),
    **dict.fromkeys(("nobody", "dai", "rosalind", "femi", "olwen"), ""),
}

# Parameter name → the value for a target, or None where the target has no such object.
OBJECTS: dict[str, Callable[[Cast, str], object]] = {
    "child_id": lambda cast, who: cast.children[who].pk,
    "family_id": lambda cast, who: cast.homes[HOME_OF[who]].pk,
    "link_id": lambda cast, who: cast.children[who].parent_carers.order_by("started_on")[0].pk,
    "membership_id": lambda cast, who: cast.posts[STAFF_OF[who]].pk,
    "consent_id": lambda cast, who: cast.children[who].consents.earliest("at").pk,
    "purpose_id": lambda cast, who: (
        getattr(cast, SETTING_OF[who]).consent_purposes.get(code="sun_cream").pk
    ),
    "assignment_id": lambda cast, who: cast.key_persons[who].pk,
    "cover_id": lambda cast, who: cast.covers[who].pk,
    "hello_id": lambda cast, who: cast.hellos[who].pk,
    "room_id": lambda cast, who: cast.rooms[ROOM_OF[who]].pk,
    "term_id": lambda cast, who: cast.terms[SETTING_OF[who]].pk,
    "observation_id": lambda cast, who: cast.observations[who].pk,
    "photo_id": lambda cast, who: cast.photos[who].pk,
    "sound_id": lambda cast, who: cast.sounds[f"{who}-from-{HOME_OF[who]}"].pk,
    "batch": lambda cast, who: cast.care[who].batch,
    "entry_id": lambda cast, who: cast.care[who].pk,
    "report_id": lambda cast, who: cast.reports[who].pk,
    "run_id": lambda cast, who: cast.reports[who].run_id,
    "conversation_id": lambda cast, who: (
        cast.conversations[TALK_OF[who]].pk if who in TALK_OF else None
    ),
    "notice_id": lambda cast, who: cast.notices[who].pk,
    "permission_id": lambda cast, who: cast.medicines[f"{who}-from-{HOME_OF[who]}"].pk,
    "question_id": lambda cast, who: cast.decisions[SETTING_OF[who]].pk,
    "pulse_id": lambda cast, who: cast.pulses[SETTING_OF[who]].pk,
    "item_id": lambda cast, who: cast.feedback[SETTING_OF[who]].pk,
    "theme_id": lambda cast, who: cast.themes[SETTING_OF[who]].pk,
    "goal_id": lambda cast, who: cast.goals[f"{who}-with-{HOME_OF[who]}"].pk,
    "step_id": lambda cast, who: cast.goals[f"{who}-with-{HOME_OF[who]}"].steps.get().pk,
    "offer_id": lambda cast, who: cast.offers[OFFER_OF[who]].pk if who in OFFER_OF else None,
    "share_id": lambda cast, who: cast.shares[OFFER_OF[who]].pk if who in OFFER_OF else None,
    "way_id": lambda cast, who: cast.ways[SETTING_OF[who]].pk,
    "change_id": lambda cast, who: cast.health_changes[who].pk,
    "invitation_id": lambda cast, who: cast.invitations[SETTING_OF[who]].pk,
    "collector_id": lambda cast, who: cast.collectors[f"{who}-from-{HOME_OF[who]}"].pk,
    "choice_id": lambda cast, who: cast.choices[f"{who}-from-{HOME_OF[who]}"].pk,
    "policy_id": lambda cast, who: cast.house_policies[SETTING_OF[who]].policy_id,
    "service_id": lambda cast, who: cast.services[SETTING_OF[who]].pk,
    "hard_time_id": lambda cast, who: cast.hard_times[HOME_OF[who]].pk,
    "concern_id": lambda cast, who: cast.concerns[who].pk,
    "receipt_id": lambda cast, who: cast.receipts[who].pk,
    "pack_id": lambda cast, who: cast.records[who].pk,
    "book_id": lambda cast, who: cast.books[who].pk,
    "wish_id": lambda cast, who: cast.wishes[who].pk,
    "visit_id": lambda cast, who: cast.visits[who].pk,
    "settling_id": lambda cast, who: cast.settling[who].pk,
    "plan_id": lambda cast, who: cast.plans[who].pk,
    "plan_step_id": lambda cast, who: cast.plan_steps[who].pk,
    "worry_id": lambda cast, who: cast.worries[who].pk,
    "note_id": lambda cast, who: cast.court_orders[who].pk,
    "csv_import_id": lambda cast, who: cast.imports[SETTING_OF[who]].pk,
    "next_step_id": lambda cast, who: cast.next_steps[who].pk,
    "share_card_id": lambda cast, who: cast.cards[SETTING_OF[who]].pk,
    "week_id": lambda cast, who: cast.weeks[ROOM_OF[who]].pk,
    "week_answer_id": lambda cast, who: cast.told[f"{who}-from-{HOME_OF[who]}"].pk,
    "said_id": lambda cast, who: cast.said[SETTING_OF[who]].pk,
    "decision_id": lambda cast, who: cast.decisions[SETTING_OF[who]].pk,
    "setting_id": lambda cast, who: getattr(cast, SETTING_OF[who]).pk,
}
REGEX_GROUP = re.compile(r"\(\?P(<\w+>)[^)]*\)")

# Parameters that name no row behind a wall.
PLAIN: dict[str, str] = {
    "day": timezone.localdate().isoformat(),
    "date": timezone.localdate().isoformat(),
    "size": "page",
    "token": "not-a-token-that-anybody-was-given",
    "key": "not-a-key-that-anybody-was-given",
    "uidb36": "1",
    "address": "not-the-address-of-a-letterbox",
    "position": "1",
    "question": "strengths",
    "topic": "sleep",
    "step": "routines",
    "kind": "rooms",
}


def patterns() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Name, route with {parameters}, and parameter names of every pattern of the site."""
    for pattern, prefix, names in _walk(get_resolver().url_patterns, "", ()):
        route = prefix + str(pattern.pattern)
        name = ":".join([*names, pattern.name or "unnamed"])
        # django-allauth still has regular expressions among its routes.
        named = pattern.pattern.converters or pattern.pattern.regex.groupindex
        yield name, REGEX_GROUP.sub(r"\1", route).replace("^", "").replace("$", ""), tuple(named)


def _walk(
    found: list[URLPattern | URLResolver], prefix: str, names: tuple[str, ...]
) -> Iterator[tuple[URLPattern, str, tuple[str, ...]]]:
    for each in found:
        if isinstance(each, URLResolver):
            deeper = (*names, each.namespace) if each.namespace else names
            yield from _walk(each.url_patterns, prefix + str(each.pattern), deeper)
        else:
            yield each, prefix, names


def _fill(route: str, values: dict[str, object]) -> str:
    """Put values into `<type:name>` and `<name>`; other routes are plain paths."""
    for name, value in values.items():
        start = route.index(next(part for part in (f":{name}>", f"<{name}>") if part in route))
        opening = route.rindex("<", 0, start + 1)
        route = route[:opening] + str(value) + route[route.index(">", start) + 1 :]
    return "/" + route


def addresses(cast: Cast) -> list[Address]:
    """Every pattern once for each target it can name, and once for an object that is missing."""
    result = []
    for name, route, parameters in patterns():
        objects = [each for each in parameters if each in OBJECTS]
        unknown = set(parameters) - set(OBJECTS) - set(PLAIN)
        if unknown:
            raise AssertionError(
                f"{name} ({route}): say in tests/access/addresses.py what {unknown} stands for"
            )
        plain = {each: PLAIN[each] for each in parameters if each in PLAIN}
        if not objects:
            result.append(Address(name, "", _fill(route, plain)))
            continue
        for who in TARGETS:
            values = {each: OBJECTS[each](cast, who) for each in objects}
            if all(values.values()):
                result.append(Address(name, who, _fill(route, {**plain, **values})))
        missing = dict.fromkeys(objects, MISSING)
        result.append(Address(name, "missing", _fill(route, {**plain, **missing})))
    return result
