package io.tapline.agent.runtime;

import io.tapline.agent.event.CounterLayout;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.nio.ByteBuffer;

/** Reads and clears a script's counters, one entry per epoch parity, one block per CPU. */
final class EpochCounters {
  private final CounterLayout layout;
  private final BpfMap map;
  private final ByteBuffer key;
  private final ByteBuffer values;
  private final ByteBuffer zeroes;

  EpochCounters(CounterLayout layout, BpfMap map) {
    this.layout = layout;
    this.map = map;
    this.key = map.newKey();
    this.values = map.newValue();
    this.zeroes = map.newValue();
  }

  /** The counts of an epoch that no program writes any more, summed over CPUs; then zero. */
  long[] take(int parity) throws SystemCallException {
    key.putInt(0, parity);
    map.lookup(key, values);
    map.update(key, zeroes);
    long[] sums = new long[layout.counters().size()];
    for (int cpu = 0; cpu < map.cpus(); cpu++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values.getLong(cpu * map.cpuStride() + i * Long.BYTES);
      }
    }
    return sums;
  }

  /** How many records must have come out: hits less what was filtered and dropped. */
  long expected(long[] sums) {
    long expected = 0;
    for (int i = 0; i < sums.length; i++) {
      switch (layout.counters().get(i).kind()) {
        case HITS:
          expected += sums[i];
          break;
        case FILTERED:
        case DROPPED:
          expected -= sums[i];
          break;
        case UNSEEN:
          break;
      }
    }
    return expected;
  }
}
