"""What chance can do: beyond it an attacker has found something.

Notes dealt out at random among twenty people: how many come to the right one is nearly Poisson
with mean 1 a round, whatever the number of people (reference/trust.md 1.5).
"""

import math
from statistics import NormalDist

ATTACKERS = 12
RISK = 0.01  # that the best of all passes the bound by chance: once in a hundred long runs
RISK_IN_SUITE = 1e-4  # in a suite that runs every day nobody would believe a red test otherwise
PEOPLE = 20


def most_hits(rounds: int, risk: float = RISK) -> int:
    """The bound for the best of twelve attackers: the exact Poisson tail, `risk` for all of them
    together."""
    chance = below = math.exp(-rounds)
    hits = 0
    while ATTACKERS * (1 - below) > risk:
        hits += 1
        chance *= rounds / hits
        below += chance
    return hits


def area_may_differ(rounds: int, risk: float = RISK) -> float:
    """How far from one half an area may lie: 0.05, and over few rounds what chance alone does (as
    often as `risk` for all attackers together, to either side)."""
    widths = NormalDist().inv_cdf(1 - risk / (2 * ATTACKERS))
    ten = PEOPLE // 2
    one_round = math.sqrt((PEOPLE + 1) / (12 * ten * ten))
    return max(0.05, widths * one_round / math.sqrt(rounds))
