// The panels of the page. Foreign text goes through inert() or keyText() and into text nodes, never into markup.
import { html, useEffect, useRef, useLayoutEffect, signal } from "./vendor/preact.js";
import * as s from "./state.js";
import { Heatmap } from "./heatmap.js";
import { Lines } from "./lines.js";
import { ago, clock, clockMillis, count, exact, inert, keyText, quantity } from "./format.js";

export function Panel({ title, hint, children, wide, actions, name }) {
  return html`<section class=${`panel ${wide ? "wide" : ""}`} aria-label=${title} data-panel=${name}>
    <header><h2>${title}</h2>${hint && html`<span class="hint">${hint}</span>`}<span class="spring"></span>${actions}</header>
    ${children}
  </section>`;
}

export function Empty({ children }) {
  return html`<div class="empty">${children}</div>`;
}

export function Tiles() {
  const stats = s.heatmap.value?.stats;
  const q = stats?.quantiles ?? [];
  const { unit, health } = s;
  const agents = health.value?.agents ?? [];
  const silent = agents.filter(a => !a.stopping && s.now.value - a.time > 30_000).length;
  const present = agents.filter(a => !a.stopping).length - silent;
  const lost = health.value?.lost;
  const tile = (name, label, value, { title, state } = {}) => html`
    <div class=${`tile ${state ?? ""}`} data-tile=${name} title=${title}>
      <span class="label">${label}</span><span class="value">${value}</span>
    </div>`;
  const value = i => (q.length ? quantity(q[i], unit.value) : "–");
  return html`<div class="tiles" aria-label="Figures">
    ${tile("rate", "records/s", stats ? count(stats.perSecond) : "–", { title: stats && `${exact(stats.records)} records in this range` })}
    ${tile("p50", "p50", value(0))}
    ${tile("p99", "p99", value(2))}
    ${tile("p999", "p99.9", value(3))}
    ${tile("lost", "lost", lost === undefined ? "–" : count(lost), { state: lost > 0 ? "bad" : "", title: "records lost for a named reason since the agents started: see the ledger" })}
    ${tile("hosts", "hosts", health.value ? `${present}${silent ? ` / ${present + silent}` : ""}` : "–",
    { state: silent ? "warn" : "", title: silent ? `${silent} silent for more than 30 s` : "agents that reported in the last 30 s" })}
  </div>`;
}

const hovered = signal(null);

export function HeatmapPanel() {
  const canvas = useRef();
  const map = useRef();
  useLayoutEffect(() => {
    map.current = new Heatmap(canvas.current, {
      onHover: cell => { hovered.value = cell; },
      onRange: (from, to) => s.choose({ range: { from, to } }),
    });
    const observer = new ResizeObserver(() => map.current.draw());
    observer.observe(canvas.current);
    return () => observer.disconnect();
  }, []);
  const heat = s.heatmap.value;
  const version = s.columnsVersion.value;
  const shade = s.shade.value;
  useEffect(() => {
    if (!heat) return;
    map.current.show({ columns: s.columns, range: heat.range, rowsPerOctave: heat.rowsPerOctave, unit: heat.unit, shade });
    canvas.current.dataset.columns = s.columns.size;
    document.documentElement.dataset.ready = "true";
  }, [heat, version, shade]);
  const absolute = s.range.value.from !== undefined;
  return html`<${Panel} title=${`${inert(s.tapset.value) || "Latency"}`} name="heatmap" wide
      hint=${`time × log ${heat?.unit === "ns" || !heat?.unit ? "latency" : heat.unit}, colour = records (log)${heat ? ` · ${heat.range.step} s columns` : ""}`}
      actions=${absolute ? html`<button class="quiet" onClick=${() => s.choose({ range: { last: 900 } })}>back to the last 15 min</button>`
    : html`<span class="hint">drag to zoom in time</span>`}>
    <div class="heat">
      <canvas ref=${canvas} tabindex="0" role="img" aria-label="Heatmap of values over time. Arrow keys move over the cells and read their counts, shift moves by ten, escape leaves."></canvas>
      <${Tooltip} />
      ${heat && s.columns.size === 0 && html`<${Empty}>No records of <b>${inert(s.tapset.value)}</b> in this range. Choose a longer range, or clear the host and key filters.<//>`}
    </div>
  <//>`;
}

function Tooltip() {
  const cell = hovered.value;
  const box = useRef();
  useLayoutEffect(() => {
    if (!cell) return;
    const left = Math.min(cell.width - box.current.offsetWidth - 8, Math.max(8, cell.x + 14));
    box.current.style.transform = `translate(${left}px, ${Math.max(4, cell.y - 54)}px)`;
  });
  return html`<div class="tooltip" role="status" aria-live="polite" ref=${box} hidden=${!cell}>
    ${cell && html`<div>${cell.text}</div><div class="dim">${cell.quantiles}</div>`}
  </div>`;
}

export function LinesPanel({ wide }) {
  const box = useRef();
  const lines = useRef();
  useLayoutEffect(() => {
    lines.current = new Lines(box.current);
    const observer = new ResizeObserver(() => lines.current.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      lines.current.close();
    };
  }, []);
  const heat = s.heatmap.value;
  const version = s.columnsVersion.value;
  const shade = s.shade.value;
  const values = s.hasValues.value;
  useEffect(() => {
    if (!heat) return;
    lines.current.show({ columns: s.columns, range: heat.range, unit: heat.unit, shade, values });
    if (!values) document.documentElement.dataset.ready = "true";
  }, [heat, version, shade, values]);
  return html`<${Panel} title=${values ? "Percentiles" : inert(s.tapset.value) || "Records"} wide=${wide} name="lines"
      hint=${values ? "of all records in each column" : "records per second; this tapset counts and has no latency"}>
    <div class="lines" ref=${box}></div>
  <//>`;
}

export function TopPanel() {
  const by = s.by.value;
  const rows = s.top.value[by] ?? [];
  const values = rows.some(r => r.p99 > 0);
  const most = Math.max(1, ...rows.map(r => (values ? r.p99 : r.records)));
  const seconds = s.heatmap.value ? s.heatmap.value.range.to - s.heatmap.value.range.from : 1;
  const unit = s.unit.value;
  const pick = name => s.choose({ [by]: s[by].value === name ? "" : name });
  const tab = (name, label) => html`<button role="tab" aria-selected=${by === name} onClick=${() => s.choose({ by: name }, true)}>${label}</button>`;
  return html`<${Panel} title=${values ? "Slowest" : "Busiest"} hint=${values ? "by p99" : "by records"} name="top"
      actions=${html`<div class="tabs" role="tablist" aria-label="Group by">${tab("key", "by key")}${tab("host", "by host")}</div>`}>
    ${rows.length === 0 ? html`<${Empty}>Nothing to rank in this range.<//>` : html`
    <div class="scroll"><table class="top">
      <thead><tr><th scope="col">${by}</th><th scope="col" class="num">rec/s</th>
        ${values && html`<th scope="col" class="num">p50</th><th scope="col" class="num">p99</th>`}<th class="bars"><span class="unseen">bar</span></th></tr></thead>
      <tbody>${rows.map(row => html`
        <tr key=${row.name} class=${s[by].value === row.name ? "chosen" : ""}>
          <td class="name"><button class="link" title=${`show only ${keyText(row.name)}`} onClick=${() => pick(row.name)}>${keyText(row.name) || "(no key)"}</button></td>
          <td class="num">${count(row.records / seconds)}</td>
          ${values && html`<td class="num">${quantity(row.p50, unit)}</td><td class="num">${quantity(row.p99, unit)}</td>`}
          <td class="bars"><${Bar} share=${(values ? row.p99 : row.records) / most} slow=${values} /></td>
        </tr>`)}</tbody>
    </table></div>`}
  <//>`;
}

function Bar({ share, slow }) {
  return html`<span class=${`bar ${slow && share > 0.6 ? "hot" : ""}`} style=${{ width: `${Math.max(2, share * 100)}%` }}></span>`;
}

export function EventsPanel() {
  const events = s.events.value;
  const known = s.current.value;
  return html`<${Panel} title="Recent events" hint="latest first" name="events">
    ${events.length === 0 ? html`<${Empty}>${known && known.records > 0
    ? html`<b>${inert(s.tapset.value)}</b> adds its records up in the kernel: it keeps no single events.`
    : "No events in this range."}<//>` : html`
    <ol class="events scroll">${events.map(e => html`
      <li key=${e.id}><time>${clockMillis(e.time)}</time> <span class="host">${inert(e.host)}</span> <span class="comm">${inert(e.comm)}</span>${e.pid ? html`<span class="dim pid">${e.pid}</span>` : ""}
        <span class="what">${e.key.length ? keyText(e.key) : ""}</span> ${e.unit ? html`<b>${quantity(e.value, e.unit)}</b>` : ""}
        ${Object.entries(e.attributes).map(([name, value]) => html`<span class="attribute"><i>${inert(name)}</i> ${inert(value)}</span> `)}</li>`)}
    </ol>`}
  <//>`;
}

const reasons = (...maps) => maps.flatMap(m => Object.entries(m)).filter(([, n]) => n > 0).map(([name, n]) => `${name} ${exact(n)}`).join(", ");
const total = map => Object.values(map).reduce((a, b) => a + b, 0);
const difference = b => b.kernelGap + b.agentGap + b.storeGap;

export function LedgerPanel() {
  const health = s.health.value;
  const ledger = health?.ledger ?? [];
  const off = ledger.filter(b => difference(b) !== 0).length;
  const chosen = ledger.find(b => b.tapset === s.tapset.value);
  return html`<${Panel} title="Ledger" hint="every record accounted for, hop by hop" wide name="ledger"
      actions=${ledger.length > 0 && html`<span class=${`badge ${off ? "bad" : "good"}`}>${off ? `${off} with a difference` : "✓ balanced"}</span>`}>
    ${ledger.length === 0 ? html`<${Empty}>No agent has sent its ledger yet. It comes with the first batch, within seconds of <code>tapline up</code>.<//>` : html`
    ${chosen && html`<${Hops} balance=${chosen} health=${health} />`}
    <div class="scroll"><table class="ledger">
      <thead><tr>${["tapset", "hits", "filtered", "dropped", "captured", "sent", "received", "late", `stored ${clock(health.checkedFrom)}–${clock(health.checkedTo)}`, "difference"]
    .map((name, i) => html`<th scope="col" class=${i ? "num" : ""}>${name}</th>`)}</tr></thead>
      <tbody>${ledger.map(b => html`
        <tr key=${b.tapset} class=${b === chosen ? "chosen" : ""}>
          <td class="name"><button class="link" onClick=${() => s.choose({ tapset: b.tapset, host: "", key: "" })}>${inert(b.tapset)}</button></td>
          <td class="num">${exact(b.hits)}</td><td class="num">${exact(b.filtered)}</td>
          <td class=${`num ${b.lost ? "bad" : ""}`} title=${reasons(b.dropped, b.discarded, { refused: b.failed, missing: b.missing })}>${exact(b.lost)}</td>
          <td class="num">${exact(b.captured)}</td><td class="num">${exact(b.acked)}</td><td class="num">${exact(b.received)}</td>
          <td class="num">${exact(b.late)}</td>
          <td class="num">${exact(b.stored)} of ${exact(b.checked)}</td>
          <td class=${`num ${difference(b) ? "bad" : "good"}`}>${difference(b) ? exact(difference(b)) : "0 ✓"}</td>
        </tr>`)}</tbody>
    </table></div>`}
  <//>`;
}

function Hops({ balance: b, health }) {
  const hop = (name, value, { less = [], gap = 0 } = {}) => html`<li class=${gap ? "bad" : ""}>
    <span class="label">${name}</span><span class="value">${exact(value)}</span>
    ${less.filter(([, n]) => n > 0).map(([reason, n]) => html`<span class="less">− ${exact(n)} ${reason}</span>`)}
    ${gap !== 0 && html`<span class="less bad">${exact(gap)} unexplained</span>`}</li>`;
  return html`<ol class="hops" aria-label=${`Ledger of ${inert(b.tapset)}`}>
    ${hop("hits in the kernel", b.hits, { less: [["filtered by the script", b.filtered], ...Object.entries(b.dropped)], gap: b.kernelGap })}
    ${hop("captured by the agents", b.captured, { less: [["waiting for a batch", b.pending], ...Object.entries(b.discarded)], gap: b.agentGap })}
    ${hop("sent to Kafka", b.acked, { less: [["on the way", b.inFlight], ["refused", b.failed]] })}
    ${hop("received by Flink", b.received, { less: [["on the way", Math.max(0, b.waiting)], ["missing in the sequence", b.missing], ["sent twice, ignored", b.duplicate], ["late, kept out of windows", b.late]] })}
    ${hop(`stored, of ${health.checkedTo - health.checkedFrom} s checked`, b.stored, { less: [["of " + exact(b.checked) + " not stored", b.storeGap]], gap: b.storeGap })}
  </ol>`;
}

const STATES = { attached: "good", waiting: "warn", unsupported: "dim", failed: "bad", detached: "dim" };

export function TapsetsPanel({ wide }) {
  const tapsets = s.tapsets.value;
  return html`<${Panel} title="Tapsets" hint="what each host could attach" wide=${wide} name="tapsets">
    ${!tapsets || tapsets.length === 0 ? html`<${Empty}>${tapsets
    ? html`No tapset has reported. Start the line with <code>tapline up</code>; <code>tapline doctor</code> says what this host can trace.`
    : "Waiting for the first answer …"}<//>` : html`
    <ul class="tapsets scroll">${tapsets.map(t => html`
      <li key=${t.tapset} class=${t.tapset === s.tapset.value ? "chosen" : ""}>
        <button class="link" onClick=${() => s.choose({ tapset: t.tapset, host: "", key: "" })}>${inert(t.tapset)}</button>
        <span class="dim num">${t.records ? `${count(t.records)} records` : "no records"}</span>
        ${states(t).map(([state, hosts, detail]) => html`<span class="state">
          <span class=${`dot ${STATES[state] ?? "dim"}`}></span>${inert(state)}${tapsetHosts(hosts)}
          ${detail && html`<span class="detail">${inert(detail)}</span>`}</span>`)}
      </li>`)}</ul>`}
  <//>`;
}

const tapsetHosts = hosts => (hosts.length === 1 ? ` on ${inert(hosts[0])}` : ` on ${hosts.length} hosts`);

/** Hosts in the same state for the same reason, together. */
function states(tapset) {
  const groups = new Map();
  for (const { host, state, detail } of tapset.states) {
    const name = JSON.stringify([state, detail]);
    if (!groups.has(name)) groups.set(name, [state, [], detail]);
    groups.get(name)[1].push(host);
  }
  return [...groups.values()];
}

export function AgentsPanel() {
  const agents = s.health.value?.agents ?? [];
  return html`<${Panel} title="Agents" hint="last report of each" wide name="agents">
    ${agents.length === 0 ? html`<${Empty}>No agent has reported yet.<//>` : html`
    <div class="scroll"><table>
      <thead><tr>${["host", "kernel", "cpus", "memory", "cpu time", "seen"].map((name, i) => html`<th scope="col" class=${i > 1 ? "num" : ""}>${name}</th>`)}</tr></thead>
      <tbody>${agents.map(a => html`<tr key=${a.agent}>
        <td><span class=${`dot ${a.stopping ? "dim" : s.now.value - a.time > 30_000 ? "warn" : "good"}`}></span>${inert(a.host)}</td>
        <td class="dim">${inert(a.kernel)}</td><td class="num">${a.cpus}</td>
        <td class="num">${quantity(a.rssBytes, "bytes")}</td><td class="num">${quantity(a.cpuSeconds * 1e9, "ns")}</td>
        <td class="num">${a.stopping ? "stopped " : ""}${ago(a.time, s.now.value)}</td></tr>`)}</tbody>
    </table></div>`}
  <//>`;
}

export function Banners() {
  const { connection, trouble, missed } = s;
  return html`<div aria-live="assertive">
    ${connection.value === "lost" && html`<div class="banner bad" role="alert"><b>Connection lost.</b> What you see is old. Trying again; check that <code>tapline up</code> still runs.</div>`}
    ${trouble.value && html`<div class="banner bad" role="alert"><b>${inert(trouble.value.what)}</b> <span>(${inert(trouble.value.where)})</span> ${inert(trouble.value.remedy)}</div>`}
    ${missed.value > 0 && html`<div class="banner warn">This tab was too slow for ${exact(missed.value)} updates; it was brought up to date. <button class="quiet" onClick=${() => { s.missed.value = 0; }}>dismiss</button></div>`}
  </div>`;
}
