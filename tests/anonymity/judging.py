"""What chance can do: beyond it an attacker has found something.

Notes dealt out at random among twenty people: how many come to the right one is nearly Poisson
with mean 1 a round, whatever the number of people (reference/trust.md 1.5).
"""

import math

ATTACKERS = 12
RISK = 0.01  # that the best of all passes the bound by chance, once in a hundred runs
PEOPLE = 20


def most_hits(rounds: int) -> int:
    """The bound for the best of twelve attackers: the exact Poisson tail, 1 % for all together."""
    chance = below = math.exp(-rounds)
    hits = 0
    while ATTACKERS * (1 - below) > RISK:
        hits += 1
        chance *= rounds / hits
        below += chance
    return hits


def area_may_differ(rounds: int) -> float:
    """How far from one half an area may lie: 0.05, and over few rounds what chance alone does (as
    often as 1 % for all attackers together)."""
    ten = PEOPLE // 2
    one_round = math.sqrt((PEOPLE + 1) / (12 * ten * ten))
    return max(0.05, 3.34 * one_round / math.sqrt(rounds))
