package io.tapline.storage.engine.embedded;

import java.nio.charset.StandardCharsets;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * argc and argv of a C main, in one block of native memory: the pointers, a null, then the words'
 * bytes. The block lives as long as this object is reachable.
 */
final class CommandLine {
  private final int count;
  private final Pointer block;

  CommandLine(Runtime runtime, String... words) {
    count = words.length;
    int pointers = (words.length + 1) * runtime.addressSize();
    int size = pointers;
    byte[][] utf8 = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      utf8[i] = words[i].getBytes(StandardCharsets.UTF_8);
      size += utf8[i].length + 1;
    }
    block = Memory.allocateDirect(runtime, size, true);
    int offset = pointers;
    for (int i = 0; i < words.length; i++) {
      block.put(offset, utf8[i], 0, utf8[i].length);
      block.putAddress((long) i * runtime.addressSize(), block.address() + offset);
      offset += utf8[i].length + 1;
    }
  }

  int count() {
    return count;
  }

  Pointer words() {
    return block;
  }
}
