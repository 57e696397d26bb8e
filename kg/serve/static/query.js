"use strict";
// The query page: YASGUI on our own endpoint, our prefixes and terms, and the named queries ready to run.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const message = document.getElementById("message");
  const Yasqe = Yasgui.Yasqe, endpoint = location.origin + "/sparql";

  // nothing is looked up elsewhere: completion knows the dataset's own prefixes and the ontology's terms
  const starts = (values) => (yasqe, token) => {
    const typed = token ? token.autocompletionString || token.string || "" : "";
    return Promise.resolve(values.filter((v) => v.toLowerCase().startsWith(typed.toLowerCase())));
  };
  const prefixes = Object.entries(data.prefixes).map(([prefix, namespace]) => prefix + ": <" + namespace + ">");
  Yasqe.defaults.autocompleters = ["variables"];
  Yasqe.defaults.prefixCcApi = null;
  for (const [name, values] of [["prefixes", prefixes], ["property", data.terms.property], ["class", data.terms.class]]) {
    const get = name === "prefixes" ? () => Promise.resolve(values) : starts(values);
    Yasqe.forkAutocompleter(name, { name: "our-" + name, persistenceId: null, bulk: name === "prefixes", get: get });
  }
  Object.assign(Yasgui.Yasr.defaults, { prefixes: data.prefixes });

  const first = "SELECT ?name (COUNT(DISTINCT ?claim) AS ?claims) WHERE {\n  ?claim rdf:subject ?thing .\n  ?thing rdfs:label ?name .\n}\nGROUP BY ?name ORDER BY DESC(?claims) LIMIT 20";
  const heads = ["kg", "rdf", "rdfs"].map((p) => "PREFIX " + p + ": <" + data.prefixes[p] + ">\n").join("");
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    endpointCatalogueOptions: { getData: () => [{ endpoint: endpoint }] },
    yasqe: { value: heads + "\n" + first, persistenceId: null },
    yasr: { prefixes: data.prefixes, persistenceId: null },
  });
  // a query that finds nothing may be mistaken: say what in it cannot match
  yasgui.on("queryResponse", async (_, tab) => {
    message.textContent = "";
    await null; // the result is set behind this event
    const results = tab.getYasr().results, rows = results && results.getBindings();
    if (!rows || rows.length) return;
    const response = await fetch("/hint", { method: "POST", body: tab.getYasqe().getValue(), headers: { "Content-Type": "application/sparql-query" } });
    const text = (await response.text()).trim();
    if (response.ok && text) message.textContent = "Nothing found. " + text;
  });
  // an editor cannot be read by everybody unless it has a name
  for (const area of document.querySelectorAll(".yasqe textarea")) area.setAttribute("aria-label", "SPARQL query");

  async function run(name, values) {
    const address = new URL("/named/" + encodeURIComponent(name), location.origin);
    for (const [key, value] of Object.entries(values)) address.searchParams.set(key, value);
    const response = await fetch(address), text = (await response.text()).trim();
    message.textContent = response.ok ? "" : text;
    if (!response.ok) return;
    const tab = yasgui.getTab();
    tab.setQuery(text);
    await tab.getYasqe().query().catch(() => {}); // what went wrong stands in the result pane
  }

  const list = document.getElementById("queries");
  for (const query of data.queries) {
    const item = document.createElement("li"), button = document.createElement("button"), about = document.createElement("small");
    item.dataset.words = (query.name + " " + query.description).toLowerCase();
    button.type = "button";
    button.textContent = query.name;
    about.textContent = query.description;
    button.append(about);
    item.append(button);
    if (query.parameters.length === 0) button.addEventListener("click", () => run(query.name, {}));
    else {
      const form = document.createElement("form");
      form.hidden = true;
      for (const parameter of query.parameters) {
        const label = document.createElement("label"), input = document.createElement("input");
        label.textContent = parameter.name + ": " + parameter.about;
        input.name = parameter.name;
        input.value = parameter.default;
        input.required = parameter.default === "";
        label.append(input);
        form.append(label);
      }
      const go = document.createElement("button");
      go.textContent = "Run";
      form.append(go);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        run(query.name, Object.fromEntries(new FormData(form)));
      });
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", () => {
        form.hidden = !form.hidden;
        button.setAttribute("aria-expanded", String(!form.hidden));
        if (!form.hidden) form.querySelector("input").focus();
      });
      item.append(form);
    }
    list.append(item);
  }
  document.getElementById("find").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/);
    for (const item of list.children) item.hidden = !words.every((w) => item.dataset.words.includes(w));
  });
  document.body.dataset.ready = "yes";
})();
