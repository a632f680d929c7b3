"""The proxy takes large bodies where photographs are sent, and writes nothing of the letterbox.

What the file says is read everywhere. Where nginx is installed, it is also asked itself.
"""

import http.client
import os
import re
import shutil
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from families.spreadsheets import MOST_BYTES
from feedback.models import NOTE_LIMIT
from settings.embedded import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = (ROOT / "settings" / "nginx.conf").read_text()
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
needs_nginx = pytest.mark.skipif(not NGINX, reason="nginx is not installed here")

# The pages whose forms have a place for photographs, and the modules that read them.
WITH_PHOTOGRAPHS = {
    *("observation_create", "observation_edit", "photo_add", "home_entry_create"),
    *("collector_create", "staff_portrait_edit"),
}
# Lists are files too, smaller ones: the page has a place of its own in the proxy's list.
READ_FILES = {
    *(
        f"learning_journals/views/{name}.py"
        for name in ("collectors", "observations", "photos", "home_entries", "portraits")
    ),
    "families/views/csv_imports.py",
}
LONGEST_SIGN = len("%F0%9F%8C%B3")  # four bytes, three letters each
EXAMPLES = {"uuid": str(uuid.uuid4()), "day": "2026-11-02"}
MEGABYTE = 1024 * 1024


def addresses() -> Iterator[tuple[str, str]]:
    """The name and an example address of every page."""

    def walk(patterns: list, before: str) -> Iterator[tuple[str, str]]:
        for each in patterns:
            route = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, route)
            elif isinstance(each, URLPattern):
                filled = re.sub(
                    r"<(?:(\w+):)?\w+>", lambda found: EXAMPLES.get(found[1], "word"), route
                )
                yield each.name or "", "/" + filled

    yield from walk(get_resolver().url_patterns, "")


def value(name: str, text: str) -> int:
    """A size that nginx is told, in bytes."""
    number, unit = re.search(rf"^ *{name} (\d+)([km]);", text, re.M).groups()
    return int(number) * {"k": 1024, "m": MEGABYTE}[unit]


def place(opening: str) -> str:
    """The text of one location, from its opening line to its closing brace."""
    start = CONFIG.index(opening)
    return CONFIG[start : CONFIG.index("\n    }", start)]


# --- what the file says ---------------------------------------------------------------------------


def test_large_bodies_are_let_in_where_photographs_are_sent_and_nowhere_else() -> None:
    regex = re.search(r'location ~ "([^"]+)"', CONFIG)[1]
    large = {name for name, address in addresses() if re.search(regex, address)}
    assert large == WITH_PHOTOGRAPHS
    assert value("client_max_body_size", place("location ~ ")) == 110 * MEGABYTE
    everywhere = CONFIG[CONFIG.index("listen 8443") : CONFIG.index("location @too_big")]
    assert value("client_max_body_size", everywhere) == settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_a_list_that_is_too_large_still_reaches_footbridge_which_says_so() -> None:
    known = dict(addresses())
    opening = f"location = {known['csv_import_create']} "
    assert value("client_max_body_size", place(opening)) >= 2 * MOST_BYTES // MEGABYTE * MEGABYTE


def test_no_other_page_reads_files() -> None:
    """A new page that takes files belongs in WITH_PHOTOGRAPHS, and in the proxy's list."""
    apps = ("families", "learning_journals", "communications", "feedback")
    readers = {
        str(path.relative_to(ROOT))
        for app in apps
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"request\.FILES\b", path.read_text()) and path.parent.name == "views"
    }
    assert readers == READ_FILES


def test_a_note_far_too_long_still_reaches_footbridge_which_keeps_the_words() -> None:
    letterbox = place("location ^~ /letterbox/")
    assert value("client_max_body_size", letterbox) >= 3 * NOTE_LIMIT * LONGEST_SIGN
    assert value("client_body_buffer_size", letterbox) >= value("client_max_body_size", letterbox)


def test_a_flood_is_held_back_without_holding_anything_about_a_visitor() -> None:
    key = re.search(r"limit_req_zone (\S+) zone=letterbox:", CONFIG)[1]
    words = re.search(rf'map "\$request_method \$uri" {re.escape(key)} {{([^}}]*)}}', CONFIG)[1]
    assert set(re.findall(r"\$\w+", words)) == {"$box"}, "the letterbox, and nobody in front of it"
    assert words.count("(?<box>") == words.count("/letterbox/(?<box>[^/]+)") == 2
    assert not re.search(r"(limit_req_zone|limit_conn_zone|map) [^;{]*(addr|cookie|agent)", CONFIG)
    assert "limit_req zone=letterbox" in place("location ^~ /letterbox/")


def test_no_error_log_takes_lines_about_requests() -> None:
    inside_http = CONFIG[CONFIG.index("http {") :]
    assert set(re.findall(r"error_log ([^;]+);", inside_http)) == {"/dev/null emerg"}
    assert set(re.findall(r"access_log ([^;]+);", inside_http)) == {
        "/dev/stdout plain if=$is_logged",
        "off",
    }


# --- what nginx does ------------------------------------------------------------------------------


@dataclass
class Proxy:
    """nginx with our file, adapted to this machine, and something behind it that says yes."""

    folder: Path
    port: int
    plain_port: int
    web: ThreadingHTTPServer
    seen: list = field(default_factory=list)

    def ask(self, method: str, path: str, size: int = 0, *, plain: bool = False) -> tuple[int, str]:
        port = self.plain_port if plain else self.port
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        headers = {
            "Cookie": "sessionid=secret",
            "User-Agent": "Telephone of Agnieszka",
            "Accept-Language": "pl",
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
        }
        try:
            client.request(method, path, b"x" * size if size else None, headers)
            answer = client.getresponse()
            return answer.status, answer.read().decode()
        finally:
            client.close()

    @property
    def logged(self) -> str:
        time.sleep(0.2)
        return "".join(
            path.read_text()
            for name in ("access.log", "error.log")
            if (path := self.folder / name).exists()
        )


def adapted(folder: Path, port: int, plain_port: int, web_port: int) -> str:
    """Our file without TLS, Docker's name server and what Debian's nginx is too old for."""
    text = CONFIG
    for ours, here in (
        (r"pid /tmp/nginx.pid;", f"pid {folder}/nginx.pid; daemon off;"),
        (r"error_log /dev/stderr", f"error_log {folder}/error.log"),
        (r"access_log /dev/stdout", f"access_log {folder}/access.log"),
        (r"_temp_path /tmp/", f"_temp_path {folder}/"),
        (r"include /etc/nginx/mime.types;", ""),
        (r"resolver [^;]+;", ""),
        (r"zone web 64k;", ""),
        (r"server web:8000 resolve;", f"server 127.0.0.1:{web_port};"),
        (r"listen 8080;", f"listen 127.0.0.1:{plain_port};"),
        (r"listen 8443 ssl;", f"listen 127.0.0.1:{port};"),
        (r"http2 on;", ""),
        (r"ssl_\w+ [^;]+;", ""),
    ):
        text, times = re.subn(ours, here, text)
        assert times, f"{ours} is not in settings/nginx.conf any more"
    return text if os.geteuid() else "user root;\n" + text


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    seen: list = []

    class Yes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append((self.path, dict(self.headers)))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Set-Cookie", "sessionid=new")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *words: object) -> None:
            pass

    web = ThreadingHTTPServer(("127.0.0.1", 0), Yes)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    folder = tmp_path_factory.mktemp("proxy")
    port, plain_port = free_port(), free_port()
    config = folder / "nginx.conf"
    config.write_text(adapted(folder, port, plain_port, web.server_port))
    process = subprocess.Popen(
        [NGINX, "-p", str(folder), "-c", str(config)], stderr=(folder / "stderr").open("w")
    )
    proxy = Proxy(folder, port, plain_port, web, seen)
    try:
        until = time.monotonic() + 10
        while True:
            try:
                proxy.ask("GET", "/health/live")
                break
            except OSError:
                assert process.poll() is None, (folder / "stderr").read_text()
                assert time.monotonic() < until, "nginx does not answer"
                time.sleep(0.05)
        yield proxy
    finally:
        process.terminate()
        process.wait(10)
        web.shutdown()
        web.server_close()


@needs_nginx
def test_nginx_takes_large_bodies_where_photographs_are_sent(proxy: Proxy) -> None:
    for name, address in addresses():
        status, page = proxy.ask("POST", address, 3 * MEGABYTE)
        if name in {*WITH_PHOTOGRAPHS, "csv_import_create"}:
            assert status == 200, address
        else:
            assert status == 413, address
            assert "still on the page before this one" in page


@needs_nginx
def test_nginx_writes_nothing_about_the_letterbox_and_invitations_whatever_happens(
    proxy: Proxy,
) -> None:
    for path in (
        "/letterbox/conkers-1/", "/letterbox", "//letterbox/conkers-2/", "/%6cetterbox/conkers-3/",
        "/letterbox/conkers-4/receipt/", "/invitation/the-key-of-a-door/",
    ):  # fmt: skip
        assert proxy.ask("GET", path)[0] in (200, 301)
        assert proxy.ask("POST", path, 3 * MEGABYTE)[0] in (301, 413)
        assert proxy.ask("GET", path, plain=True)[0] == 301
        assert proxy.ask("GET", path + "?" + "x" * 60_000)[0] == 414
    for script in ("/static/js/letterbox.5f1c.js", "//static/css/pulse.77aa.css"):
        assert proxy.ask("GET", script)[0] == 200
        assert proxy.ask("GET", script, plain=True)[0] == 301
    assert proxy.ask("GET", "/today/?words=of-somebody")[0] == 200
    logged = proxy.logged
    assert "/today/*" in logged, "the rest is written down"
    secrets = ("letter", "conkers", "invitation/", "the-key", "of-somebody", "127.0.0.1", "static")
    for secret in secrets:
        assert secret not in logged, logged


@needs_nginx
def test_nginx_writes_nothing_when_footbridge_is_away_and_says_so(proxy: Proxy) -> None:
    config = proxy.folder / "away.conf"
    folder = proxy.folder / "away"
    folder.mkdir()
    port = free_port()
    config.write_text(adapted(folder, port, free_port(), free_port()))  # nobody listens there
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(config)])
    away = Proxy(folder, port, 0, proxy.web)
    try:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                away.ask("GET", "/")
                break
            except OSError:
                time.sleep(0.05)
        for path in ("/letterbox/conkers-1/", "/invitation/the-key-of-a-door/"):
            status, page = away.ask("POST", path, 100)
            assert status == 503
            assert "short rest" in page
        logged = away.logged
        assert " / 503 " in logged, "the rest is written down"
        for secret in ("letter", "conkers", "invitation", "the-key", "127.0.0.1"):
            assert secret not in logged, logged
    finally:
        process.terminate()
        process.wait(10)


@needs_nginx
def test_nginx_holds_a_flood_of_notes_back_and_lets_people_read_and_work(proxy: Proxy) -> None:
    answers = [proxy.ask("POST", "/letterbox/conkers/", 100) for _ in range(40)]
    assert {status for status, _ in answers} == {200, 429}
    assert answers[0][0] == 200
    assert "still on the page before this one" in answers[-1][1]
    assert proxy.ask("GET", "/letterbox/conkers/")[0] == 200
    assert proxy.ask("POST", "/letterbox/pinecones/", 100)[0] == 200, "of another nursery"
    assert proxy.ask("POST", "/letterbox/conkers/receipt/", 100)[0] == 200, "counted apart"
    assert all(proxy.ask("POST", "/messages/new/", 100)[0] == 200 for _ in range(40))
    assert "letter" not in proxy.logged


@needs_nginx
def test_nginx_hands_on_nothing_about_who_writes_a_note(proxy: Proxy) -> None:
    proxy.seen.clear()
    time.sleep(1)  # after a flood there is room for one more note every half second
    assert proxy.ask("POST", "/letterbox/conkers/", 200 * 1024)[0] == 200
    ((_, headers),) = proxy.seen
    needed = {"Host", "X-Forwarded-Proto", "Content-Length", "Content-Type", "Sec-Fetch-Site"}
    assert set(headers) == needed
    proxy.ask("POST", "/messages/new/", 10)
    assert proxy.seen[-1][1]["X-Forwarded-For"] == "127.0.0.1", "elsewhere for the limits"
