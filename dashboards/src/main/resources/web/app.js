// The page: header with the filter, then the panels.
import { html, render } from "./vendor/preact.js";
import * as s from "./state.js";
import { follow } from "./source.js";
import { clock, day, inert, keyText, span } from "./format.js";
import * as p from "./panels.js";

function Select({ label, name, value, options, all }) {
  const known = options.some(([v]) => v === value) || (all && value === "");
  return html`<label class="field"><span>${label}</span>
    <select name=${name} value=${value} onChange=${e => change(name, e.currentTarget.value)}>
      ${all && html`<option value="">${all}</option>`}
      ${!known && html`<option value=${value}>${keyText(value)}</option>`}
      ${options.map(([v, text]) => html`<option key=${v} value=${v}>${text}</option>`)}
    </select></label>`;
}

function change(name, value) {
  if (name === "tapset") s.choose({ tapset: value, host: "", key: "" });
  else if (name === "range") s.choose({ range: { last: Number(value) } });
  else s.choose({ [name]: value });
}

const short = text => (text.length > 60 ? `${text.slice(0, 58)}…` : text);

function Header() {
  const tapsets = s.tapsets.value ?? [];
  const { last, from, to } = s.range.value;
  const ranges = s.RANGES.map(seconds => [String(seconds), `last ${span(seconds)}`]);
  if (last && !s.RANGES.includes(last)) ranges.push([String(last), `last ${span(last)}`]);
  if (!last) ranges.unshift(["", to - from > 26 * 3600 ? `${day(from)} – ${day(to)}` : `${clock(from)} – ${clock(to)}`]);
  const connection = s.connection.value;
  const said = { connecting: "connecting", live: "live", still: last ? "paused" : "history", lost: "lost" }[connection];
  return html`<header class="topbar">
    <a class="brand" href="/" aria-label="Tapline, start page"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M3 4h26L9 28l3-11H3z" fill="currentColor"/></svg>tapline</a>
    <form class="filters" aria-label="Filter" onSubmit=${e => e.preventDefault()}>
      <${Select} label="tapset" name="tapset" value=${s.tapset.value} options=${tapsets.map(t => [t.tapset, inert(t.tapset)])} all=${s.tapset.value ? "" : "none yet"} />
      <${Select} label="host" name="host" value=${s.host.value} options=${s.hosts.value.map(h => [h, inert(h)])} all=${`all · ${s.hosts.value.length}`} />
      <${Select} label="key" name="key" value=${s.key.value} options=${s.keys.value.map(k => [k, short(keyText(k))])} all=${`all · ${s.keys.value.length}`} />
      <${Select} label="time" name="range" value=${last ? String(last) : ""} options=${ranges} />
    </form>
    <button class=${`live ${connection}`} aria-pressed=${s.isLive.value} disabled=${!last} title=${last ? "follow the present" : "choose a range that ends now to follow it"}
      onClick=${() => s.choose({ live: !s.live.value })}><span class="lamp"></span>${said}</button>
    <button class="theme" aria-label=${`Switch to ${s.shade.value === "dark" ? "light" : "dark"} colours`} onClick=${s.toggleTheme}>${s.shade.value === "dark" ? "☀" : "☾"}</button>
  </header>`;
}

function App() {
  const nothing = s.tapsets.value && s.tapset.value === "";
  const values = s.hasValues.value;
  return html`
    <${Header} />
    <${p.Banners} />
    <main>
      ${nothing ? html`<section class="panel wide welcome"><h2>Nothing has been recorded yet</h2>
        <p>The page fills by itself as soon as a tapset on some host sees its first records.</p>
        <p>Running <code>tapline up</code> as root attaches the default tapsets; <code>tapline doctor</code> says what this host can trace and how to get the rest.</p></section>`
    : html`<${p.Tiles} />
        ${values && html`<${p.HeatmapPanel} />`}
        <${p.LinesPanel} key=${values} wide=${false} /><${p.TopPanel} />
        <${p.EventsPanel} />`}
      <${p.TapsetsPanel} wide=${nothing} />
      <${p.LedgerPanel} />
      <${p.AgentsPanel} />
    </main>`;
}

render(html`<${App} />`, document.getElementById("page"));
follow();
