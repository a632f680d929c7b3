"""The house rules that a machine can check, read from the syntax tree."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("families", "learning_journals", "communications", "feedback")
KINDS = {
    *(
        "__init__.py",
        "apps.py",
        "models",
        "models.py",
        "policies",
        "policies.py",
        "queries",
        "queries.py",
    ),
    *("actions", "actions.py", "forms", "forms.py", "views", "urls.py", "tasks.py", "emails.py"),
    *("migrations", "templatetags", "management", "admin.py"),
}
# Files that are none of the usual kinds, each with its reason.
OTHERS = {
    "families": {
        "audit.py": "every app writes the trail",
        "cache.py": "the cache that forgives",
        "context.py": "who is asking",
        "context_processors.py": "the navigation of every page",
        "kept": "statements that are written once and asked again and again",
        "fonts.py": "fonts from their package at collectstatic",
        "languages.py": "in which language somebody wrote",
        "middleware.py": "from session to person",
        "outbox.py": "the job engine",
        "row_security": "the second wall",
        "small_numbers.py": "which numbers may be told, with names and without",
        "spreadsheets.py": "from a file to rows, and back",
        "stamps": "blind signatures, and what seals their keys",
        "sign_in.py": "where django-allauth meets our rules",
        "tables.py": "many tables in one step, for migrations",
    },
    "learning_journals": {
        "apart.py": "a child process that looks at a stranger's file",
        "frameworks": "areas of learning, as data files with their loader",
        "plain_words": "words of the trade and plain ones, as data files with their loader",
        "photos.py": "the upload pipeline",
        "photo_decoder.py": "the child process of it",
        "reports.py": "from data to PDF",
        "rows.py": "what the templates of repeated pieces may use",
        "sounds.py": "the pipeline of sounds",
        "sound_decoder.py": "the child process of it",
    },
    "communications": {"records.py": "from an adult's view of a child to a zip"},
    "feedback": {
        "door.py": "the letterbox's own way in",
        "sealed_box.py": "what lies in the box, encrypted",
        "stamps.py": "what lets a note in",
        "print.py": "paper cards as a PDF",
        "ready_pulses.py": "words to begin three taps with",
    },
}


def _files(*patterns: str) -> Iterator[Path]:
    for app in APPS:
        for pattern in patterns:
            yield from sorted((ROOT / app).glob(pattern))


def _where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_no_kind_of_file_that_a_newcomer_cannot_place(app: str) -> None:
    found = {
        path.name
        for path in (ROOT / app).iterdir()
        if not path.name.startswith((".", "__pycache__"))
    }
    assert found - KINDS - set(OTHERS[app]) == set()


def test_views_obtain_rows_nowhere_but_from_policies_queries_and_actions() -> None:
    reached = [
        f"{_where(path, node)} .{node.attr}"
        for path in _files("views/*.py", "views.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_default_manager", "_base_manager", "raw")
    ]
    assert reached == []


def test_views_give_no_model_class_to_get_object_or_404() -> None:
    """`get_object_or_404(Child, …)` would go round the policies without a word like `objects`."""
    direct = []
    for path in _files("views/*.py", "views.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("get_object_or_404", "get_list_or_404")
                and isinstance(node.args[0], ast.Name)
                and node.args[0].id[0].isupper()
            ):
                direct.append(_where(path, node))
    assert direct == []


# Not about rows of ours: Django has no other way to do something after every `migrate`.
AFTER_MIGRATE = "families/apps.py"


def test_there_are_no_signals() -> None:
    users = [
        str(path.relative_to(ROOT))
        for path in _files("**/*.py")
        if "migrations" not in path.parts
        and re.search(r"django\.(db\.models|dispatch).*(signals|receiver)", path.read_text())
    ]
    assert users == [AFTER_MIGRATE]
    assert "post_migrate" in (ROOT / AFTER_MIGRATE).read_text()


def test_tasks_take_ids_and_nothing_else() -> None:
    wrong = []
    for path in _files("tasks.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and any(
                "shared_task" in ast.unparse(decorator) for decorator in node.decorator_list
            ):
                names = [argument.arg for argument in node.args.args]
                wrong += [f"{_where(path, node)} {name}" for name in names if name != "job_id"]
    assert wrong == []


def test_actions_name_everything_after_the_first_argument() -> None:
    """Whatever is done in somebody's name; small helpers of an action may be shorter."""
    wrong = [
        _where(path, node)
        for path in _files("actions.py", "actions/*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(each.arg == "actor" for each in [*node.args.args, *node.args.kwonlyargs])
        and len(node.args.args) > 1
    ]
    assert wrong == []


def test_public_functions_of_the_rules_say_what_they_do() -> None:
    silent = [
        f"{_where(path, node)} {node.name}"
        for path in _files(
            "policies.py",
            "policies/*.py",
            "queries.py",
            "queries/*.py",
            "actions.py",
            "actions/*.py",
            "tasks.py",
        )
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_templates_have_no_inline_script_style_or_handler() -> None:
    """The content security policy would refuse them; mail and print have their own styles."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son\w+=\""
    )
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if "email" not in str(path.relative_to(ROOT)) and "pdf" not in path.parts
        if inline.search(path.read_text())
    ]
    assert found == []


def test_people_s_words_are_never_marked_safe() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape off", path.read_text())
    ]
    assert found == []


def test_a_partial_has_the_name_of_the_element_it_draws() -> None:
    wrong = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        for name in re.findall(r"{%\s*partialdef\s+([\w-]+)", text):
            if not re.search(rf'(id|target)="{name}(-{{{{|")', text):
                wrong.append(f"{path.relative_to(ROOT)} {name}")
    assert wrong == []
