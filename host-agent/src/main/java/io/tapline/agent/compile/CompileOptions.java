package io.tapline.agent.compile;

import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;

/**
 * Bounds of what a script may use.
 *
 * @param stateEntries entries of a map that holds plain values
 * @param aggregateEntries entries of each of an aggregation's two maps
 * @param ringBytes size of the ring buffer, a power of two
 * @param defaultTextBytes buffer of a text whose length the script does not say
 * @param maxTextBytes longest buffer a script may say
 * @param maxSites sites that all probes of a script may match together, one program each
 * @param maxMapBytes kernel memory of all maps together, the ring left out
 * @param dialect whom the script is for
 * @param config what its settings are unless it says
 * @param arguments what it is given on the command line
 * @param firstEventId number that ring records of the script's first emit statement carry; scripts
 *     that share a ring must not share numbers
 * @param reportFaults whether programs tell of helpers that fail to read memory, not only count
 * @param threadStorage whether the kernel lets programs keep something with a thread: {@code
 *     KernelFeatures.taskStorage}
 */
public record CompileOptions(
    int stateEntries,
    int aggregateEntries,
    int ringBytes,
    int defaultTextBytes,
    int maxTextBytes,
    int maxSites,
    long maxMapBytes,
    int firstEventId,
    Dialect dialect,
    ScriptConfig config,
    ScriptArguments arguments,
    boolean reportFaults,
    boolean threadStorage) {

  /** What holds unless somebody says otherwise. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(
          10_240,
          16_384,
          16 << 20,
          64,
          1024,
          1024,
          16L << 20,
          0,
          Dialect.PIPELINE,
          ScriptConfig.DEFAULT,
          ScriptArguments.NONE,
          false,
          false);

  /** For one terminal, with bpftrace's bounds. */
  public static CompileOptions trace(ScriptConfig config, ScriptArguments arguments) {
    return new CompileOptions(
        config.maxMapKeys(),
        config.maxMapKeys(),
        16 << 20,
        config.maxStrlen(),
        config.maxStrlen(),
        config.maxProbes(),
        1L << 30,
        0,
        Dialect.TRACE,
        config,
        arguments,
        false,
        false);
  }

  /** The same with other settings, which the bounds of a script for a terminal follow. */
  CompileOptions withConfig(ScriptConfig other) {
    boolean trace = dialect == Dialect.TRACE;
    int entries = Math.max(1, other.maxMapKeys());
    return new CompileOptions(
        trace ? entries : stateEntries,
        trace ? entries : aggregateEntries,
        ringBytes,
        trace ? other.maxStrlen() : defaultTextBytes,
        trace ? other.maxStrlen() : maxTextBytes,
        trace ? other.maxProbes() : maxSites,
        maxMapBytes,
        firstEventId,
        dialect,
        other,
        arguments,
        reportFaults,
        threadStorage);
  }

  /** The same bounds, for a script whose emit statements are numbered from {@code first}. */
  public CompileOptions withFirstEventId(int first) {
    return new CompileOptions(
        stateEntries,
        aggregateEntries,
        ringBytes,
        defaultTextBytes,
        maxTextBytes,
        maxSites,
        maxMapBytes,
        first,
        dialect,
        config,
        arguments,
        reportFaults,
        threadStorage);
  }

  /** The same; the user is told of each helper that fails to read memory. */
  public CompileOptions withFaultReports() {
    return new CompileOptions(
        stateEntries,
        aggregateEntries,
        ringBytes,
        defaultTextBytes,
        maxTextBytes,
        maxSites,
        maxMapBytes,
        firstEventId,
        dialect,
        config,
        arguments,
        true,
        threadStorage);
  }

  /** The same; what a script keeps under its thread alone is kept with the thread. */
  public CompileOptions withThreadStorage() {
    return new CompileOptions(
        stateEntries,
        aggregateEntries,
        ringBytes,
        defaultTextBytes,
        maxTextBytes,
        maxSites,
        maxMapBytes,
        firstEventId,
        dialect,
        config,
        arguments,
        reportFaults,
        true);
  }

  public CompileOptions {
    if (Integer.bitCount(ringBytes) != 1 || ringBytes < 4096) {
      throw new IllegalArgumentException("not a power of two of pages: ringBytes=" + ringBytes);
    }
    if (stateEntries < 1 || aggregateEntries < 1) {
      throw new IllegalArgumentException(
          "maps need room: stateEntries=" + stateEntries + " aggregateEntries=" + aggregateEntries);
    }
  }
}
