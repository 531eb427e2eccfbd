// Where data comes from: one live stream, or one set of requests for history.
import { effect, computed, batch } from "./vendor/preact.js";
import * as s from "./state.js";

/** A stream that says nothing for so long is taken for dead: the longest poll is 10 s. */
const SILENCE_MILLIS = 25_000;
const RETRY_MILLIS = 3_000;

const address = computed(() => s.question({ ...s.filter.value, ...s.range.value }));
let lastMessage = 0;

/** Follows what is chosen for as long as the page is open. */
export function follow() {
  effect(() => {
    const query = address.value;
    return s.isLive.value ? stream(query) : load(query);
  });
  effect(() => {
    if (s.now.value - lastMessage > SILENCE_MILLIS && s.connection.peek() === "live") s.connection.value = "lost";
  });
  effect(() => {
    const query = s.question({ tapset: s.tapset.value, ...s.range.value });
    if (s.tapset.value) return request(`/api/keys?${query}`, keys => { s.keys.value = keys; });
  });
  effect(() => {
    // The first view: whatever has a latency and is busiest.
    if (s.tapset.value === "" && s.tapsets.value) {
      const busiest = [...s.tapsets.value].filter(t => t.records > 0)
        .sort((a, b) => (b.values - a.values) || (b.records - a.records))[0];
      if (busiest) s.choose({ tapset: busiest.tapset }, true);
    }
  });
}

function stream(query) {
  let source;
  let retry;
  s.connection.value = "connecting";
  const open = () => {
    source = new EventSource(`/api/live?${query}`);
    source.onerror = () => {
      s.connection.value = "lost";
      // A refusal (503) ends an EventSource for good; a broken connection is retried by the browser.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MILLIS);
    };
    for (const [name, apply] of Object.entries(messages)) {
      source.addEventListener(name, event => {
        lastMessage = Date.now();
        batch(() => {
          s.connection.value = "live";
          apply(JSON.parse(event.data));
        });
      });
    }
  };
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}

const messages = {
  snapshot(data) {
    s.trouble.value = null;
    setHeatmap(data.heatmap);
    s.top.value = data.top;
    s.events.value = data.events;
    setSurroundings(data.surroundings);
  },
  columns(data) {
    s.trouble.value = null;
    for (const column of data.columns) s.columns.set(column.t, column);
    for (const start of s.columns.keys()) if (start < data.range.from) s.columns.delete(start);
    if (s.heatmap.value) s.heatmap.value = { ...s.heatmap.value, range: data.range, stats: data.stats };
    s.columnsVersion.value++;
  },
  top(data) { s.top.value = data; },
  events(data) { s.events.value = data; },
  surroundings(data) { setSurroundings(data); },
  dropped(data) { s.missed.value += data.messages; },
  trouble(data) { s.trouble.value = data; },
};

function load(query) {
  const stops = [];
  const ask = (path, apply) => stops.push(request(path, apply));
  s.connection.value = "still";
  const { from, to, last } = s.range.peek();
  const span = s.question(last ? { last } : { from, to });
  ask("/api/health", health => { s.health.value = health; });
  ask(`/api/tapsets?${span}`, tapsets => { s.tapsets.value = tapsets; });
  ask("/api/hosts", hosts => { s.hosts.value = hosts; });
  if (s.tapset.peek()) {
    ask(`/api/heatmap?${query}`, setHeatmap);
    for (const by of ["host", "key"]) {
      ask(`/api/top?${query}&by=${by}`, rows => { s.top.value = { ...s.top.value, [by]: rows }; });
    }
    ask(`/api/events?${query}&limit=100`, events => { s.events.value = events; });
  }
  return () => stops.forEach(stop => stop());
}

/** Gets JSON; a problem goes to the banner. Returns what abandons it. */
function request(path, apply) {
  const abort = new AbortController();
  fetch(path, { signal: abort.signal })
    .then(async response => {
      const body = await response.json();
      if (!response.ok) {
        s.trouble.value = body;
      } else {
        batch(() => apply(body));
      }
    })
    .catch(error => {
      if (!abort.signal.aborted) {
        s.trouble.value = { what: `no answer: ${error.message}`, where: path, remedy: "check that tapline up still runs" };
      }
    });
  return () => abort.abort();
}

function setHeatmap(data) {
  s.columns.clear();
  if (data) {
    const { columns, ...rest } = data;
    for (const column of columns) s.columns.set(column.t, column);
    s.heatmap.value = rest;
  } else {
    s.heatmap.value = null;
  }
  s.columnsVersion.value++;
}

function setSurroundings(data) {
  s.health.value = data.health;
  s.tapsets.value = data.tapsets;
  s.hosts.value = data.hosts;
}
