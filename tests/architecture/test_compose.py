"""docker-compose.yml has the shape of production, and the proxy keeps what it promises."""

import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = ROOT / "docker-compose.yml"
NGINX = ROOT / "settings" / "nginx.conf"


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load(COMPOSE.read_text())


def test_it_is_valid_by_the_compose_specification(compose: dict):
    vendor = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    schema = json.loads(vendor.read_text())
    jsonschema.validators.validator_for(schema)(schema).validate(compose)


def test_web_and_worker_multiply_and_there_is_one_beat(compose: dict):
    replicas = {
        name: service["deploy"]["replicas"]
        for name, service in compose["services"].items()
        if "deploy" in service
    }
    assert replicas == {"web": 2, "worker": 2, "beat": 1}
    for service in compose["services"].values():
        assert "container_name" not in service, "a fixed name cannot be scaled"


def test_only_the_proxy_can_be_reached_and_the_servers_cannot_reach_out(compose: dict):
    assert [name for name, service in compose["services"].items() if "ports" in service] == [
        "proxy"
    ]
    assert compose["networks"]["inside"]["internal"] is True
    for name in ("postgres", "valkey", "storage"):
        assert compose["services"][name]["networks"] == ["inside"]


def test_each_process_signs_in_to_the_database_as_its_own_role(compose: dict):
    roles = {
        name: service["environment"]["DATABASE_ROLE"]
        for name, service in compose["services"].items()
        if "DATABASE_ROLE" in service.get("environment", {})
    }
    assert roles == {"set-up": "owner", "web": "web", "worker": "worker", "beat": "worker"}
    with_admin = [
        name
        for name, service in compose["services"].items()
        if "ADMIN_DATABASE_URL" in service.get("environment", {})
    ]
    assert with_admin == ["set-up"]


def test_every_secret_comes_from_outside_and_is_asked_for(compose: dict):
    example = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M))
    used = re.findall(r"\$\{([A-Z0-9_]+)(:[?-])?", COMPOSE.read_text())
    assert {name for name, _ in used} == example
    required = {name for name, sign in used if sign == ":?"}
    secrets = {
        *("SECRET_KEY", "LETTERBOX_KEY"),
        *("DATABASE_PASSWORD", "DATABASE_ADMIN_PASSWORD", "VALKEY_PASSWORD"),
    }
    assert secrets <= required


def test_the_guide_explains_every_variable():
    guide = (ROOT / "docs" / "operations.md").read_text()
    in_settings = re.findall(r'env\(\s*"([A-Z0-9_]+)"', (ROOT / "settings/base.py").read_text())
    in_compose = re.findall(r"\$\{([A-Z0-9_]+)", COMPOSE.read_text())
    missing = {name for name in in_settings + in_compose if f"`{name}`" not in guide}
    assert not missing


def block(text: str, opening: str) -> str:
    """The text of one nginx block, from its opening line to its closing brace."""
    start = text.index(opening)
    return text[start : text.index("\n    }", start)]


def test_the_proxy_serves_private_files_only_when_footbridge_says_so(compose: dict):
    private = block(NGINX.read_text(), "location /private/")
    assert "internal;" in private
    assert "alias /srv/var/media/;" in private
    assert compose["x-footbridge"]["environment"]["X_ACCEL_PREFIX"] == "/private/"
    assert "media:/srv/var/media:ro" in compose["services"]["proxy"]["volumes"]


def test_the_proxy_leaves_no_trace_of_the_letterbox():
    letterbox = block(NGINX.read_text(), "location ^~ /letterbox/")
    for line in (
        "access_log off;",
        "error_log /dev/null emerg;",
        "proxy_max_temp_file_size 0;",
        "proxy_pass_request_headers off;",
        "proxy_hide_header Set-Cookie;",
    ):
        assert line in letterbox
    cap, memory = (
        int(re.search(rf"{name} (\d+)k;", letterbox)[1])
        for name in ("client_max_body_size", "client_body_buffer_size")
    )
    assert memory >= cap, "a larger body would be written to a file"


def test_the_proxys_log_holds_no_address_of_a_person_and_no_secret_of_a_link():
    text = NGINX.read_text()
    wanted = re.search(r"log_format plain '([^']*)'", text)[1]
    assert set(re.findall(r"\$(\w+)", wanted)) == {
        "time_iso8601",
        "request_method",
        "logged_path",
        "status",
        "body_bytes_sent",
        "request_time",
    }
    assert "map $request_uri $logged_path" in text
