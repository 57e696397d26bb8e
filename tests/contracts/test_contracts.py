"""What must hold between the rooms: layers, ontology, frames, docs, public API."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest
import rdflib

import kg
from kg import ontology
from kg.extract import frames
from kg.model import EntityKind
from tests.support.shared import ROOT

SOURCES = sorted((ROOT / "kg").rglob("*.py"))


def test_layers():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as m; m()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_term_is_labelled_and_defined():
    known = ontology.load()
    for term in (*known.classes.values(), *known.properties.values()):
        assert term.label and term.definition, term.name


def test_the_ontology_is_sound():
    known = ontology.load()
    rdflib.Graph().parse(ontology.folder() / "kg.ttl")
    for name in ("shapes.ttl", "alignments.ttl"):
        rdflib.Graph().parse(ontology.folder() / name)
    for c in known.classes.values():
        assert all(p in known.classes for p in c.parents), c.name
    for p in known.properties.values():
        assert all(c in known.classes for c in (*p.domain, *p.range)), p.name
        assert p.inverse is None or p.inverse in known.properties
    assert set(ontology.KINDS) == set(EntityKind.__args__) and all(
        known.classes[k].colour and known.classes[k].shape for k in ontology.KINDS
    )
    assert (
        len({known.classes[k].colour for k in ontology.KINDS})
        == len({known.classes[k].shape for k in ontology.KINDS})
        == len(ontology.KINDS)
    )


def test_the_alignments_speak_of_our_terms():
    known = ontology.load()
    ours = {
        str(s).removeprefix(ontology.KG)
        for s in rdflib.Graph().parse(ontology.folder() / "alignments.ttl").subjects()
        if str(s).startswith(ontology.KG)
    }
    assert ours and ours <= set(known.classes) | set(known.properties)


def test_there_is_enough_of_it():
    known = ontology.load()
    assert (
        sum(known.is_a(c, "Event") for c in known.classes) > 40
        and len({f.property for f in frames.load().frames}) >= 80
    )


FIXED = [
    "birthPlace",
    "deathPlace",
    "birthDate",
    "deathDate",
    "nationality",
    "residence",
    "spouse",
    "childOf",
    "alumniOf",
    "worksFor",
    "party",
    "chiefExecutiveOf",
    "founderOf",
    "foundingDate",
    "headquarters",
    "subsidiaryOf",
]


@pytest.mark.parametrize("name", FIXED)
def test_fixed_predicates(name):
    assert name in ontology.load().properties


def test_every_frame_is_known_and_has_an_example():
    found = frames.load()
    assert len({f.id for f in found.frames}) == len(found.frames)
    assert {f.property for f in found.frames} <= set(ontology.load().claims())
    assert sum(bool(f.examples) for f in found.frames) >= 0.6 * len(found.frames)


@pytest.mark.parametrize(
    "bad",
    [
        {"property": "kg:nothing", "subject": "agent", "object": "patient"},
        {"property": "founderOf", "subject": "agent", "object": "somebody"},
    ],
)
def test_a_wrong_frame_is_named(bad):
    with pytest.raises(frames.FrameError, match="x"):
        frames._check([frames._frame({"id": "x.1", **bad}, "f.toml")], [])


def test_no_relation_is_named_in_code():
    """Only the ontology and the frames know relations; roles are part of the record's form."""
    names = set(ontology.load().claims())
    allowed = {
        "country",
        "description",
        "position",
        "age",
        "party",
        "residence",
        "price",
        "spouse",
        "locatedIn",
    }  # words of English; a library's background fact
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in names - allowed, (path, node.lineno, node.value)


def test_no_name_of_the_seed_stands_in_the_program():
    text = (ROOT / "seeds" / "durov-telegram.txt").read_text("utf-8")
    names = {"durov", "telegram", "vkontakte", "ofmin", "kremlin", "dubai"}
    assert all(n in text.lower() for n in names)
    data = [
        p
        for p in (ROOT / "kg").rglob("*")
        if p.suffix in (".py", ".toml", ".txt", ".j2", ".js") and "vis-network" not in p.name
    ] + sorted((ROOT / "ontologies").rglob("*.*"))
    for path in data:
        words = set(re.findall(r"\w+", path.read_text("utf-8").lower()))
        assert not words & names, (path, words & names)


def test_modules_stay_small():
    for path in SOURCES:
        assert len(path.read_text("utf-8").splitlines()) <= 600, path


def test_functions_stay_short():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 50, (path, node.name)


def test_the_public_names_are_there():
    assert {"build", "open", "Graph", "Document", "Record"} <= set(dir(kg)) and all(getattr(kg, n) for n in kg.__all__)


def test_importing_kg_is_free():
    code = "import sys, kg; sys.exit(bool({'spacy', 'rdflib', 'networkx', 'pyvis', 'pyoxigraph', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_help_imports_nothing_heavy():
    code = "import sys\nfrom kg.cli import _app\ntry:\n _app()(['--help'])\nexcept SystemExit: pass\nsys.exit(bool({'spacy', 'rdflib', 'networkx', 'pyvis', 'pyoxigraph', 'numpy', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True).returncode == 0


def loaded_at_import(tree):
    """Lines on which what a module or class states reads something: a call of what is named `load`, or of a cached function."""
    readers = {
        a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names if a.name == "load"
    }
    todo = list(tree.body)
    for node in todo:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inner = [*getattr(node, "decorator_list", ()), *node.args.defaults, *filter(None, node.args.kw_defaults)]
            if {ast.unparse(d) for d in getattr(node, "decorator_list", ())} & {"cache", "functools.cache"}:
                readers.add(node.name)
        else:
            inner = list(ast.iter_child_nodes(node))
        todo += inner
    for call in (n for n in todo if isinstance(n, ast.Call)):
        name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
        if name in readers or name.startswith("load"):
            yield call.lineno


def test_nothing_is_loaded_at_import():
    for path in SOURCES:
        assert not list(loaded_at_import(ast.parse(path.read_text("utf-8")))), path


@pytest.mark.parametrize(
    "code",
    [
        "from kg.lang.closed import load as words\n_OF = words().genitive",
        "from kg.lang import closed\n_OF = frozenset('-') | closed.load().genitive",
        "class Reader:\n    words: frozenset[str] = load_words().single",
        "def read(words=load_words()):\n    return words",
        "@cache\ndef _small():\n    return 1\n_SMALL = _small()",
        "if True:\n    _ALL = [w for w in load_words().all]",
    ],
)
def test_what_is_loaded_at_import_is_seen(code):
    assert list(loaded_at_import(ast.parse(code)))


@pytest.mark.parametrize("code", ["def read():\n    return load_words().single", "_OF = lambda: load_words().genitive"])
def test_what_is_loaded_where_it_is_used_is_left_alone(code):
    assert not list(loaded_at_import(ast.parse(code)))


_IMPORT_ALL = """
import importlib, pathlib, pkgutil, sys, kg
data = [pathlib.Path(kg.__file__).parent, pathlib.Path("ontologies").resolve()]
def opened(event, args):
    path = pathlib.Path(args[0]) if event == "open" and isinstance(args[0], str) else None
    if path and path.suffix not in (".py", ".pyc") and not set(data).isdisjoint(path.resolve().parents):
        raise RuntimeError(f"read at import: {path}")
sys.addaudithook(opened)
for module in pkgutil.walk_packages(kg.__path__, "kg."):
    if module.name != "kg.__main__":
        importlib.import_module(module.name)
"""


@pytest.mark.parametrize(
    ("more", "fails"), [("", False), ("from kg.lang import closed; closed.load()", True)], ids=["all", "a loader"]
)
def test_importing_any_module_reads_no_data(more, fails):
    done = subprocess.run([sys.executable, "-B", "-c", _IMPORT_ALL + more], cwd=ROOT, capture_output=True, text=True)
    assert ("read at import" in done.stderr) == fails and bool(done.returncode) == fails, done.stderr


def test_versions_agree():
    assert (
        tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
        == kg.__version__
        == ontology.load().version
    )
    assert f"## {kg.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_lock_has_hashes_and_names_no_host():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "http" not in text.replace("httpcore", "").replace("httpx", "") and text.count("--hash=sha256:") > 100


def test_the_readme_lists_the_commands_as_they_are():
    from tests.support import readme

    assert readme.section() == readme.commands().strip()


def test_the_list_of_relations_is_as_the_ontology_has_it():
    """`kg ontology --table > ontologies/RELATIONS.md` after a change."""
    from kg.cli.ontology import relations

    assert (ontology.folder() / "RELATIONS.md").read_text("utf-8").strip() == "\n".join(relations()).strip()
