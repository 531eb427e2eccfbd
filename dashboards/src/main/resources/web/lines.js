// Lines over time, by uPlot: percentiles of a distribution, or the rate of what only counts.
import uPlot from "./vendor/uplot.js";
import { clock, day, quantity, count } from "./format.js";

const COLOURS = {
  dark: { text: "#8b98a5", grid: "#ffffff12", lines: ["#4ea8ff", "#3ecf8e", "#ff9f43", "#ff5c5c"] },
  light: { text: "#5a6672", grid: "#0000000f", lines: ["#1667c5", "#12805c", "#c05c00", "#cc2936"] },
};
const NAMES = ["p50", "p90", "p99", "p99.9"];

export class Lines {
  constructor(box) {
    this.box = box;
    this.look = "";
  }

  /** `values`: percentiles; otherwise records per second. */
  show({ columns, range, unit, shade, values }) {
    const sorted = [...columns.values()].filter(c => c.t >= range.from && c.t < range.to).sort((a, b) => a.t - b.t);
    const data = values ? percentiles(sorted, range) : rates(sorted, range);
    const look = [unit, shade, values].join();
    if (look !== this.look) {
      this.close();
      this.look = look;
      this.plot = new uPlot(options(this.size(), unit, COLOURS[shade], values), data, this.box);
      this.plot.over.addEventListener("mouseleave", () => requestAnimationFrame(() => this.rest()));
    }
    this.range = range;
    this.plot.batch(() => {
      this.plot.setData(data);
      this.plot.setScale("x", { min: range.from, max: range.to });
    });
    this.rest();
  }

  /** With no cursor on it, the legend says the latest values. */
  rest() {
    const { plot } = this;
    if (plot && plot.cursor.left < 0) plot.setLegend({ idx: plot.data[0].length - 1 });
  }

  size() {
    return { width: Math.max(120, this.box.clientWidth), height: Math.max(120, this.box.clientHeight - 30) };
  }

  resize() {
    if (!this.plot) return;
    this.plot.setSize(this.size());
    if (this.range) this.plot.setScale("x", { min: this.range.from, max: this.range.to });
  }

  close() {
    this.plot?.destroy();
    this.plot = undefined;
    this.look = "";
  }
}

// A line over a time in which nothing was recorded would be invented; over a short pause it only joins dots.
const JOINED_SECONDS = 30;

function percentiles(columns, range) {
  const joined = Math.max(JOINED_SECONDS, 10 * range.step);
  const held = [];
  for (const column of columns.filter(c => c.q.length > 0)) {
    const last = held[held.length - 1];
    if (last && column.t - last.t > joined) held.push({ t: last.t + range.step, q: undefined });
    held.push(column);
  }
  // A logarithmic axis has no zero.
  return [held.map(c => c.t), ...NAMES.map((_, i) => held.map(c => (c.q ? Math.max(1, c.q[i]) : null)))];
}

function rates(columns, range) {
  const byStart = new Map(columns.map(c => [c.t, c.n / range.step]));
  const times = [];
  for (let t = range.from; t < range.to; t += range.step) times.push(t);
  return [times, times.map(t => byStart.get(t) ?? 0)];
}

function options(size, unit, colours, values) {
  const format = values ? v => quantity(v, unit) : v => count(v);
  const axis = { stroke: colours.text, grid: { stroke: colours.grid, width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif" };
  const series = (label, i) => ({
    label,
    stroke: colours.lines[i],
    width: 1.5,
    points: { show: false },
    fill: values ? undefined : `${colours.lines[i]}30`,
    value: (_, v) => (v === null ? "–" : format(v)),
  });
  return {
    ...size,
    scales: { x: { time: true, auto: false }, y: values ? { distr: 3 } : { range: (_, low, high) => [0, Math.max(1, high * 1.1)] } },
    axes: [
      { ...axis, size: 32, space: 90, values: (u, ticks) => ticks.map(t => (u.scales.x.max - u.scales.x.min > 26 * 3600 ? day(t) : clock(t))) },
      { ...axis, size: 62, values: (_, ticks) => ticks.map(v => (v === null || (values && !isDecade(v)) ? "" : format(v))) },
    ],
    series: [
      { label: "time", value: (_, t) => (t === null ? "–" : clock(t)) },
      ...(values ? NAMES.map(series) : [series("records/s", 0)]),
    ],
    cursor: { drag: { x: false, y: false }, points: { size: 6 } },
    legend: { live: true },
  };
}

function isDecade(value) {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6;
}
