package io.tapline.agent.trace.output;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/**
 * Where a trace's output goes. All texts are byte strings, see {@link ByteText}. Each call writes
 * all it has to say at once. Not thread-safe.
 *
 * <p>A stream that cannot be written to is not tried again: see {@link #broken}.
 */
public interface TraceOutput {

  /** Probes are attached: {@code Attached 2 probes}. Not called when the user wants quiet. */
  void attached(int probes);

  /** {@code printf(...)}: the text as it is. */
  void printf(String text);

  /** {@code warnf(...)}, with the call's place in the script. */
  void warning(SourceRange place, String text);

  /** {@code errorf(...)}, with the call's place in the script. */
  void error(SourceRange place, String text);

  /** {@code print(value)}. */
  void value(DecodedValue value);

  /** {@code print(@map)}, or the map at the end. */
  void map(MapView map);

  /** {@code time(format)}. */
  void time(String text);

  /** {@code cat(file)}: what is in it. */
  void cat(String text);

  /** {@code join(array)}. */
  void join(String text);

  /** {@code system(command)}: what the command printed. */
  void system(String text);

  /** So many events did not fit into the ring since this was last said. */
  void lost(long events);

  /**
   * A helper of the kernel failed.
   *
   * @param helper its name without {@code bpf_}
   * @param answer what it returned, a negative error number
   */
  void helperFailed(SourceRange place, String helper, int answer);

  /** A fault that a program found by itself. */
  void fault(SourceRange place, String words);

  /**
   * {@code emit(...)}: a row. As text {@code pid=12 name=cat}, a line; a value with blanks, quotes
   * or control characters in quotes, as JSON has them. As JSON {@code {"type": "row", "data":
   * {"pid": 12, "name": "cat"}}}.
   */
  void row(List<String> names, List<DecodedValue> values);

  /**
   * Bench probes are about to run; each is told by {@link #benchmark}.
   *
   * @param names of all
   */
  void benchmarks(List<String> names);

  /**
   * What a bench probe took.
   *
   * @param nanos of one run, on average
   * @param runs how many there were
   */
  void benchmark(String name, long nanos, long runs);

  /** So many test probes are about to run. */
  void tests(int count);

  /** A test probe begins. */
  void testBegins(String name);

  /**
   * A test probe is over.
   *
   * @param printed what it printed meanwhile; shown as text only when it failed
   */
  void testEnds(String name, boolean passed, long nanos, String printed);

  /** All test probes are over. */
  void testsEnd(int count, List<String> failed);

  /** Something went wrong on the host: {@code ERROR: ...}, beside the output. */
  void hostError(String words);

  /** Something is noteworthy on the host: {@code WARNING: ...}, beside the output. */
  void hostWarning(String words);

  /** The script is over and its maps follow: call it once, also when there are none. */
  void end();

  /** Brings what was written to its readers. */
  void flush();

  /** Whether somebody closed the other end of the output: the trace should end. */
  boolean broken();
}
