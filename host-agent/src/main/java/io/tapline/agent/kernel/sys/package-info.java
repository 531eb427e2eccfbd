/**
 * The system calls Tapline makes, typed: bpf(2), perf_event_open(2), mmap(2), mount(2) and clocks.
 * The agent's only room that imports jnr. Imports nothing of ours.
 */
@NullMarked
package io.tapline.agent.kernel.sys;

import org.jspecify.annotations.NullMarked;
