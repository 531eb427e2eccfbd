package io.tapline.agent.runtime;

import io.tapline.agent.script.tapset.Tapset;

/** Makes a tapset run. */
interface SessionStarter {

  /**
   * Compiles, loads and attaches. Nothing stays behind when it fails.
   *
   * @throws CannotStartException when the tapset cannot run here, now or ever
   */
  Session start(Tapset tapset) throws CannotStartException;

  /** Why a tapset does not run. */
  final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Why why;

    CannotStartException(Why why, String message) {
      super(message);
      this.why = why;
    }

    Why why() {
      return why;
    }
  }

  /** Kinds of reasons. */
  enum Why {
    /** This kernel lacks a probe, and will go on lacking it. */
    UNSUPPORTED,
    /** What it traces does not run now; it is worth trying again. */
    NOTHING_TO_TRACE,
    /** The script or the agent is wrong. */
    FAULT
  }
}
