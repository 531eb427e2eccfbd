package io.tapline.cli.trace;

/** The command line asks for something that there is not; the message is what bpftrace says. */
public final class TraceUsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TraceUsageException(String message) {
    super(message, null, false, false);
  }
}
