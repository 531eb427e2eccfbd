/**
 * Checked script to BPF programs and layouts. Imports script.ir, script.type, script.source,
 * script.check (its front door only), bpf, event, probe and target; never script.ast or
 * script.parse.
 */
@NullMarked
package io.tapline.agent.compile;

import org.jspecify.annotations.NullMarked;
