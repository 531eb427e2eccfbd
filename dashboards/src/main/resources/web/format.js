// Numbers and texts as a person reads them.

const DURATIONS = [[1, "ns"], [1e3, "µs"], [1e6, "ms"], [1e9, "s"], [60e9, "min"], [3600e9, "h"]];
const BYTES = [[1, "B"], [1024, "KiB"], [1024 ** 2, "MiB"], [1024 ** 3, "GiB"], [1024 ** 4, "TiB"]];
const COUNTS = [[1, ""], [1e3, "k"], [1e6, "M"], [1e9, "G"], [1e12, "T"]];

function scaled(value, steps, digits) {
  const magnitude = Math.abs(value);
  let [factor, name] = steps[0];
  for (const step of steps) {
    // 999.6 would print as 1000 of the smaller unit.
    if (magnitude >= step[0] * 0.9995) [factor, name] = step;
  }
  const number = value / factor;
  const text = Math.abs(number) >= 999.5 || Number.isInteger(number)
    ? Math.round(number).toString() : number.toPrecision(digits);
  return [text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text, name];
}

/** 190 k, 1.23 M; whole below a thousand. */
export function count(value) {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) < 1000) return String(Math.round(value * 10) / 10);
  return scaled(value, COUNTS, 3).join("");
}

/** Every digit, in groups of three. */
export function exact(value) {
  return Number.isFinite(value) ? Math.round(value).toLocaleString("en-US").replaceAll(",", "\u2009") : "–";
}

/** A value in its tapset's unit; nanoseconds become µs, ms, s. */
export function quantity(value, unit) {
  if (!Number.isFinite(value)) return "–";
  if (unit === "ns") return scaled(value, DURATIONS, 3).join("\u2009");
  if (unit === "bytes") return scaled(value, BYTES, 3).join("\u2009");
  const [text, suffix] = scaled(value, COUNTS, 3);
  return [text + suffix, unit].filter(Boolean).join("\u2009");
}

const pad = (number, width = 2) => String(number).padStart(width, "0");

/** 23:53:37 in the reader's own time zone. */
export function clock(seconds) {
  const date = new Date(seconds * 1000);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** 23:53:37.042 */
export function clockMillis(millis) {
  return `${clock(Math.floor(millis / 1000))}.${pad(Math.floor(millis % 1000), 3)}`;
}

/** 11-22 23:53 */
export function day(seconds) {
  const date = new Date(seconds * 1000);
  return `${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** 15 min, 2 h, 7 d. */
export function span(seconds) {
  if (seconds % 86400 === 0 && seconds > 86400) return `${seconds / 86400} d`;
  if (seconds >= 3600) return `${Math.round(seconds / 360) / 10} h`;
  return seconds >= 60 ? `${Math.round(seconds / 6) / 10} min` : `${seconds} s`;
}

/** 3 s, 4 min, 2 h ago. */
export function ago(millis, now) {
  const seconds = Math.max(0, Math.round((now - millis) / 1000));
  return seconds < 2 ? "now" : `${span(seconds < 60 ? seconds : Math.round(seconds / 60) * 60)} ago`;
}

// C0, C1, and the marks that turn the direction of text: foreign names must not rearrange the page.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Foreign text with what cannot be seen made visible. */
export function inert(text) {
  return String(text).replace(UNPRINTABLE, c => `\\u{${c.codePointAt(0).toString(16)}}`);
}

const KEY_SEPARATOR = "\u001f";

/** A key as people read it. */
export function keyText(key) {
  return (Array.isArray(key) ? key : String(key).split(KEY_SEPARATOR)).map(inert).join(" · ");
}
