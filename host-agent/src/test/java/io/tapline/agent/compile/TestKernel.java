package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.spec.AttachTarget;
import io.tapline.agent.bpf.spec.FunctionBtf;
import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.SaveError;

/**
 * The smallest loader that can ask the real verifier and run a program once: maps, programs and
 * BPF_PROG_TEST_RUN over one script; raw tracepoints can be attached. Closing frees everything.
 */
final class TestKernel implements AutoCloseable {
  private static final int BPF = 321;
  private static final int MAP_CREATE = 0;
  private static final int MAP_LOOKUP = 1;
  private static final int MAP_UPDATE = 2;
  private static final int MAP_NEXT_KEY = 4;
  private static final int PROG_LOAD = 5;
  private static final int TEST_RUN = 10;
  private static final int RAW_TRACEPOINT_OPEN = 17;
  private static final int BTF_LOAD = 18;
  private static final int LINK_CREATE = 28;
  private static final int ITER_CREATE = 33;
  private static final int READ = 0;
  private static final int LOG_BYTES = 1 << 22;

  /** What of libc this needs. */
  public interface LibC {
    @SaveError
    long syscall(long number, long command, Pointer attributes, long size);

    @IgnoreError
    int close(int descriptor);
  }

  private static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");
  private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

  /** Kept from the collector while the kernel reads it. */
  private static final ThreadLocal<Pointer> INFOS = new ThreadLocal<>();

  private final CompiledScript script;
  private final Map<String, Integer> maps = new HashMap<>();
  private final List<Integer> programs = new ArrayList<>();
  private final List<Integer> links = new ArrayList<>();
  private final List<Integer> verified = new ArrayList<>();

  TestKernel(CompiledScript script) {
    this.script = script;
    for (MapSpec map : script.maps()) {
      maps.put(map.name(), create(map));
    }
    for (CompiledScript.ProbeProgram program : script.programs()) {
      programs.add(load(program.spec()));
    }
  }

  /** Whether this process may load programs; else what is missing. */
  static String missingCapability() {
    Pointer attributes = attributes(72);
    attributes.putInt(0, 2);
    attributes.putInt(4, 4);
    attributes.putInt(8, 8);
    attributes.putInt(12, 1);
    long fd = LIBC.syscall(BPF, MAP_CREATE, attributes, 72);
    if (fd < 0) {
      return "CAP_BPF and CAP_PERFMON (bpf(BPF_MAP_CREATE): errno " + errno() + ")";
    }
    LIBC.close((int) fd);
    return "";
  }

  /** Instructions the verifier walked, per program. */
  List<Integer> verifiedInstructions() {
    return verified;
  }

  private static int create(MapSpec map) {
    Pointer attributes = attributes(72);
    attributes.putInt(0, map.type().number());
    attributes.putInt(4, map.keyBytes());
    attributes.putInt(8, map.valueBytes());
    attributes.putInt(12, map.maxEntries());
    attributes.putInt(16, map.flags());
    long fd = LIBC.syscall(BPF, MAP_CREATE, attributes, 72);
    if (fd < 0) {
      throw new AssertionError("create " + map + ": errno " + errno());
    }
    return (int) fd;
  }

  private int load(ProgramSpec program) {
    byte[] code = encode(program.instructions());
    Pointer instructions = Memory.allocateDirect(RUNTIME, code.length);
    instructions.put(0, code, 0, code.length);
    Pointer license = Memory.allocateDirect(RUNTIME, 4);
    license.put(0, "GPL\0".getBytes(StandardCharsets.US_ASCII), 0, 4);
    Pointer log = Memory.allocateDirect(RUNTIME, LOG_BYTES);
    log.putByte(0, (byte) 0);
    Pointer attributes = attributes(144);
    attributes.putInt(0, program.type().number());
    attributes.putInt(4, code.length / 8);
    attributes.putLong(8, instructions.address());
    attributes.putLong(16, license.address());
    attributes.putInt(24, 4);
    attributes.putInt(28, LOG_BYTES);
    attributes.putLong(32, log.address());
    int btf = describe(program, attributes);
    long fd = LIBC.syscall(BPF, PROG_LOAD, attributes, 144);
    int errno = errno();
    if (fd < 0) {
      attributes.putInt(24, 1);
      LIBC.syscall(BPF, PROG_LOAD, attributes, 144);
      throw new AssertionError(
          "load " + program.name() + ": errno " + errno + "\n" + tail(log.getString(0)));
    }
    LIBC.close(btf);
    String statistics = log.getString(0);
    verified.add(Integer.parseInt(statistics.replaceAll("(?s).*processed (\\d+) insns.*", "$1")));
    return (int) fd;
  }

  /** Adds functions' types where the program has callbacks; answers a descriptor, or -1. */
  private static int describe(ProgramSpec program, Pointer attributes) {
    program
        .target()
        .ifPresent(
            t -> {
              attributes.putInt(68, t.attachType());
              attributes.putInt(108, t.btfId() == 0 ? function(t.function()) : t.btfId());
            });
    if (!program.callbacks()) {
      return -1;
    }
    Pointer types = memory(FunctionBtf.types(program.functions()));
    Pointer load = attributes(28);
    load.putLong(0, types.address());
    load.putInt(16, (int) types.size());
    long btf = LIBC.syscall(BPF, BTF_LOAD, load, 28);
    if (btf < 0) {
      throw new AssertionError("load BTF: errno " + errno());
    }
    Pointer infos = memory(FunctionBtf.infos(program.functions()));
    INFOS.set(infos);
    attributes.putInt(72, (int) btf);
    attributes.putInt(76, FunctionBtf.INFO_BYTES);
    attributes.putLong(80, infos.address());
    attributes.putInt(88, program.functions().size());
    return (int) btf;
  }

  private static int function(String name) {
    try {
      return Btf.open(Btf.VMLINUX).find(BtfKind.FUNC, name).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pointer memory(byte[] bytes) {
    Pointer memory = Memory.allocateDirect(RUNTIME, bytes.length);
    memory.put(0, bytes, 0, bytes.length);
    return memory;
  }

  private static String tail(String log) {
    int bytes = Integer.getInteger("verifier.tail", 3000);
    return log.substring(Math.max(0, log.length() - bytes));
  }

  private byte[] encode(List<Instruction> program) {
    int slots = program.stream().mapToInt(Instruction::slots).sum();
    byte[] bytes = new byte[slots * 8];
    ByteBuffer code = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (Instruction i : program) {
      long immediate = i.immediate();
      if (i.map() != null) {
        Integer fd = maps.get(i.map());
        if (fd == null) {
          throw new AssertionError("program refers to a map that is not there: " + i.map());
        }
        immediate = fd | immediate << 32;
      }
      code.put((byte) i.opcode());
      code.put((byte) (i.destination() | i.source() << 4));
      code.putShort((short) i.offset());
      code.putInt((int) immediate);
      if (i.slots() == 2) {
        code.putInt(0);
        code.putInt((int) (immediate >> 32));
      }
    }
    return bytes;
  }

  /** Runs a raw tracepoint's program once with these arguments; it answers 0. */
  void run(int program, long... arguments) {
    int answer = answer(program, arguments);
    if (answer != 0) {
      throw new AssertionError("program returned " + answer);
    }
  }

  /** Runs a raw tracepoint's program once with these arguments; what it answers. */
  int answer(int program, long... arguments) {
    Pointer context = Memory.allocateDirect(RUNTIME, Math.max(1, arguments.length) * 8);
    for (int i = 0; i < arguments.length; i++) {
      context.putLong(i * 8L, arguments[i]);
    }
    Pointer attributes = attributes(80);
    attributes.putInt(0, programs.get(program));
    attributes.putInt(40, arguments.length * 8);
    attributes.putLong(48, arguments.length == 0 ? 0 : context.address());
    if (LIBC.syscall(BPF, TEST_RUN, attributes, 80) < 0) {
      throw new AssertionError("test run: errno " + errno());
    }
    return attributes.getInt(4);
  }

  /** Attaches every program, all of them raw tracepoints; closing detaches. */
  void attach() {
    for (int i = 0; i < programs.size(); i++) {
      String event = ((ProbePoint.RawTracepoint) script.programs().get(i).points().get(0)).event();
      byte[] name = (event + "\0").getBytes(StandardCharsets.US_ASCII);
      Pointer memory = Memory.allocateDirect(RUNTIME, name.length);
      memory.put(0, name, 0, name.length);
      Pointer attributes = attributes(16);
      attributes.putLong(0, memory.address());
      attributes.putInt(8, programs.get(i));
      long fd = LIBC.syscall(BPF, RAW_TRACEPOINT_OPEN, attributes, 16);
      if (fd < 0) {
        throw new AssertionError("attach " + event + ": errno " + errno());
      }
      links.add((int) fd);
    }
  }

  /** Goes with an iterator's program over all objects of its kind. */
  void iterate(int program) {
    Pointer link = attributes(64);
    link.putInt(0, programs.get(program));
    link.putInt(8, AttachTarget.ITERATOR);
    int linkFd = opened(LIBC.syscall(BPF, LINK_CREATE, link, 64), "link iterator");
    links.add(linkFd);
    Pointer create = attributes(8);
    create.putInt(0, linkFd);
    int iterator = opened(LIBC.syscall(BPF, ITER_CREATE, create, 8), "create iterator");
    Pointer nothing = attributes(4096);
    while (LIBC.syscall(READ, iterator, nothing, 4096) > 0) {
      // What it prints is nothing to us.
    }
    LIBC.close(iterator);
  }

  private static int opened(long fd, String deed) {
    if (fd < 0) {
      throw new AssertionError(deed + ": errno " + errno());
    }
    return (int) fd;
  }

  /** Sets the epoch's parity. */
  void epoch(int parity) {
    Pointer key = Memory.allocateDirect(RUNTIME, 4);
    key.putInt(0, 0);
    Pointer value = Memory.allocateDirect(RUNTIME, 8);
    value.putLong(0, parity);
    element(MAP_UPDATE, maps.get(CompiledScript.GLOBALS), key, value);
  }

  /** A counter's sum over CPUs; 0 when the script has no such counter. */
  long counter(int parity, String kind, String reason) {
    long sum = 0;
    var counters = script.counters().counters();
    for (int i = 0; i < counters.size(); i++) {
      if (counters.get(i).kind().name().equals(kind) && counters.get(i).reason().equals(reason)) {
        sum += counter(parity, i, counters.size());
      }
    }
    return sum;
  }

  private long counter(int parity, int index, int size) {
    Pointer key = Memory.allocateDirect(RUNTIME, 4);
    key.putInt(0, parity);
    Pointer value = Memory.allocateDirect(RUNTIME, 8 * size * 256);
    element(MAP_LOOKUP, maps.get(script.counters().map()), key, value);
    long sum = 0;
    for (int cpu = 0; cpu < 256; cpu++) {
      sum += value.getLong(8L * (cpu * size + index));
    }
    return sum;
  }

  /** What a map without keys holds. */
  ByteBuffer value(String map) {
    MapLayout layout = layout(map);
    Pointer key = attributes(layout.keyBytes());
    Pointer value = attributes(layout.valueBytes() + Long.BYTES * 4);
    element(MAP_LOOKUP, maps.get(layout.bpfMap()), key, value);
    return bytes(value, layout.valueBytes());
  }

  /** What {@link Ir#RESULTS} holds. */
  Map<Long, Long> results() {
    Map<Long, Long> results = new HashMap<>();
    entries(layout("results").bpfMap())
        .forEach((key, value) -> results.put(key.getLong(0), value.getLong(0)));
    return results;
  }

  /** Marks all slots of scratch memory as taken, on every CPU. */
  void takeAllScratch() {
    MapSpec spec =
        script.maps().stream().filter(m -> m.name().equals("scratch")).findFirst().orElseThrow();
    int stride = (spec.valueBytes() + 7) / 8 * 8;
    Pointer key = attributes(4);
    Pointer value = attributes(stride * 256);
    for (int cpu = 0; cpu < 256; cpu++) {
      value.putLong((long) cpu * stride, 1);
    }
    for (int slot = 0; slot < spec.maxEntries(); slot++) {
      key.putInt(0, slot);
      element(MAP_UPDATE, maps.get("scratch"), key, value);
    }
  }

  /** Memory of this process that holds these bytes. */
  static Pointer user(byte[] bytes) {
    return memory(bytes);
  }

  private MapLayout layout(String map) {
    return script.scriptMaps().stream()
        .filter(m -> m.map().name().equals("@" + map))
        .findFirst()
        .orElseThrow();
  }

  /** The text that a map without keys holds; fails if anything but zeros follows its end. */
  String text(String map, int bytes) {
    ByteBuffer value = value(map);
    int length = 0;
    while (length < bytes && value.get(length) != 0) {
      length++;
    }
    for (int i = length; i < (bytes + 7) / 8 * 8; i++) {
      if (value.get(i) != 0) {
        throw new AssertionError("byte " + i + " behind a text of " + length + " is not zero");
      }
    }
    byte[] text = new byte[length];
    value.get(0, text);
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** The number that a map without keys holds, in its own size. */
  long scalar(String map) {
    ByteBuffer value = value(map);
    Type.Int type = Scalars.asInteger(((StateMap) layout(map).map()).value());
    int shift = Long.SIZE - type.sizeBytes() * Byte.SIZE;
    long bits = 0;
    for (int i = type.sizeBytes() - 1; i >= 0; i--) {
      bits = (bits << Byte.SIZE) | (value.get(i) & 0xff);
    }
    bits <<= shift;
    return type.signed() ? bits >> shift : bits >>> shift;
  }

  /** The number that a map without keys holds. */
  long number(String map) {
    return value(map).getLong(0);
  }

  /** All entries of a hash map, key bytes to value bytes, both little endian. */
  Map<ByteBuffer, ByteBuffer> entries(String map) {
    MapSpec spec =
        script.maps().stream().filter(m -> m.name().equals(map)).findFirst().orElseThrow();
    if (spec.type() != MapType.HASH) {
      throw new AssertionError("not a hash map: " + spec);
    }
    Map<ByteBuffer, ByteBuffer> entries = new LinkedHashMap<>();
    Pointer key = Memory.allocateDirect(RUNTIME, spec.keyBytes());
    Pointer next = Memory.allocateDirect(RUNTIME, spec.keyBytes());
    Pointer value = Memory.allocateDirect(RUNTIME, spec.valueBytes());
    boolean first = true;
    while (next(maps.get(map), first ? null : key, next)) {
      first = false;
      element(MAP_LOOKUP, maps.get(map), next, value);
      entries.put(bytes(next, spec.keyBytes()), bytes(value, spec.valueBytes()));
      byte[] copy = new byte[spec.keyBytes()];
      next.get(0, copy, 0, copy.length);
      key.put(0, copy, 0, copy.length);
    }
    return entries;
  }

  private static boolean next(int map, Pointer key, Pointer next) {
    Pointer attributes = attributes(32);
    attributes.putInt(0, map);
    attributes.putLong(8, key == null ? 0 : key.address());
    attributes.putLong(16, next.address());
    return LIBC.syscall(BPF, MAP_NEXT_KEY, attributes, 32) >= 0;
  }

  private static void element(int command, int map, Pointer key, Pointer value) {
    Pointer attributes = attributes(32);
    attributes.putInt(0, map);
    attributes.putLong(8, key.address());
    attributes.putLong(16, value.address());
    if (LIBC.syscall(BPF, command, attributes, 32) < 0) {
      throw new AssertionError("map command " + command + ": errno " + errno());
    }
  }

  private static ByteBuffer bytes(Pointer memory, int length) {
    byte[] copy = new byte[length];
    memory.get(0, copy, 0, length);
    return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Pointer attributes(int size) {
    Pointer attributes = Memory.allocateDirect(RUNTIME, size);
    attributes.setMemory(0, size, (byte) 0);
    return attributes;
  }

  private static int errno() {
    return RUNTIME.getLastError();
  }

  @Override
  public void close() {
    links.forEach(LIBC::close);
    programs.forEach(LIBC::close);
    maps.values().forEach(LIBC::close);
  }
}
