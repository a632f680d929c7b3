"""The same server without the second wall, to know what that wall costs: `Security's share`.

Its database is a copy whose rules are switched off (`bench.servers.without_rules`).
"""

from bench.settings import *
from bench.settings import MIDDLEWARE

MIDDLEWARE = [
    "bench.middleware.WithoutSecondWall"
    if name == "families.middleware.ContextMiddleware"
    else name
    for name in MIDDLEWARE
]
