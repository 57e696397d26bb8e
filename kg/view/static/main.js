"use strict";
/* Views, keys, theme, and the first drawing. */
(() => {
  const { $, copy } = app.dom;
  const tabs = app.VIEWS.map(v => $(`tab-${v}`));
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => app.go({ view: app.VIEWS[i] }));
    tab.addEventListener("keydown", e => {
      const next = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[e.key];
      if (next == null) return;
      e.preventDefault();
      const to = (next + tabs.length) % tabs.length;
      app.go({ view: app.VIEWS[to] });
      tabs[to].focus();
    });
  });
  function views(state) {
    app.VIEWS.forEach((v, i) => {
      const on = v === state.view;
      tabs[i].setAttribute("aria-selected", String(on));
      tabs[i].tabIndex = on ? 0 : -1;
      $(`view-${v}`).hidden = !on;
    });
  }
  const leave = () => app.go({ focus: null, depth: 1, card: { is: "home" } });
  const current = () => app.state.card.is === "node" ? app.state.card.node : null;
  const KEYS = {
    "/": () => $("search").focus(),
    "?": () => app.insights.help(),
    "0": () => app.graph.fit(),
    f: () => { const n = current(); if (app.state.focus != null && (n == null || n === app.state.focus)) app.go({ focus: null, depth: 1 }); else if (n != null) app.go({ focus: n, depth: 1 }); },
    e: () => { if (current() != null) app.graph.expand(current()); },
    c: () => { if (current() != null) app.graph.collapse(current()); },
    p: () => $("path-to")?.focus(),
    Escape: leave,
  };
  app.VIEWS.forEach((v, i) => { KEYS[i + 1] = () => { app.go({ view: v }); tabs[i].focus(); }; });
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches("input, textarea, select") || $("help-box").open) return;
    const act = KEYS[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });

  $("back").addEventListener("click", () => history.back());
  $("forward").addEventListener("click", () => history.forward());
  $("link").addEventListener("click", () => copy(location.href, "Link copied"));
  $("help").addEventListener("click", () => app.insights.help());
  $("title").addEventListener("click", leave);
  $("skip").addEventListener("click", e => { e.preventDefault(); $("panel").focus(); });
  $("theme").addEventListener("click", () => {
    const root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    app.graph.theme();
  });
  /* shown before the drawing starts, so that it knows its size */
  views(Object.assign({}, app.state, { view: new URLSearchParams(location.hash.slice(1)).get("view") || "graph" }));
  app.onChange((state, changed) => { if (changed.has("view")) views(state); }, true);       // before the views draw: they must know their size
  app.restore();
  if (app.state.view !== "graph") document.body.dataset.ready = "true";
})();
