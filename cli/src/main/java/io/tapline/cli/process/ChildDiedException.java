package io.tapline.cli.process;

import java.nio.file.Path;
import java.util.List;

/** A child ended, or did not get ready in time. The message names it, how it ended and its log. */
public final class ChildDiedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lastLines;

  ChildDiedException(String name, String how, Path log) {
    super(name + " " + how + "; its log: " + log);
    this.lastLines = ChildLog.tail(log, 12);
  }

  /** The end of the child's log, oldest line first. */
  public List<String> lastLines() {
    return lastLines == null ? List.of() : lastLines;
  }
}
