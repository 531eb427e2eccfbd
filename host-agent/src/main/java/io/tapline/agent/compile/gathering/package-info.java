/**
 * What programs do to gather: one emitter per gathering and per way of numbering buckets, and their
 * registry. Imports bpf.insn, script.ir and the schemas' bucket layout.
 */
@NullMarked
package io.tapline.agent.compile.gathering;

import org.jspecify.annotations.NullMarked;
