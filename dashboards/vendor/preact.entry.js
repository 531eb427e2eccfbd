// What the page uses of Preact, signals and htm, as one module.
import { h, render, Component, createRef } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { signal, computed, effect, batch } from "@preact/signals";
import htm from "htm";

const html = htm.bind(h);
export { h, html, render, Component, createRef, useEffect, useLayoutEffect, useRef, signal, computed, effect, batch };
