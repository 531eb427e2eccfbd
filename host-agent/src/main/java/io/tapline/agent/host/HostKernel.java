package io.tapline.agent.host;

import io.tapline.agent.kernel.attach.Attacher;
import io.tapline.agent.kernel.load.KernelFeatures;
import io.tapline.agent.kernel.load.Loader;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.CpuSet;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.MonotonicClock;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.TracefsMount;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfKind;
import io.tapline.agent.target.host.BinaryFinder;
import io.tapline.agent.target.host.CatalogOptions;
import io.tapline.agent.target.host.HostProbeCatalog;
import io.tapline.agent.target.read.MalformedInputException;
import io.tapline.agent.target.tracefs.Tracefs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** The rooms that compile, load and attach, put together on this host. Thread-safe. */
public final class HostKernel implements AutoCloseable {
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");

  private final LibC libc;
  private final BpfSyscall bpf;
  private final KernelFeatures features;
  private final CpuSet cpus;
  private final Loader loader;
  private final HostProbeCatalog catalog;
  private final Attacher attacher;

  private HostKernel(
      LibC libc,
      BpfSyscall bpf,
      KernelFeatures features,
      CpuSet cpus,
      Loader loader,
      HostProbeCatalog catalog,
      Attacher attacher) {
    this.libc = libc;
    this.bpf = bpf;
    this.features = features;
    this.cpus = cpus;
    this.loader = loader;
    this.catalog = catalog;
    this.attacher = attacher;
  }

  /**
   * Opens the rooms; nothing is loaded or attached. Takes 90 to 200 ms in a cold JVM, most of it
   * for the way into the C library.
   *
   * @throws IOException when the host does not tell its CPUs
   */
  public static HostKernel open() throws IOException {
    return open(BinaryFinder.ofHost().withRunning(), CatalogOptions.USUAL);
  }

  /**
   * Likewise for the tracing of one process.
   *
   * @param process whose binaries names mean; 0 for none in particular
   * @throws IOException when the host does not tell its CPUs
   */
  public static HostKernel open(int process, CatalogOptions options) throws IOException {
    return open(BinaryFinder.ofHost(process), options);
  }

  private static HostKernel open(BinaryFinder binaries, CatalogOptions options) throws IOException {
    LibC libc = LibC.load();
    BpfSyscall bpf = new BpfSyscall(libc);
    KernelFeatures features = new KernelFeatures(bpf);
    CpuSet cpus = CpuSet.read();
    HostProbeCatalog catalog =
        new HostProbeCatalog(
            () -> Tracefs.open(new TracefsMount(libc)::mount), BTF, binaries, options);
    Loader loader =
        new Loader(
            bpf, features.uprobeMulti(), cpus.possible(), function -> function(catalog, function));
    Attacher attacher =
        new Attacher(
            libc,
            bpf,
            new PerfEvent(libc),
            (category, event) -> id(catalog, category, event),
            cpus.online());
    return new HostKernel(libc, bpf, features, cpus, loader, catalog, attacher);
  }

  /** BTF that is damaged has no functions. */
  private static OptionalInt function(HostProbeCatalog catalog, String function) {
    Optional<Btf> btf = catalog.btf();
    try {
      return btf.isPresent() ? btf.get().find(BtfKind.FUNC, function) : OptionalInt.empty();
    } catch (MalformedInputException e) {
      return OptionalInt.empty();
    }
  }

  private static OptionalInt id(HostProbeCatalog catalog, String category, String event) {
    return catalog
        .format(category, event)
        .map(TracepointFormat::id)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** The C library. */
  public LibC libc() {
    return libc;
  }

  /** The system call bpf(2). */
  public BpfSyscall bpf() {
    return bpf;
  }

  /** What this kernel can do. */
  public KernelFeatures features() {
    return features;
  }

  /** The CPUs. */
  public CpuSet cpus() {
    return cpus;
  }

  /** What turns blueprints into objects. */
  public Loader loader() {
    return loader;
  }

  /** What can be probed. */
  public HostProbeCatalog catalog() {
    return catalog;
  }

  /** What attaches. */
  public Attacher attacher() {
    return attacher;
  }

  /** The clocks, read as the kernel reads them. */
  public MonotonicClock clocks() {
    return new MonotonicClock(libc);
  }

  /** Ends the threads that detach, after at most ten seconds. */
  @Override
  public void close() {
    attacher.close();
  }
}
