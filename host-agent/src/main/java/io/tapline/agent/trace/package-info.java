/**
 * One script on this host's terminal, without the pipeline: loads, attaches, reads what programs
 * ask for and shows it, as bpftrace does. Imports everything but publish and runtime; prints
 * nothing by itself: what there is to show goes to a {@code TraceOutput}.
 */
@NullMarked
package io.tapline.agent.trace;

import org.jspecify.annotations.NullMarked;
