// The heatmap: time by log value, colour by log count, on a canvas of its own. One pixel of an off-screen image per
// cell, scaled up without smoothing: a redraw of 900 columns takes a few milliseconds.
import { RAMPS, step as rampStep } from "./ramp.js";
import { clock, day, exact, quantity } from "./format.js";

const LEFT = 64;
const RIGHT = 58;
const TOP = 8;
const BOTTOM = 24;
/** Always show at least so many rows: one octave of values should not fill the picture. */
const LEAST_ROWS = 32;
const LEAST_DRAG = 6;
const COLOURS = {
  dark: { ground: "#0c1117", grid: "#ffffff12", text: "#8b98a5", p50: "#7ee0ff", p99: "#ffffff", cursor: "#ffffffcc", halo: "#0c1117d0" },
  light: { ground: "#fbfcfd", grid: "#0000000f", text: "#5a6672", p50: "#0067a8", p99: "#101418", cursor: "#000000cc", halo: "#fbfcfdd8" },
};

export class Heatmap {
  /** onHover(cell or null) for the tooltip; onRange(from, to) when a stretch of time was dragged. */
  constructor(canvas, { onHover, onRange }) {
    this.canvas = canvas;
    this.onHover = onHover;
    this.onRange = onRange;
    this.image = document.createElement("canvas");
    this.cursor = null;
    this.drag = null;
    canvas.addEventListener("pointermove", e => this.pointerMove(e));
    canvas.addEventListener("pointerleave", () => { if (!this.drag) this.point(null); });
    canvas.addEventListener("pointerdown", e => this.pointerDown(e));
    canvas.addEventListener("pointerup", e => this.pointerUp(e));
    canvas.addEventListener("keydown", e => this.key(e));
    canvas.addEventListener("blur", () => this.point(null));
  }

  /** Data and look; draws. */
  show({ columns, range, rowsPerOctave, unit, shade }) {
    Object.assign(this, { range, rowsPerOctave, unit, shade });
    this.columns = [...columns.values()].filter(c => c.t >= range.from && c.t < range.to).sort((a, b) => a.t - b.t);
    this.measure();
    this.draw();
  }

  measure() {
    let low = Infinity;
    let high = -Infinity;
    this.most = 1;
    for (const { c } of this.columns) {
      for (let i = 0; i < c.length; i += 2) {
        low = Math.min(low, c[i]);
        high = Math.max(high, c[i]);
        this.most = Math.max(this.most, c[i + 1]);
      }
    }
    if (low > high) [low, high] = [40, 120];
    // Whole octaves, with room above and below, so that the axis does not jump with every column.
    low = Math.max(0, Math.floor((low - 2) / this.rowsPerOctave) * this.rowsPerOctave);
    high = Math.ceil((high + 3) / this.rowsPerOctave) * this.rowsPerOctave;
    this.low = low;
    this.rows = Math.max(LEAST_ROWS, high - low);
    this.steps = Math.max(1, (this.range.to - this.range.from) / this.range.step);
  }

  get width() { return this.canvas.clientWidth - LEFT - RIGHT; }
  get height() { return this.canvas.clientHeight - TOP - BOTTOM; }

  x(seconds) { return LEFT + ((seconds - this.range.from) / (this.range.to - this.range.from)) * this.width; }
  yRow(row) { return TOP + this.height - ((row - this.low) / this.rows) * this.height; }
  y(value) { return this.yRow(Math.max(0, Math.log2(Math.max(1, value)) * this.rowsPerOctave)); }

  draw() {
    if (!this.range || this.width <= 0) return;
    const ratio = devicePixelRatio || 1;
    const [w, h] = [this.canvas.clientWidth, this.canvas.clientHeight];
    if (this.canvas.width !== Math.round(w * ratio) || this.canvas.height !== Math.round(h * ratio)) {
      this.canvas.width = Math.round(w * ratio);
      this.canvas.height = Math.round(h * ratio);
    }
    const g = this.canvas.getContext("2d");
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.clearRect(0, 0, w, h);
    const colours = COLOURS[this.shade];
    g.fillStyle = colours.ground;
    g.fillRect(LEFT, TOP, this.width, this.height);
    this.drawAxes(g, colours);
    this.drawCells(g);
    this.drawLine(g, colours, 2, colours.p99, "p99");
    this.drawLine(g, colours, 0, colours.p50, "p50");
    this.drawScale(g, colours);
    this.drawCursor(g, colours);
  }

  drawCells(g) {
    const { pixels } = RAMPS[this.shade];
    const image = new ImageData(Math.ceil(this.steps), this.rows);
    const out = new Uint32Array(image.data.buffer);
    for (const { t, c } of this.columns) {
      const column = Math.floor((t - this.range.from) / this.range.step);
      for (let i = 0; i < c.length; i += 2) {
        const row = this.rows - 1 - (c[i] - this.low);
        if (row >= 0) out[row * image.width + column] = pixels[rampStep(c[i + 1], this.most)];
      }
    }
    this.image.width = image.width;
    this.image.height = image.height;
    this.image.getContext("2d").putImageData(image, 0, 0);
    g.imageSmoothingEnabled = false;
    g.drawImage(this.image, LEFT, TOP, this.width, this.height);
  }

  drawAxes(g, colours) {
    g.font = "11px system-ui, sans-serif";
    g.fillStyle = colours.text;
    g.strokeStyle = colours.grid;
    g.lineWidth = 1;
    g.textAlign = "right";
    g.textBaseline = "middle";
    for (let value = 1; value < 1e19; value *= 10) {
      const y = Math.round(this.y(value)) + 0.5;
      if (this.yRow(this.low) - y < -1 || y < TOP) continue;
      g.beginPath();
      g.moveTo(LEFT, y);
      g.lineTo(LEFT + this.width, y);
      g.stroke();
      g.fillText(quantity(value, this.unit), LEFT - 8, y);
    }
    g.textBaseline = "top";
    const label = this.range.to - this.range.from > 26 * 3600 ? day : clock;
    const count = Math.max(2, Math.min(7, Math.floor(this.width / 130)));
    for (let i = 0; i <= count; i++) {
      const seconds = this.range.from + ((this.range.to - this.range.from) * i) / count;
      g.textAlign = i === 0 ? "left" : i === count ? "right" : "center";
      g.fillText(label(seconds), this.x(seconds), TOP + this.height + 7);
    }
  }

  drawLine(g, colours, quantile, colour, name) {
    const half = this.range.step / 2;
    const trace = () => {
      let before = null;
      g.beginPath();
      for (const { t, q } of this.columns) {
        if (q.length === 0) continue;
        const [x, y] = [this.x(t + half), this.y(q[quantile])];
        // A gap in the data is a gap in the line.
        if (before === null || t - before > this.range.step * 3) g.moveTo(x, y);
        else g.lineTo(x, y);
        before = t;
      }
      g.stroke();
      return before;
    };
    g.lineJoin = "round";
    g.strokeStyle = colours.halo;
    g.lineWidth = 3.5;
    if (trace() === null) return;
    g.strokeStyle = colour;
    g.lineWidth = 1.5;
    trace();
    const last = this.columns.findLast(c => c.q.length > 0);
    g.fillStyle = colour;
    g.textAlign = "left";
    g.textBaseline = "middle";
    g.font = "600 11px system-ui, sans-serif";
    g.fillText(name, LEFT + this.width + 5, Math.max(TOP + 6, Math.min(TOP + this.height - 6, this.y(last.q[quantile]))));
  }

  drawScale(g, colours) {
    const x = LEFT + this.width + 34;
    const { css } = RAMPS[this.shade];
    const slices = Math.max(1, Math.floor(this.height - 34));
    for (let i = 0; i < slices; i++) {
      g.fillStyle = css[Math.round((1 - i / slices) * (css.length - 1))];
      g.fillRect(x, TOP + 17 + i, 8, 1.5);
    }
    g.fillStyle = colours.text;
    g.font = "10px system-ui, sans-serif";
    g.textAlign = "right";
    g.textBaseline = "top";
    g.fillText(quantity(this.most, ""), x + 22, TOP + 2);
    g.textBaseline = "bottom";
    g.fillText("1", x + 8, TOP + this.height);
  }

  drawCursor(g, colours) {
    if (this.drag) {
      const [a, b] = [this.drag.from, this.drag.to].sort((p, q) => p - q);
      g.fillStyle = "#ff9f4330";
      g.fillRect(a, TOP, b - a, this.height);
      g.strokeStyle = "#ff9f43";
      g.lineWidth = 1;
      g.strokeRect(a + 0.5, TOP + 0.5, b - a, this.height - 1);
    } else if (this.cursor) {
      const { column, row } = this.cursor;
      const left = this.x(this.range.from + column * this.range.step);
      const right = this.x(this.range.from + (column + 1) * this.range.step);
      g.strokeStyle = colours.cursor;
      g.lineWidth = 1;
      g.strokeRect(left - 0.5, this.yRow(row + 1) - 0.5, Math.max(2, right - left) + 1, this.yRow(row) - this.yRow(row + 1) + 1);
    }
  }

  /** The cell under the cursor as the tooltip wants it. */
  cell() {
    if (!this.cursor) return null;
    const { column, row } = this.cursor;
    const t = this.range.from + column * this.range.step;
    const found = this.columns.find(c => c.t === t);
    let count = 0;
    for (let i = 0; found && i < found.c.length; i += 2) if (found.c[i] === row) count = found.c[i + 1];
    const bound = r => (r === 0 ? 0 : 2 ** (r / this.rowsPerOctave));
    const span = `${quantity(bound(row), this.unit)} – ${quantity(bound(row + 1), this.unit)}`;
    const text = `${clock(t)}  ${span}: ${exact(count)} record${count === 1 ? "" : "s"}`;
    const quantiles = found?.q.length
      ? `all ${exact(found.n)} · p50 ${quantity(found.q[0], this.unit)} · p99 ${quantity(found.q[2], this.unit)}` : "";
    return { x: this.x(t + this.range.step / 2), y: this.yRow(row + 0.5), text, quantiles, width: this.canvas.clientWidth };
  }

  point(cursor) {
    this.cursor = cursor;
    this.draw();
    this.onHover(this.cell());
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left - LEFT, event.clientY - box.top - TOP];
    if (!this.range || x < 0 || y < 0 || x >= this.width || y >= this.height) return null;
    return {
      column: Math.floor((x / this.width) * this.steps),
      row: this.low + this.rows - 1 - Math.floor((y / this.height) * this.rows),
      x: x + LEFT,
    };
  }

  pointerMove(event) {
    const at = this.at(event);
    if (this.drag) {
      if (at) this.drag.to = at.x;
      this.draw();
    } else {
      this.point(at);
    }
  }

  pointerDown(event) {
    const at = this.at(event);
    if (!at || event.button !== 0) return;
    this.drag = { from: at.x, to: at.x };
    this.canvas.setPointerCapture(event.pointerId);
  }

  pointerUp() {
    const { drag } = this;
    this.drag = null;
    if (drag && Math.abs(drag.to - drag.from) >= LEAST_DRAG) {
      const seconds = x => this.range.from + ((x - LEFT) / this.width) * (this.range.to - this.range.from);
      const [from, to] = [seconds(drag.from), seconds(drag.to)].sort((p, q) => p - q);
      this.onRange(Math.floor(from), Math.ceil(to));
    }
    this.draw();
  }

  key(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], Home: [-1e9, 0], End: [1e9, 0] };
    if (event.key === "Escape") return this.point(null);
    const move = moves[event.key];
    if (!move || !this.range) return undefined;
    event.preventDefault();
    const reach = event.shiftKey ? 10 : 1;
    const from = this.cursor ?? this.start();
    const within = (value, low, high) => Math.max(low, Math.min(high, value));
    return this.point({
      column: within(from.column + move[0] * reach, 0, Math.ceil(this.steps) - 1),
      row: within(from.row + move[1] * reach, this.low, this.low + this.rows - 1),
    });
  }

  /** Where the keyboard starts: the fullest cell of the last column. */
  start() {
    const last = this.columns.at(-1);
    if (!last || last.c.length === 0) return { column: Math.ceil(this.steps) - 1, row: this.low };
    let fullest = 0;
    for (let i = 0; i < last.c.length; i += 2) if (last.c[i + 1] > last.c[fullest + 1]) fullest = i;
    return { column: Math.floor((last.t - this.range.from) / this.range.step), row: last.c[fullest] };
  }
}
