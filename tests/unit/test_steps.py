"""A measurement of many steps goes on where it was interrupted."""

import pytest

from tests.support.steps import Steps, digest


def test_an_interrupted_run_goes_on(tmp_path, capsys):
    ran = []

    def work(name):
        if name == "b" and len(ran) < 2:
            ran.append("interrupted")
            raise KeyboardInterrupt
        ran.append(name)
        return {"made": name}

    def run(key="k"):
        steps = Steps("abc", tmp_path, key)
        return [steps.run(name, lambda name=name: work(name)) for name in "abc"]

    with pytest.raises(KeyboardInterrupt):
        run()
    assert run() == [{"made": "a"}, {"made": "b"}, {"made": "c"}] and ran == ["a", "interrupted", "b", "c"]
    assert "[1/3] a: kept from before" in capsys.readouterr().err
    run(key="changed")
    assert ran[4:] == ["a", "b", "c"]
    assert not [f for f in tmp_path.iterdir() if f.suffix not in (".pickle", ".json")]


def test_the_estimate_is_of_what_is_not_kept(tmp_path):
    steps = Steps("abc", tmp_path, "k")
    assert steps.left() is None
    steps._seconds = {"a": 10.0, "b": 20.0}
    assert steps.left() == 10 + 20 + 15
    steps.run("a", lambda: 1)
    assert steps.left() == pytest.approx(20 + 10, abs=0.1)
    again = Steps("abc", tmp_path, "k")
    assert again.left() == pytest.approx(20 + 10, abs=0.1)
    assert Steps("abc", tmp_path, "other").left() == pytest.approx(30, abs=0.1)


def test_results_depend_on_every_file(tmp_path):
    (tmp_path / "a").write_text("x")
    first = digest(tmp_path)
    (tmp_path / "a").write_text("y")
    assert digest(tmp_path) != first
