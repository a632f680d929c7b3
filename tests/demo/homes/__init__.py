"""Every household of the demo, room by room of the child it was written for.

Grandparents, neighbours and second homes stand next to the family they belong to.
"""

from . import (
    acorns,
    acorns_more,
    conkers,
    conkers_more,
    conkers_third,
    elsewhere,
    oaks,
    oaks_more,
    pinecones,
    pinecones_more,
)

HOMES = (
    *acorns.HOMES,
    *acorns_more.HOMES,
    *conkers.HOMES,
    *conkers_more.HOMES,
    *conkers_third.HOMES,
    *pinecones.HOMES,
    *pinecones_more.HOMES,
    *oaks.HOMES,
    *oaks_more.HOMES,
    *elsewhere.WHARF,
    *elsewhere.LEAVERS,
)
