package io.tapline.agent.trace.output;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An entry of a map as the kernel has it, native byte order. Buffers are read by index from 0 and
 * not moved.
 *
 * @param values one, or of a map per CPU one for each CPU
 */
public record RawEntry(ByteBuffer key, List<ByteBuffer> values) {
  public RawEntry {
    values = List.copyOf(values);
  }
}
