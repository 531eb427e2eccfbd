// Colours by count. Both ramps rise evenly in lightness contrast against their ground (after matplotlib's magma), so
// that a step in count is a step in what the eye sees.
const STOPS = {
  dark: ["#4b1c7d", "#6c1f84", "#8c2981", "#b73779", "#de4968", "#f7705c", "#fe9f6d", "#fecf92", "#fcfdbf"],
  light: ["#fbdcae", "#fcbf83", "#f99a62", "#ee6f5c", "#d14a6b", "#a93279", "#7c217c", "#50186f", "#2b1050"],
};
const STEPS = 256;

const channels = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));

/** 256 colours as 32-bit pixels (ABGR, as little-endian ImageData wants) and as CSS. */
function build(stops) {
  const points = stops.map(channels);
  const pixels = new Uint32Array(STEPS);
  const css = [];
  for (let i = 0; i < STEPS; i++) {
    const at = (i / (STEPS - 1)) * (points.length - 1);
    const low = Math.min(Math.floor(at), points.length - 2);
    const [r, g, b] = points[low].map((c, j) => Math.round(c + (points[low + 1][j] - c) * (at - low)));
    pixels[i] = (255 << 24) | (b << 16) | (g << 8) | r;
    css.push(`rgb(${r} ${g} ${b})`);
  }
  return { pixels, css };
}

export const RAMPS = { dark: build(STOPS.dark), light: build(STOPS.light) };

/** Bends the logarithm a little, so that the dense middle keeps its shape; below 1 it would glare. */
const CONTRAST = 1.45;

/** Step of a count: logarithmic, and the first step is already well seen: one outlier is not lost. */
export function step(count, most) {
  return most <= 1 ? STEPS >> 1 : Math.round((Math.log(count) / Math.log(most)) ** CONTRAST * (STEPS - 1));
}
