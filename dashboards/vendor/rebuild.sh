#!/bin/sh
# Rebuilds src/main/resources/web/vendor from the versions pinned in package-lock.json. Needs node, npm and a registry
# (npm's own configuration says which); the Maven build needs none of them. `rebuild.sh --check` rebuilds into a
# temporary folder and exits 1 if the committed bundles differ.
set -eu
cd "$(dirname "$0")"
committed=../src/main/resources/web/vendor
out=$committed
if [ "${1:-}" = "--check" ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
fi
npm ci --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved
mkdir -p "$out"
for name in preact uplot; do
  node node_modules/esbuild/bin/esbuild "$name.entry.js" --bundle --minify --format=esm --target=es2022 \
    --legal-comments=none --outfile="$out/$name.js" --log-level=warning
done
cp node_modules/uplot/dist/uPlot.min.css "$out/uplot.css"
{
  for package in preact @preact/signals @preact/signals-core htm uplot; do
    version=$(node -p "require('./node_modules/$package/package.json').version")
    echo "==== $package $version"
    echo
    cat "node_modules/$package/LICENSE"
    echo
  done
} > "$out/LICENSES.txt"
if [ "$out" != "$committed" ]; then
  diff -r "$committed" "$out" && echo "vendor: committed bundles match package-lock.json"
fi
