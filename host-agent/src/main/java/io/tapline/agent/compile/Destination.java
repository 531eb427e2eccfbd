package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Register;

/**
 * Memory that a text or address is written to, aligned to 8.
 *
 * @param base the frame pointer, or what a call leaves alone
 * @param offsetBytes from the base
 * @param sizeBytes of the field; its storage is that rounded up to 8
 */
record Destination(Register base, int offsetBytes, int sizeBytes) {
  int storageBytes() {
    return Layout.roundUp(sizeBytes, Long.BYTES);
  }
}
