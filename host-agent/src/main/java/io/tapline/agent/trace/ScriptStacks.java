package io.tapline.agent.trace;

import io.tapline.agent.compile.StackLayout;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The addresses behind a stack's id. Not thread-safe. */
final class ScriptStacks {
  private final Map<Type.Stack, StackLayout> layouts = new HashMap<>();
  private final KernelObjects objects;

  ScriptStacks(List<StackLayout> layouts, KernelObjects objects) {
    layouts.forEach(layout -> this.layouts.put(layout.type(), layout));
    this.objects = objects;
  }

  /** The frames, the innermost first; none where the map of stacks had no room for it. */
  long[] addresses(Type.Stack type, long id, int frames) {
    StackLayout layout = layouts.get(type);
    if (layout == null) {
      return new long[0];
    }
    BpfMap map = objects.map(layout.bpfMap());
    ByteBuffer value = map.newValue();
    try {
      if (!map.lookup(map.newKey().putLong(0, id), value)) {
        return new long[0];
      }
    } catch (SystemCallException e) {
      throw new TraceFailure("read a stack: " + e.getMessage(), e);
    }
    long[] addresses = new long[Math.min(frames, value.capacity() / Long.BYTES)];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = value.getLong(i * Long.BYTES);
    }
    return addresses;
  }
}
