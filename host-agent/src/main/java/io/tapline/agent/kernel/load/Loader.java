package io.tapline.agent.kernel.load;

import io.tapline.agent.bpf.spec.AttachTarget;
import io.tapline.agent.bpf.spec.FunctionBtf;
import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.ProgramLoad;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns blueprints into objects of the kernel. What it returns is attached to nothing and belongs
 * to the caller. Thread-safe.
 */
public final class Loader {
  private static final int LOG_BYTES = 1 << 20;

  private final BpfSyscall bpf;
  private final LoadTarget targets;
  private final int possibleCpus;

  /** For a host whose BTF nobody reads: tracing programs have to bring their ids. */
  public Loader(BpfSyscall bpf, boolean uprobeMulti, int possibleCpus) {
    this(bpf, uprobeMulti, possibleCpus, FunctionIds.NONE);
  }

  /**
   * @param uprobeMulti whether UPROBE programs are loaded for uprobe_multi links, {@link
   *     KernelFeatures#uprobeMulti}; otherwise for perf events
   * @param possibleCpus how many values the kernel hands over per entry of a per-CPU map
   * @param functions asked for what a tracing program goes to when it is known by name only
   */
  public Loader(BpfSyscall bpf, boolean uprobeMulti, int possibleCpus, FunctionIds functions) {
    this.bpf = bpf;
    this.targets = new LoadTarget(uprobeMulti, functions);
    this.possibleCpus = possibleCpus;
  }

  /**
   * Creates all maps, then loads all programs; when one fails, nothing stays behind.
   *
   * @throws VerifierException when the kernel rejects a program
   * @throws PermissionException when a right is missing
   */
  public KernelObjects load(List<MapSpec> maps, List<ProgramSpec> programs) throws LoadException {
    return load(maps, programs, Map.of());
  }

  /**
   * Likewise, with maps that exist already in the place of those of the same name.
   *
   * @param shared by name; stay with their owner
   * @throws VerifierException when the kernel rejects a program
   * @throws PermissionException when a right is missing
   */
  public KernelObjects load(
      List<MapSpec> maps, List<ProgramSpec> programs, Map<String, BpfMap> shared)
      throws LoadException {
    return load(maps, programs, shared, ProgramLoad.GPL);
  }

  /**
   * Likewise, under another license than the GPL.
   *
   * @param license as the kernel is told it; helpers that read memory are for the GPL's only
   * @throws VerifierException when the kernel rejects a program
   * @throws PermissionException when a right is missing
   */
  public KernelObjects load(
      List<MapSpec> maps, List<ProgramSpec> programs, Map<String, BpfMap> shared, String license)
      throws LoadException {
    KernelObjects objects = new KernelObjects(shared);
    try {
      for (MapSpec map : maps) {
        if (!shared.containsKey(map.name())) {
          objects.add(create(map));
        }
      }
      for (ProgramSpec program : programs) {
        objects.add(load(program, objects.maps(), license));
      }
      return objects;
    } catch (LoadException | RuntimeException e) {
      objects.close();
      throw e;
    }
  }

  /** Creates one map. */
  public BpfMap create(MapSpec spec) throws LoadException {
    try {
      FileDescriptor descriptor =
          spec.type() == MapType.TASK_STORAGE ? createStorage(spec) : createPlain(spec);
      return new BpfMap(bpf, spec, descriptor, possibleCpus);
    } catch (SystemCallException e) {
      throw refused(e);
    }
  }

  private FileDescriptor createPlain(MapSpec spec) throws SystemCallException {
    return bpf.createMap(
        spec.type().number(),
        spec.keyBytes(),
        spec.valueBytes(),
        spec.maxEntries(),
        spec.flags(),
        spec.name());
  }

  private FileDescriptor createStorage(MapSpec spec) throws SystemCallException {
    try (FileDescriptor btf = bpf.loadBtf(StorageBtf.encode(spec.valueBytes()))) {
      return bpf.createTypedMap(
          spec.type().number(),
          spec.keyBytes(),
          spec.valueBytes(),
          spec.flags(),
          spec.name(),
          btf,
          StorageBtf.KEY_TYPE,
          StorageBtf.VALUE_TYPE);
    }
  }

  /**
   * Loads one program.
   *
   * @param maps by name: every map its instructions name
   */
  public Program load(ProgramSpec spec, Map<String, BpfMap> maps) throws LoadException {
    return load(spec, maps, ProgramLoad.GPL);
  }

  private Program load(ProgramSpec spec, Map<String, BpfMap> maps, String license)
      throws LoadException {
    ByteBuffer code = new InstructionEncoder(name -> descriptor(spec, maps, name)).encode(spec);
    ProgramLoad.Target target = targets.of(spec);
    FileDescriptor descriptor;
    if (!spec.callbacks()) {
      descriptor = load(spec, target, license, code, null);
    } else {
      try (FileDescriptor types = bpf.loadBtf(direct(FunctionBtf.types(spec.functions())))) {
        ByteBuffer infos = direct(FunctionBtf.infos(spec.functions()));
        ProgramLoad.Functions functions =
            new ProgramLoad.Functions(types, infos, FunctionBtf.INFO_BYTES);
        descriptor = load(spec, target, license, code, functions);
      } catch (SystemCallException e) {
        throw refused(e);
      }
    }
    return new Program(bpf, spec, descriptor, targets.multi(spec));
  }

  private FileDescriptor load(
      ProgramSpec spec,
      ProgramLoad.Target target,
      String license,
      ByteBuffer code,
      ProgramLoad.@Nullable Functions functions)
      throws LoadException {
    return load(
        spec,
        new ProgramLoad(spec.type().number(), target, spec.name(), license, code, functions, null));
  }

  /** Loads without a log, which is faster, and only on refusal again with one. */
  private FileDescriptor load(ProgramSpec spec, ProgramLoad load) throws LoadException {
    try {
      return bpf.loadProgram(load);
    } catch (SystemCallException silent) {
      ByteBuffer log = ByteBuffer.allocateDirect(LOG_BYTES).order(ByteOrder.nativeOrder());
      try {
        return bpf.loadProgram(load.withLog(log));
      } catch (SystemCallException e) {
        VerifierLog text = new VerifierLog(text(log));
        throw text.isEmpty() ? refused(spec, e) : new VerifierException(spec, e, text);
      }
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder()).put(0, bytes);
  }

  private static int descriptor(ProgramSpec program, Map<String, BpfMap> maps, String name) {
    BpfMap map = maps.get(name);
    if (map == null) {
      throw new IllegalArgumentException(
          "program refers to a map that is not there: program=" + program.name() + ", map=" + name);
    }
    return map.descriptor().number();
  }

  /** Of a program for a function of the kernel, in words about that. */
  private static LoadException refused(ProgramSpec program, SystemCallException e) {
    int attachType = program.target().map(AttachTarget::attachType).orElse(0);
    if (attachType == AttachTarget.FENTRY || attachType == AttachTarget.FEXIT) {
      String function = program.target().orElseThrow().function();
      return new KernelFunctionException(
          e.getMessage() + ": " + KernelFunctionWords.ofHost().noTrampoline(function), e);
    }
    return refused(e);
  }

  private static LoadException refused(SystemCallException e) {
    return e.errno().isPermission()
        ? new PermissionException(e, Privileges.read())
        : new LoadException(e.getMessage(), e);
  }

  private static String text(ByteBuffer log) {
    int length = 0;
    while (length < log.capacity() && log.get(length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    log.get(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
