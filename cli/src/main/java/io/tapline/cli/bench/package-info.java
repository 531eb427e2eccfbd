/**
 * Measuring a running line from outside: a workload that counts its own calls, and a watcher of the
 * store. Imports {@code store} and {@code output}.
 */
@NullMarked
package io.tapline.cli.bench;

import org.jspecify.annotations.NullMarked;
