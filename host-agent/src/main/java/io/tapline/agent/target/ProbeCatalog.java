package io.tapline.agent.target;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.btf.Btf;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a host offers to be probed. Reads only; answers are values. */
public interface ProbeCatalog {

  /**
   * The sites that match a pattern, in a stable order; empty when there are none.
   *
   * @throws ProbeUnavailableException when the provider as a whole cannot be used here, with what
   *     is missing and what to do
   */
  List<ProbePoint> match(ProbePattern pattern) throws ProbeUnavailableException;

  /** The format of a tracepoint; empty when there is no such event. */
  Optional<TracepointFormat> format(String category, String event);

  /** Names near {@code pattern}, nearest first, for a hint; at most three. */
  List<String> similar(ProbePattern pattern);

  /**
   * The number of the system call whose tracepoints are {@code sys_enter_NAME} and {@code
   * sys_exit_NAME}. With it the compiler watches the call from the cheap raw tracepoint; when it is
   * empty, from the call's own tracepoint.
   */
  default OptionalInt systemCall(String name) {
    return OptionalInt.empty();
  }

  /** The types of the running kernel; empty when it does not tell them. */
  default Optional<Btf> btf() {
    return Optional.empty();
  }

  /** The address of a symbol of the kernel; empty when there is none, or it is not shown to us. */
  default OptionalLong kernelSymbol(String name) {
    return OptionalLong.empty();
  }

  /** How many processors the host can have. */
  default int cpus() {
    return 1;
  }

  /** The id of a control group of version 2, by its folder; empty when there is none. */
  default OptionalLong cgroup(Path folder) {
    return OptionalLong.empty();
  }

  /** Nanoseconds of CLOCK_MONOTONIC now. */
  default long monotonicNanos() {
    return System.nanoTime();
  }

  /**
   * A symbol of a program or library.
   *
   * @param binary absolute
   */
  default Optional<BinarySymbol> symbol(Path binary, String name) {
    return Optional.empty();
  }

  /**
   * Where a symbol of an ELF file is.
   *
   * @param address as the file has it, before it is moved to where it is loaded
   * @param sizeBytes 0 when the file does not say
   */
  record BinarySymbol(long address, long sizeBytes) {}
}
