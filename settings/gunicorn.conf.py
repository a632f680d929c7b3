"""How the web processes are run, by `make run` and in production alike."""

import gc
import os
from typing import Any

wsgi_app = "settings.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:" + os.environ.get("PORT", "8000"))

# Threads wait for the database side by side; a second process uses the second core.
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
keepalive = 75  # longer than the proxy's, so that the proxy never writes into a closed connection
timeout = 60
graceful_timeout = 20
max_requests = 5_000  # a slow leak, if there is one, never grows old
max_requests_jitter = 500

# No line per request: the letterbox must leave no trace, and the proxy keeps a log of the rest.
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def post_worker_init(_worker: Any) -> None:
    """Load what the first page would load, and spare the collector of garbage all of it.

    Code and templates stay for as long as the process does. Looked through again and again they
    cost whoever was served at that moment 130 to 230 ms; what comes and goes with requests is a
    tenth of it (docs/performance.md).
    """
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
