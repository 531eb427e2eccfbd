package io.tapline.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.attach.Attacher;
import io.tapline.agent.kernel.attach.TracepointIds;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelFeatures;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.Loader;
import io.tapline.agent.kernel.load.Privileges;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.BpfObjectKind;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.CpuSet;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.kernel.sys.TracefsMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The kernel line with real parts; checks at its end that nothing stayed in the kernel. */
final class KernelRig implements AutoCloseable {
  private static final Path TRACEFS = Path.of("/sys/kernel/tracing");

  final LibC libc = LibC.load();
  final BpfSyscall bpf = new BpfSyscall(libc);
  final PerfEvent perf = new PerfEvent(libc);
  final KernelFeatures features = new KernelFeatures(bpf);
  final CpuSet cpus;
  final Loader loader;
  final Attacher attacher;
  private final List<KernelObjects> loaded = new ArrayList<>();
  private final Set<Integer> programIds = new HashSet<>();
  private final Set<Integer> mapIds = new HashSet<>();

  KernelRig() throws IOException {
    this(true);
  }

  /**
   * A rig.
   *
   * @param uprobeMulti whether links may serve uprobes; otherwise perf events, as on old kernels
   */
  KernelRig(boolean uprobeMulti) throws IOException {
    List<String> missing = Privileges.read().missing();
    assumeTrue(missing.isEmpty(), "missing capabilities: " + missing);
    cpus = CpuSet.read();
    loader = new Loader(bpf, uprobeMulti && features.uprobeMulti(), cpus.possible());
    TracepointIds ids = KernelRig::tracepointId;
    attacher = new Attacher(libc, bpf, perf, ids, cpus.online());
  }

  KernelObjects load(List<MapSpec> maps, List<ProgramSpec> programs) throws IOException {
    KernelObjects objects = loader.load(maps, programs);
    loaded.add(objects);
    for (Program program : objects.programs()) {
      programIds.add(program.info().id());
    }
    for (BpfMap map : objects.maps().values()) {
      mapIds.add(mapId(map));
    }
    return objects;
  }

  static MapSpec array(String name, int valueBytes) {
    return new MapSpec(name, MapType.ARRAY, 4, valueBytes, 1, 0);
  }

  static MapSpec ring(String name, int bytes) {
    return new MapSpec(name, MapType.RINGBUF, 0, 0, bytes, 0);
  }

  static ProgramSpec program(ProgramType type, Instruction... instructions) {
    return new ProgramSpec("test", type, List.of(instructions));
  }

  /** The u64 at {@code offset} of an array's only value. */
  static long counter(BpfMap map, int offset) throws IOException {
    ByteBuffer value = map.newValue();
    assertThat(map.lookup(map.newKey(), value)).isTrue();
    return value.getLong(offset);
  }

  @Override
  public void close() throws IOException {
    loaded.forEach(KernelObjects::close);
    attacher.close();
    // The kernel frees programs and maps after a grace period of its own.
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(programIds).doesNotContainAnyElementsOf(ids(BpfObjectKind.PROGRAM));
              assertThat(mapIds).doesNotContainAnyElementsOf(ids(BpfObjectKind.MAP));
            });
  }

  private Set<Integer> ids(BpfObjectKind kind) throws SystemCallException {
    Set<Integer> ids = new HashSet<>();
    for (int id = bpf.nextId(kind, 0); id != 0; id = bpf.nextId(kind, id)) {
      ids.add(id);
    }
    // The assertion wants at least one id to look for; this is none.
    ids.add(-1);
    return ids;
  }

  private int mapId(BpfMap map) throws SystemCallException {
    ByteBuffer info = ByteBuffer.allocateDirect(80).order(ByteOrder.nativeOrder());
    bpf.objectInfo(map.descriptor(), info);
    return info.getInt(4);
  }

  private static OptionalInt tracepointId(String category, String event) {
    try {
      Path id = TRACEFS.resolve("events").resolve(category).resolve(event).resolve("id");
      if (Files.notExists(TRACEFS.resolve("events"))) {
        new TracefsMount(LibC.load()).mount(TRACEFS);
      }
      return Files.exists(id)
          ? OptionalInt.of(Integer.parseInt(Files.readString(id).strip()))
          : OptionalInt.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
