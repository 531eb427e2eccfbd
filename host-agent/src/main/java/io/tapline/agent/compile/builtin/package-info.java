/** One emitter per builtin, and their registry. Imports bpf.insn and script.ir. */
@NullMarked
package io.tapline.agent.compile.builtin;

import org.jspecify.annotations.NullMarked;
