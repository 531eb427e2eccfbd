package io.tapline.agent.kernel.load;

import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.util.OptionalInt;

/**
 * The kernel's verifier rejected a program. The message is one line; {@link #log} has the rest. A
 * script that passed all checks of ours and fails here is a fault of the compiler's.
 */
public final class VerifierException extends LoadException {
  private static final long serialVersionUID = 1L;

  private final String summary;
  private final String log;
  private final int position;

  VerifierException(ProgramSpec program, SystemCallException cause, VerifierLog log) {
    super(
        "load program "
            + program.name()
            + ": the kernel's verifier says: "
            + log.summary()
            + " ("
            + cause.errno().name()
            + ", "
            + log.omittedLines()
            + " line(s) of log omitted)",
        cause);
    this.summary = log.summary();
    this.log = log.text();
    this.position = log.position(program).orElse(-1);
  }

  /** The telling line. */
  public String summary() {
    return summary;
  }

  /** The verifier's log; of a long one the last 64 KiB. */
  public String log() {
    return log;
  }

  /** Offset in the script's text of what the rejected instruction comes from, where known. */
  public OptionalInt position() {
    return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }
}
