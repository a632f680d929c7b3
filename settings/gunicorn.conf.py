"""How the web processes are run, by `make run` and in production alike."""

import os

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
