"""The page's budgets, on graphs of the Wikinews articles and on generated ones, beside plain pyvis in the same run.

    python -m tests.bench_page [--quick]

Prints one Markdown table.  *First picture*: from navigation until the canvas holds a drawn pixel, in Chromium; beside it the
processor time of the page's main thread until then, which a busy machine does not stretch (as with the layout).  *Slowest
filter*: the slowest of some twenty switches in graph and table, from the click until the next frame is ready.  Plain pyvis is
the same drawn nodes and edges through `Network.write_html` as its manual shows; it is given up after a minute.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.support import generated
from tests.support.shared import SHARED

BUDGETS = {"first picture": 1.0, "opening 10,000": 2.0, "filter": 0.2, "layout": 3.0, "page": 2.0}
PATIENCE = 60  # seconds for plain pyvis
WATCH = """(() => {
  const look = () => {
    for (const canvas of document.querySelectorAll("canvas")) {
      if (!canvas.width) continue;
      const step = 4, data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      for (let i = 3; i < data.length; i += 4 * step) if (data[i]) { window.firstPicture = performance.now(); return; }
    }
    setTimeout(look, 15);
  };
  setTimeout(look, 15);
})()"""
FILTERS = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const times = [], run = async (what, changes) => {
    const start = performance.now();
    app.go(changes, { replace: true });
    await frame();
    times.push([performance.now() - start, what]);
  };
  const none = () => ({ kinds: new Set(), statuses: new Set(["denied"]) });
  const only = more => ({ relations: new Set(), speakers: new Set(), sources: new Set(), communities: new Set(), ...more });
  for (const view of ["graph", "table"]) {
    await run(`open ${view}`, { view });
    times.pop();
    for (const k of app.data.raw.kinds) { await run(`${view}: no ${k.name}`, { hidden: { ...none(), kinds: new Set([k.name]) } }); await run(`${view}: all kinds`, { hidden: none() }); }
    for (const [key, value] of [["relations", 0], ["relations", 3], ["speakers", -1], ["sources", 0], ["communities", 0]]) { await run(`${view}: ${key}`, { only: only({ [key]: new Set([value]) }) }); await run(`${view}: not ${key}`, { only: only({}) }); }
    await run(`${view}: time`, { from: "2000", to: "2015" }); await run(`${view}: any time`, { from: "", to: "" });
    await run(`${view}: confidence`, { confidence: 95 }); await run(`${view}: any confidence`, { confidence: 0 });
  }
  times.sort((a, b) => b[0] - a[0]);
  return times;
}"""


def worked(browser: Any, path: Path) -> float:
    """Seconds of processor time the page's main thread takes until it is drawn."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(f"file://{path}")
    page.wait_for_selector("body[data-ready]")
    found = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    page.close()
    return found["TaskDuration"]


def opened(browser: Any, path: Path, patience: float = 30) -> tuple[float | None, Any]:
    """Seconds to the first picture (None: not within the patience), and the page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("http*://**", lambda route: route.abort())
    page.add_init_script(WATCH)
    page.goto(f"file://{path}", wait_until="commit")
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if first := page.evaluate("window.firstPicture || 0"):
            return first / 1000, page
        page.wait_for_timeout(50)
    return None, page


def plain_pyvis(graph: Any, drawn: list[str], path: Path) -> float:
    """The same drawn graph as pyvis' manual has it; returns the page's size in MB."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    kept = set(drawn)
    for n in drawn:
        network.add_node(n, label=graph.nodes[n]["label"], color=graph.nodes[n]["colour"])
    for a, b, d in graph.edges(data=True):
        if a in kept and b in kept:
            network.add_edge(a, b, label=d["label"])
    path.write_text(network.generate_html(), "utf-8")
    return path.stat().st_size / 1e6


def measure(browser: Any, name: str, graph: Any, folder: Path, rounds: int, pyvis: bool) -> dict[str, Any]:
    from kg.view import model, write

    start, work = time.perf_counter(), time.process_time()
    place = model.drawn(graph)
    layout, layout_work = time.perf_counter() - start, time.process_time() - work
    path = folder / "ours.html"
    write(graph, path, title=name)
    firsts, filters = [], []
    for _ in range(rounds):
        first, page = opened(browser, path)
        firsts.append(first or 30.0)
        if not filters:
            page.wait_for_timeout(500)
            filters = page.evaluate(FILTERS)
        page.close()
    row = {
        "graph": name, "nodes": len(graph), "drawn": len(place), "layout": layout, "layout work": layout_work, "first": statistics.median(firsts),
        "worked": statistics.median(worked(browser, path) for _ in range(rounds)),
        "filter": filters[0][0] / 1000, "slowest": filters[0][1], "median filter": statistics.median(t for t, _ in filters) / 1000,
        "size": path.stat().st_size / 1e6, "pyvis": "–", "pyvis size": "–",
    }  # fmt: skip
    if pyvis:
        size = plain_pyvis(graph, sorted(place), folder / "pyvis.html")
        first, page = opened(browser, folder / "pyvis.html", PATIENCE)
        page.close()
        row |= {"pyvis": f"{first:.1f} s" if first else f"> {PATIENCE} s", "pyvis size": f"{size:.1f} MB"}
    return row


def wikinews(limit: int | None) -> Any:
    """The projected graph of Wikinews articles."""
    import json

    import kg

    lines = (SHARED / "bench" / "data" / "wikinews-2019.input.jsonl").read_text("utf-8").splitlines()[:limit]
    return kg.build([{k: v for k, v in json.loads(x).items() if isinstance(v, str)} for x in lines]).to_networkx()


def main() -> None:
    if CHROMIUM is None:
        sys.exit("no Chromium on this machine: install it, or set NEWSKG_CHROMIUM")
    from playwright.sync_api import sync_playwright

    quick = "--quick" in sys.argv[1:]
    graphs: list[tuple[str, Any]] = []
    if SHARED is not None and not quick:
        graphs += [("Wikinews, 60 articles", wikinews(60)), ("Wikinews, 171 articles", wikinews(None))]
    graphs += [
        ("generated, 300 nodes", generated.graph(200, 100, 250)),
        ("generated, 1,500 nodes", generated.graph(1000, 500, 1300)),
        ("generated, 10,000 entities", generated.graph(10_000, 2_000, 9_000, documents=150)),
    ]
    print(
        "| graph | things | drawn | layout (processor) | first picture (processor) | slowest filter (median) | page | plain pyvis: first picture | page |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, graph in graphs:
            r = measure(browser, name, graph, Path(folder), 1 if quick else 3, not quick)
            print(
                f"| {r['graph']} | {r['nodes']:,} | {r['drawn']:,} | {r['layout']:.2f} s ({r['layout work']:.2f}) | {r['first']:.2f} s ({r['worked']:.2f}) "
                f"| {1000 * r['filter']:.0f} ms ({1000 * r['median filter']:.0f}) | {r['size']:.2f} MB | {r['pyvis']} | {r['pyvis size']} |",
                flush=True,
            )
        browser.close()
    b = BUDGETS
    print(
        f"\nBudgets: first picture {b['first picture']:.0f} s at 1,500 drawn nodes and {b['opening 10,000']:.0f} s with 10,000 entities "
        f"behind them, any filter {1000 * b['filter']:.0f} ms, layout {b['layout']:.0f} s, page {b['page']:.0f} MB at 1,500 nodes."
    )


if __name__ == "__main__":
    main()
