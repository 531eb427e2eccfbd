package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeCatalog;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.symbol.SyscallNames;
import java.nio.file.Path;
import java.time.Duration;
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
  /** kernel.perf_event_max_sample_rate is 100,000 unless somebody lowered it. */
  private static final Duration SHORTEST_PROFILE = Duration.ofNanos(10_000);

  /** The kernel counts samples per second. */
  private static final Duration LONGEST_PROFILE = Duration.ofSeconds(1);

  /** An interval is a timer in user space: below this it would measure the scheduler. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

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

  private final TracefsSource tracefs;
  private final SyscallNames systemCalls = SyscallNames.load();
  private final Map<Provider, ProviderCatalog> catalogs = new EnumMap<>(Provider.class);

  /**
   * @param tracefs asked at the first tracepoint
   * @param btf the kernel's BTF, read at the first raw tracepoint
   * @param binaries what names of programs mean
   */
  public HostProbeCatalog(TracefsSource tracefs, Path btf, BinaryFinder binaries) {
    this.tracefs = tracefs;
    catalogs.put(Provider.TRACEPOINT, new TracepointCatalog(tracefs));
    catalogs.put(Provider.RAWTRACEPOINT, new RawTracepointCatalog(btf));
    catalogs.put(Provider.USDT, new UsdtCatalog(binaries));
    catalogs.put(
        Provider.PROFILE,
        new TimerCatalog(
            Provider.PROFILE.keyword(),
            SHORTEST_PROFILE,
            LONGEST_PROFILE,
            period -> new ProbePoint.Profile(hertz(period))));
    catalogs.put(
        Provider.INTERVAL,
        new TimerCatalog(
            Provider.INTERVAL.keyword(),
            SHORTEST_INTERVAL,
            LONGEST_INTERVAL,
            ProbePoint.Interval::new));
    catalogs.put(Provider.BEGIN, new OnceCatalog(new ProbePoint.Begin()));
    catalogs.put(Provider.END, new OnceCatalog(new ProbePoint.End()));
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
  public OptionalInt systemCall(String name) {
    // Tracepoints carry the names of the kernel's functions, which are not always the call's.
    OptionalLong number = systemCalls.number(KERNEL_NAMES.getOrDefault(name, name));
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  private ProviderCatalog catalog(ProbePattern pattern) throws ProbeUnavailableException {
    ProviderCatalog catalog = catalogs.get(pattern.provider());
    if (catalog == null) {
      throw new ProbeUnavailableException(
          "this host offers no probes of provider " + pattern.provider().keyword());
    }
    return catalog;
  }

  private static long hertz(Duration period) {
    return Math.max(1, Math.round(1e9 / period.toNanos()));
  }
}
