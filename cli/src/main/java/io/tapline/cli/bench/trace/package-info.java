/**
 * What tracing costs and how fast it is, with bpftrace measured beside it where it is installed.
 * Imports output, outcome and the agent.
 */
@NullMarked
package io.tapline.cli.bench.trace;

import org.jspecify.annotations.NullMarked;
