// What is chosen (mirrored in the address, so that a view can be shared) and what is known.
import { signal, computed, effect, batch } from "./vendor/preact.js";

export const RANGES = [300, 900, 3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600];
const DEFAULT_LAST = 900;
const THEME = "tapline-theme";

export const tapset = signal("");
export const host = signal("");
export const key = signal("");
/** {last} seconds, or {from, to} in epoch seconds. */
export const range = signal({ last: DEFAULT_LAST });
export const live = signal(true);
export const by = signal("key");
export const theme = signal(storedTheme());

/** The heatmap without its columns: unit, range, rowsPerOctave, stats. */
export const heatmap = signal(null);
/** Columns by start second; `columnsVersion` changes with them. */
export const columns = new Map();
export const columnsVersion = signal(0);
export const top = signal({ host: [], key: [] });
export const keys = signal([]);
export const events = signal([]);
export const health = signal(null);
export const tapsets = signal(null);
export const hosts = signal([]);

/** connecting, live, still (history), lost */
export const connection = signal("connecting");
export const trouble = signal(null);
export const missed = signal(0);
export const now = signal(Date.now());
setInterval(() => { now.value = Date.now(); }, 1000);

export const isLive = computed(() => live.value && range.value.last !== undefined);
export const current = computed(() => tapsets.value?.find(t => t.tapset === tapset.value));
export const unit = computed(() => heatmap.value?.unit || current.value?.unit || "");
/** Whether the chosen tapset has a distribution, or only counts. */
export const hasValues = computed(() => {
  columnsVersion.value;
  for (const column of columns.values()) if (column.q.length > 0) return true;
  return columns.size === 0 && current.value?.values !== false;
});

/** The part of a request's address that says what is chosen. */
export function question(parts) {
  const params = new URLSearchParams(parts);
  for (const [name, value] of [...params]) if (value === "") params.delete(name);
  return params.toString();
}

export const filter = computed(() => ({ tapset: tapset.value, host: host.value, key: key.value }));

/** Chooses something; the address follows. `replace` leaves no entry in the history. */
export function choose(changes, replace = false) {
  batch(() => {
    for (const [name, value] of Object.entries(changes)) chosen[name].value = value;
  });
  const address = question({
    ...filter.value,
    ...(range.value.last === DEFAULT_LAST ? {} : range.value),
    ...(live.value ? {} : { live: "0" }),
    ...(by.value === "key" ? {} : { by: by.value }),
  });
  const url = address ? `?${address}` : location.pathname;
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
}

const chosen = { tapset, host, key, range, live, by };

function readAddress() {
  const params = new URLSearchParams(location.search);
  const whole = name => (/^\d{1,10}$/.test(params.get(name) ?? "") ? Number(params.get(name)) : undefined);
  const [from, to, last] = [whole("from"), whole("to"), whole("last")];
  batch(() => {
    tapset.value = params.get("tapset") ?? "";
    host.value = params.get("host") ?? "";
    key.value = params.get("key") ?? "";
    range.value = from !== undefined && to > from ? { from, to } : { last: last || DEFAULT_LAST };
    live.value = params.get("live") !== "0";
    by.value = params.get("by") === "host" ? "host" : "key";
  });
}

readAddress();
addEventListener("popstate", readAddress);

function storedTheme() {
  try {
    return localStorage.getItem(THEME) ?? "";
  } catch {
    return "";
  }
}

const prefersLight = matchMedia("(prefers-color-scheme: light)");
const systemTheme = signal(prefersLight.matches ? "light" : "dark");
prefersLight.addEventListener("change", e => { systemTheme.value = e.matches ? "light" : "dark"; });
/** "dark" or "light": as chosen, otherwise as the system says. */
export const shade = computed(() => theme.value || systemTheme.value);

effect(() => { document.documentElement.dataset.theme = shade.value; });

export function toggleTheme() {
  theme.value = shade.value === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(THEME, theme.value);
  } catch {
    // A private window may refuse; the choice then lasts as long as the page.
  }
}
