package io.tapline.agent.compile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.event.EventLayout;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelFeatures;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.kernel.load.Loader;
import io.tapline.agent.kernel.load.MapBatch;
import io.tapline.agent.kernel.load.Privileges;
import io.tapline.agent.kernel.load.VerifierException;
import io.tapline.agent.kernel.ring.RingBuffer;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.CpuSet;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.SaveError;

/**
 * A script of TRACE in the kernel, by the agent's own loader; its programs are run once at a time,
 * on a CPU of the test's choice, and its maps read by their layouts. Closing frees everything.
 */
final class TraceKernel implements AutoCloseable {
  private static final int BPF = 321;
  private static final int TEST_RUN = 10;
  private static final int ON_CPU = 1;

  /** A raw tracepoint's context is at most 12 words, MAX_BPF_FUNC_ARGS. */
  private static final int CONTEXT_BYTES = 12 * Long.BYTES;

  /** What of libc this needs besides the agent's. */
  public interface Calls {
    @SaveError
    long syscall(long number, long command, Pointer attributes, long size);
  }

  private static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");
  private static final Runtime RUNTIME = Runtime.getRuntime(CALLS);

  private final CompiledScript script;
  private final KernelObjects objects;
  private final CpuSet cpus;

  TraceKernel(CompiledScript script) {
    this.script = script;
    BpfSyscall bpf = new BpfSyscall(LibC.load());
    try {
      this.cpus = CpuSet.read();
      Loader loader = new Loader(bpf, new KernelFeatures(bpf).uprobeMulti(), cpus.possible());
      this.objects =
          loader.load(
              script.maps(),
              script.programs().stream().map(CompiledScript.ProbeProgram::spec).toList());
    } catch (VerifierException e) {
      String log = e.log();
      throw new AssertionError(log.substring(Math.max(0, log.length() - 6000)), e);
    } catch (LoadException e) {
      throw new AssertionError(e.getMessage(), e);
    } catch (IOException e) {
      throw new AssertionError("read the list of CPUs", e);
    }
  }

  /** Skips the test where the kernel does not let us in. */
  static void needsPrivileges() {
    List<String> missing = Privileges.read().missing();
    assumeTrue(missing.isEmpty(), "missing capabilities: " + missing);
  }

  /** CPUs that run now. */
  List<Integer> cpus() {
    return cpus.online();
  }

  /** Runs the first program, a raw tracepoint's, once with these arguments, on some CPU. */
  void run(long... arguments) {
    run(0, 0, arguments);
  }

  /**
   * Runs the first program on a CPU, in an interrupt: if there are new keys, the kernel may have no
   * memory for them before it is over.
   */
  void runOn(int cpu, long... arguments) {
    run(ON_CPU, cpu, arguments);
  }

  private void run(int flags, int cpu, long... arguments) {
    Pointer context = Memory.allocateDirect(RUNTIME, CONTEXT_BYTES);
    context.setMemory(0, CONTEXT_BYTES, (byte) 0);
    for (int i = 0; i < arguments.length; i++) {
      context.putLong(i * 8L, arguments[i]);
    }
    Pointer attributes = Memory.allocateDirect(RUNTIME, 80);
    attributes.setMemory(0, 80, (byte) 0);
    attributes.putInt(0, objects.programs().get(0).descriptor().number());
    attributes.putInt(40, CONTEXT_BYTES);
    attributes.putLong(48, context.address());
    attributes.putInt(64, flags);
    attributes.putInt(68, cpu);
    if (CALLS.syscall(BPF, TEST_RUN, attributes, 80) < 0) {
      throw new AssertionError("test run: errno " + RUNTIME.getLastError());
    }
    if (attributes.getInt(4) != 0) {
      throw new AssertionError("program returned " + attributes.getInt(4));
    }
  }

  /** An entry, its value on each CPU. */
  record Entry(ByteBuffer key, List<ByteBuffer> values) {
    /** A u64 of the value, added up over CPUs. */
    long sum(int offset) {
      return values.stream().mapToLong(value -> value.getLong(offset)).sum();
    }
  }

  MapLayout layout(String name) {
    return script.scriptMaps().stream()
        .filter(layout -> layout.map().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The entries of a script's map that were set. */
  List<Entry> entries(String name) {
    MapLayout layout = layout(name);
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : all(layout.bpfMap())) {
      if (layout.setOffset() < 0
          || entry.values().stream().anyMatch(v -> v.getLong(layout.setOffset()) != 0)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The only entry. */
  Entry entry(String name) {
    List<Entry> entries = entries(name);
    if (entries.size() != 1) {
      throw new AssertionError(name + " has " + entries.size() + " entries");
    }
    return entries.get(0);
  }

  /** All entries of a BPF map. */
  List<Entry> all(String bpfMap) {
    BpfMap map = objects.map(bpfMap);
    MapBatch batch = map.newBatch(512);
    List<Entry> entries = new ArrayList<>();
    try {
      boolean more = true;
      while (more) {
        more = map.read(batch);
        for (int entry = 0; entry < batch.size(); entry++) {
          List<ByteBuffer> values = new ArrayList<>();
          for (int cpu = 0; cpu < batch.cpus(); cpu++) {
            values.add(
                copy(batch.values(), batch.valueOffset(entry, cpu), map.spec().valueBytes()));
          }
          entries.add(
              new Entry(copy(batch.keys(), batch.keyOffset(entry), map.spec().keyBytes()), values));
        }
      }
    } catch (SystemCallException e) {
      throw new AssertionError(e);
    }
    return entries;
  }

  BpfMap map(String bpfMap) {
    return objects.map(bpfMap);
  }

  /** The records in the ring; each with what it is. */
  List<Sent> sent() {
    List<Sent> records = new ArrayList<>();
    try (RingBuffer ring = RingBuffer.map(LibC.load(), objects.map(CompiledScript.RING))) {
      ring.reader()
          .poll(
              (data, offset, length) -> {
                ByteBuffer record = copy(data, offset, length);
                int id = record.getInt(EventLayout.ID_OFFSET);
                MessageLayout layout =
                    script.messages().stream().filter(m -> m.id() == id).findFirst().orElseThrow();
                records.add(new Sent(layout, record));
              },
              Integer.MAX_VALUE);
    } catch (SystemCallException e) {
      throw new AssertionError(e);
    }
    return records;
  }

  /** A record of the ring. */
  record Sent(MessageLayout layout, ByteBuffer record) {
    /** Where a value lies. */
    int offset(int value) {
      return layout.offsets().get(value);
    }
  }

  /** What a counter came to, by its reason, on all CPUs. */
  long counted(String reason) {
    long sum = 0;
    for (int i = 0; i < script.counters().counters().size(); i++) {
      if (script.counters().counters().get(i).reason().equals(reason)) {
        sum += all(script.counters().map()).get(0).sum(i * Long.BYTES);
      }
    }
    return sum;
  }

  private static ByteBuffer copy(ByteBuffer from, int offset, int length) {
    ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    return copy.put(0, from, offset, length);
  }

  @Override
  public void close() {
    objects.close();
  }
}
