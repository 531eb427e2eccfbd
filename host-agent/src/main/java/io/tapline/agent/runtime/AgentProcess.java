package io.tapline.agent.runtime;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.event.FieldText;
import io.tapline.agent.event.FieldType;
import io.tapline.agent.event.KernelClock;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.kernel.ring.RingBuffer;
import io.tapline.agent.kernel.sys.MonotonicClock;
import io.tapline.agent.publish.AgentIdentity;
import io.tapline.agent.publish.EventPublisher;
import io.tapline.agent.script.tapset.Tapset;
import io.tapline.agent.script.tapset.TapsetHeader;
import io.tapline.agent.script.tapset.TapsetLibrary;
import io.tapline.agent.target.symbol.DeviceNames;
import io.tapline.agent.target.symbol.SyscallNames;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Puts the rooms of the agent together on this host, and takes them apart again. */
public final class AgentProcess implements AutoCloseable {
  private static final int RING_BYTES = 16 << 20;
  private static final String IDENTITY_FILE = "agent.id";

  private final Agent agent;
  private final HostKernel kernel;
  private final RingBuffer ring;
  private final BpfMap ringMap;

  private AgentProcess(Agent agent, HostKernel kernel, RingBuffer ring, BpfMap ringMap) {
    this.agent = agent;
    this.kernel = kernel;
    this.ring = ring;
    this.ringMap = ringMap;
  }

  /**
   * Prepares an agent; nothing is attached before {@link Agent#run}.
   *
   * @param publisher stays with the caller
   * @throws LoadException when this process may not use BPF, saying which right is missing
   */
  public static AgentProcess prepare(List<Tapset> tapsets, EventPublisher publisher)
      throws IOException, LoadException {
    HostKernel kernel = HostKernel.open();
    BpfMap ringMap =
        kernel
            .loader()
            .create(new MapSpec(CompiledScript.RING, MapType.RINGBUF, 0, 0, RING_BYTES, 0));
    RingBuffer ring = RingBuffer.map(kernel.libc(), ringMap);
    RingPump pump = new RingPump(ring.reader());
    MonotonicClock clocks = kernel.clocks();
    KernelClock clock =
        new KernelClock(
            clocks::monotonicNanos, clocks::realtimeNanos, HostFacts.timeNamespaceOffsetNanos());
    KernelSessions sessions =
        new KernelSessions(
            new TapsetCompiler(kernel.catalog(), kernel.features()),
            kernel.loader(),
            kernel.attacher(),
            ringMap,
            pump,
            publisher,
            fieldText(),
            clock,
            clocks::realtimeNanos);
    Agent agent =
        new Agent(
            tapsets,
            sessions,
            pump,
            publisher,
            clock,
            clocks::realtimeNanos,
            HostFacts.kernelRelease(),
            kernel.cpus().online().size());
    return new AgentProcess(agent, kernel, ring, ringMap);
  }

  /** The agent, to be run and stopped. */
  public Agent agent() {
    return agent;
  }

  /**
   * What names stand for: a tapset of the library; {@code default}, for those that run unless
   * others are asked for; a file that ends in {@code .bt}, for a script of one's own.
   *
   * @throws IllegalArgumentException when there is nothing of that name, with the nearest one
   */
  public static List<Tapset> tapsets(List<String> names) throws IOException {
    TapsetLibrary library = TapsetLibrary.load();
    Map<String, Tapset> tapsets = new LinkedHashMap<>();
    for (String name : names) {
      if (name.equals("default")) {
        library.defaults().forEach(each -> tapsets.put(each, find(library, each)));
      } else if (name.endsWith(".bt")) {
        Tapset own = file(Path.of(name));
        tapsets.put(own.name(), own);
      } else {
        tapsets.put(name, find(library, name));
      }
    }
    return List.copyOf(tapsets.values());
  }

  private static Tapset find(TapsetLibrary library, String name) {
    return library
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no tapset is called "
                        + name
                        + library.nearest(name).map(n -> "; did you mean " + n + "?").orElse("")
                        + " (tapline list tapsets shows them all)"));
  }

  private static Tapset file(Path path) throws IOException {
    String script;
    try {
      script = Files.readString(path);
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(path + " is not UTF-8 text", e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no script " + path, e);
    }
    String name = String.valueOf(path.getFileName());
    return new Tapset(TapsetHeader.of(script, name.substring(0, name.length() - 3)), script);
  }

  /** Who this agent is: the host's identity is kept in {@code state}, the boot is drawn anew. */
  public static AgentIdentity identity(Path state) throws IOException {
    Files.createDirectories(state);
    Path file = state.resolve(IDENTITY_FILE);
    if (!Files.exists(file)) {
      Files.writeString(file, UUID.randomUUID() + "\n");
    }
    return new AgentIdentity(
        Files.readString(file).strip(),
        HostFacts.hostName(),
        new SecureRandom().nextLong() & Long.MAX_VALUE);
  }

  /** The identity that an agent has kept in {@code state}, if there ever was one. */
  public static Optional<String> knownIdentity(Path state) throws IOException {
    Path file = state.resolve(IDENTITY_FILE);
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  private static FieldText fieldText() {
    SyscallNames syscalls = SyscallNames.load();
    DeviceNames devices = new DeviceNames();
    return (kind, number) ->
        kind == FieldType.Kind.SYSCALL ? syscalls.name(number) : devices.name(number);
  }

  @Override
  public void close() {
    kernel.close();
    ring.close();
    ringMap.close();
  }
}
