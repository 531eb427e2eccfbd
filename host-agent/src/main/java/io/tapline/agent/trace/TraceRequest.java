package io.tapline.agent.trace;

import io.tapline.agent.script.config.ScriptArguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to trace and how.
 *
 * @param name what messages call the script: {@code stdin}, or its file
 * @param text the script
 * @param environment where {@code BPFTRACE_...} settings are looked for
 * @param arguments what the script is given
 * @param command what to start and trace; empty for none
 * @param json whether output is JSON
 * @param quiet whether only the script speaks
 * @param warnings whether warnings are shown
 * @param helperFaults whether failed reads of memory are reported
 * @param dryRun whether it ends once everything is attached
 * @param mode which probes of the script run
 * @param stage what of the compiler's work is shown; empty for nothing
 */
public record TraceRequest(
    String name,
    String text,
    Map<String, String> environment,
    ScriptArguments arguments,
    List<String> command,
    boolean json,
    boolean quiet,
    boolean warnings,
    boolean helperFaults,
    boolean dryRun,
    Mode mode,
    Optional<Stage> stage) {
  public TraceRequest {
    environment = Map.copyOf(environment);
    command = List.copyOf(command);
  }

  /** Which probes run. */
  public enum Mode {
    /** All but bench and test probes. */
    TRACE,
    /** Bench probes, again and again, and how long each takes. */
    BENCH,
    /** Test probes, once each; what they answer and print is judged. */
    TEST
  }

  /** Steps of the compiler whose outcome can be shown. */
  public enum Stage {
    /** The tree. */
    AST,
    /** What the checker makes of it. */
    IR,
    /** The programs. */
    ASM,
    /** All of these. */
    ALL
  }
}
