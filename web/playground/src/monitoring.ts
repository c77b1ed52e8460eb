import { byId, make } from "./dom.js";

interface AlertState {
  query: string;
  title: string;
  severity: number;
  rule: string;
  now: string;
  fires: boolean;
}

interface Figure {
  query: string | null;
  title: string;
  columns: string[];
  rows: string[][];
}

const severities = ["critical", "error", "warning"];
const pollEvery = 1000;

/** Shows, while its tab is open, what an operator would see of a deployment. Its polls are no requests of the panel beside it. */
export function bindMonitoring(): void {
  const panel = byId("monitoring");
  let shown = "";
  let isAsking = false;
  setInterval(async () => {
    if (panel.hidden || document.hidden || isAsking) {
      return;
    }

    isAsking = true;
    try {
      const answer = await fetch("/_local/monitoring");
      const text = await answer.text();
      // Rows that stay are left alone, for those who are reading or selecting them.
      if (answer.ok && text !== shown) {
        show(JSON.parse(text));
        shown = text;
      }

      tell(answer.ok ? "" : answer.status === 404 ? "The functions send their telemetry elsewhere: OTEL_EXPORTER_OTLP_ENDPOINT is set." : "The local stack has no answer.");
    } catch {
      tell("The local stack does not answer.");
    } finally {
      isAsking = false;
    }
  }, pollEvery);
}

function tell(problem: string): void {
  byId("monitoring-problem").textContent = problem;
}

function show({ alerts, figures }: { alerts: AlertState[]; figures: Figure[] }): void {
  byId("alerts").replaceChildren(...alerts.map(alertOf));
  byId("figures").replaceChildren(...figures.map(cardOf));
}

function alertOf({ query, title, severity, rule, now, fires }: AlertState): HTMLElement {
  const badge = make("span", { textContent: fires ? "fires" : "quiet", className: fires ? "badge" : "badge good" });
  const alert = make("li", {},
    make("div", { className: "row spread" }, make("strong", { textContent: title }), badge),
    make("p", { className: "note", textContent: `${severities[severity]}: ${rule}. Now: ${now}.` }));
  alert.id = query;
  return alert;
}

function cardOf({ query, title, columns, rows }: Figure): HTMLElement {
  const heading = make("h2", { textContent: title });
  const card = make("section", { className: "card" }, heading);
  heading.id = `figure-${query ?? title.toLowerCase().replaceAll(" ", "-")}`;
  card.setAttribute("aria-labelledby", heading.id);
  card.append(rows.length === 0 ? make("p", { className: "note", textContent: "Nothing yet." }) : tableOf(title, columns, rows));
  return card;
}

function tableOf(title: string, columns: string[], rows: string[][]): HTMLElement {
  const head = make("tr", {}, ...columns.map((textContent) => make("th", { textContent, scope: "col" })));
  const body = rows.map((cells) => make("tr", {}, ...cells.map((textContent) => make("td", { textContent }))));
  const scroll = make("div", { className: "scroll", tabIndex: 0 }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
  scroll.setAttribute("role", "group");
  scroll.setAttribute("aria-label", title);
  return scroll;
}
