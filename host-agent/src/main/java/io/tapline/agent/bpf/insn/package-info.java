/** eBPF instructions: encoding, assembling with labels, disassembling. Pure. */
@NullMarked
package io.tapline.agent.bpf.insn;

import org.jspecify.annotations.NullMarked;
