package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeCatalog;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.process.DebugFiles;
import io.tapline.agent.target.symbol.SyscallNames;
import io.tapline.agent.target.tracefs.Tracefs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the host this runs on offers. Thread-safe. Binaries are read anew at each question, since
 * they are replaced under a running agent; the kernel's lists are read once.
 */
public final class HostProbeCatalog implements ProbeCatalog {
  /** sys_enter_NAME for calls whose function in the kernel has another name, on x86-64. */
  private static final Map<String, String> KERNEL_NAMES =
      Map.of(
          "newstat", "stat",
          "newlstat", "lstat",
          "newfstat", "fstat",
          "newfstatat", "newfstatat",
          "newuname", "uname",
          "sendfile64", "sendfile",
          "umount", "umount2");

  private static final Path SYMBOLS = Path.of("/proc/kallsyms");

  private final TracefsSource tracefs;
  private final SyscallNames systemCalls = SyscallNames.load();
  private final KernelTypes types;
  private final KernelFunctionList functions;
  private final DebugFiles debugFiles;
  private final BinaryFinder binaries;
  private final Map<Provider, ProviderCatalog> catalogs = new EnumMap<>(Provider.class);

  /** Likewise with nothing said beforehand. */
  public HostProbeCatalog(TracefsSource tracefs, Path btf, BinaryFinder binaries) {
    this(tracefs, btf, binaries, CatalogOptions.USUAL);
  }

  /**
   * @param tracefs asked at the first tracepoint
   * @param btf the kernel's BTF, read when it is first needed
   * @param binaries what names of programs mean, and which process is traced
   */
  public HostProbeCatalog(
      TracefsSource tracefs, Path btf, BinaryFinder binaries, CatalogOptions options) {
    this.tracefs = tracefs;
    this.binaries = binaries;
    this.types = new KernelTypes(btf);
    this.functions =
        new KernelFunctionList(
            SYMBOLS, options.traceable().map(List::of).orElseGet(Tracefs::traceableFunctions));
    this.debugFiles = new DebugFiles(Path.of("/"), options.debugFolders());
    catalogs.put(Provider.TRACEPOINT, new TracepointCatalog(tracefs));
    catalogs.put(Provider.RAWTRACEPOINT, new RawTracepointCatalog(types));
    catalogs.put(Provider.USDT, new UsdtCatalog(binaries));
    catalogs.put(Provider.UPROBE, new UprobeCatalog(binaries, options, false));
    catalogs.put(Provider.URETPROBE, new UprobeCatalog(binaries, options, true));
    catalogs.put(Provider.KPROBE, new KprobeCatalog(functions, false));
    catalogs.put(Provider.KRETPROBE, new KprobeCatalog(functions, true));
    catalogs.put(Provider.FENTRY, new FentryCatalog(types, false));
    catalogs.put(Provider.FEXIT, new FentryCatalog(types, true));
    catalogs.put(Provider.SOFTWARE, new CountedCatalog(CountedEvents.SOFTWARE));
    catalogs.put(Provider.HARDWARE, new CountedCatalog(CountedEvents.HARDWARE));
    catalogs.put(Provider.WATCHPOINT, new WatchpointCatalog());
    catalogs.put(Provider.ITER, new IteratorCatalog(types));
    catalogs.put(
        Provider.PROFILE, new TimerCatalog(Provider.PROFILE.keyword(), ProbePoint.Profile::new));
    catalogs.put(
        Provider.INTERVAL, new TimerCatalog(Provider.INTERVAL.keyword(), ProbePoint.Interval::new));
    catalogs.put(Provider.BEGIN, new OnceCatalog(new ProbePoint.Begin()));
    catalogs.put(Provider.END, new OnceCatalog(new ProbePoint.End()));
    catalogs.put(Provider.SELF, new SelfCatalog());
    catalogs.put(Provider.BENCH, new LabelCatalog(Provider.BENCH.keyword(), ProbePoint.Bench::new));
    catalogs.put(Provider.TEST, new LabelCatalog(Provider.TEST.keyword(), ProbePoint.Test::new));
  }

  @Override
  public List<ProbePoint> match(ProbePattern pattern) throws ProbeUnavailableException {
    return catalog(pattern).match(pattern.parts());
  }

  @Override
  public Optional<TracepointFormat> format(String category, String event) {
    try {
      return tracefs.get().format(category, event);
    } catch (ProbeUnavailableException e) {
      // Whoever asks for a format has matched the event first, and was told there.
      return Optional.empty();
    }
  }

  @Override
  public List<String> similar(ProbePattern pattern) {
    try {
      return SimilarNames.near(pattern.toString(), catalog(pattern).names(pattern.parts()));
    } catch (ProbeUnavailableException e) {
      // A hint that cannot be had is no hint: the error itself was reported by match.
      return List.of();
    }
  }

  @Override
  public int cpus() {
    return PossibleCpus.count();
  }

  @Override
  public OptionalLong cgroup(Path folder) {
    try {
      return OptionalLong.of((Long) Files.getAttribute(folder, "unix:ino"));
    } catch (IOException | UnsupportedOperationException e) {
      // Whoever asked says that it is not there.
      return OptionalLong.empty();
    }
  }

  @Override
  public OptionalInt systemCall(String name) {
    // Tracepoints carry the names of the kernel's functions, which are not always the call's.
    OptionalLong number = systemCalls.number(KERNEL_NAMES.getOrDefault(name, name));
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  @Override
  public Optional<Btf> btf() {
    try {
      return Optional.of(types.get("types"));
    } catch (ProbeUnavailableException e) {
      return Optional.empty();
    }
  }

  @Override
  public OptionalLong kernelSymbol(String name) {
    try {
      return functions.address(name);
    } catch (IOException e) {
      // Without /proc nothing is known, as where addresses are hidden.
      return OptionalLong.empty();
    }
  }

  @Override
  public Optional<BinarySymbol> symbol(Path binary, String name) {
    try (BinaryFunctions found = BinaryFunctions.open(binary, debugFiles)) {
      return found.symbol(name);
    } catch (IOException e) {
      // No binary, or a damaged one: it has no symbols.
      return Optional.empty();
    }
  }

  /** What lists this host's probes and types. */
  public ProbeLister lister() {
    KernelArguments kernel = new KernelArguments(types);
    List<ListedProvider> listed =
        List.of(
            new ListedTracepoints(tracefs),
            new ListedRawTracepoints(new RawTracepointCatalog(types), kernel),
            ListedNames.counted(Provider.SOFTWARE, CountedEvents.SOFTWARE),
            ListedNames.counted(Provider.HARDWARE, CountedEvents.HARDWARE),
            ListedNames.timers(Provider.INTERVAL),
            ListedNames.timers(Provider.PROFILE),
            new ListedNames(Provider.SELF, List.of("signal:SIGUSR1"), false),
            new ListedNames(Provider.BENCH, List.of(":"), true),
            new ListedNames(Provider.TEST, List.of(":"), true),
            new ListedKernelFunctions(Provider.KPROBE, functions, kernel),
            new ListedKernelFunctions(Provider.KRETPROBE, functions, kernel),
            new ListedKernelFunctions(Provider.FENTRY, functions, kernel),
            new ListedKernelFunctions(Provider.FEXIT, functions, kernel),
            new ListedIterators(new IteratorCatalog(types), kernel),
            new ListedUprobes(Provider.UPROBE, binaries, debugFiles),
            new ListedUprobes(Provider.URETPROBE, binaries, debugFiles),
            new ListedUsdt(binaries));
    return new ProbeLister(listed, new TypeLister(types), binaries.process() != 0);
  }

  private ProviderCatalog catalog(ProbePattern pattern) throws ProbeUnavailableException {
    ProviderCatalog catalog = catalogs.get(pattern.provider());
    if (catalog == null) {
      throw new ProbeUnavailableException(
          "Invalid probe type: " + pattern.provider().keyword(),
          "bpftrace 0.26 removed it; watchpoint:ADDRESS:LENGTH:MODE is what there is");
    }
    return catalog;
  }
}
