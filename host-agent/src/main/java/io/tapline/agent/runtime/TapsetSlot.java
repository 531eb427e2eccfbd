package io.tapline.agent.runtime;

import io.tapline.agent.publish.StatusSnapshot;
import io.tapline.agent.script.tapset.Tapset;
import org.jspecify.annotations.Nullable;

/** A tapset the agent was asked to run, and how it is with it. On the agent's thread. */
final class TapsetSlot {
  private final Tapset tapset;
  private StatusSnapshot.State state = StatusSnapshot.State.WAITING;
  private String detail = "not tried yet";
  private @Nullable Session session;

  TapsetSlot(Tapset tapset) {
    this.tapset = tapset;
  }

  /** The running session; null when there is none. */
  @Nullable Session session() {
    return session;
  }

  /** Whether another try may succeed. */
  boolean waiting() {
    return state == StatusSnapshot.State.WAITING;
  }

  /** Tries to start; returns whether there is a new session. */
  boolean start(SessionStarter starter) {
    try {
      Session started = starter.start(tapset);
      session = started;
      state = StatusSnapshot.State.ATTACHED;
      detail = started.probes() + (started.probes() == 1 ? " probe" : " probes");
      return true;
    } catch (SessionStarter.CannotStartException e) {
      switch (e.why()) {
        case UNSUPPORTED:
          state = StatusSnapshot.State.UNSUPPORTED;
          break;
        case NOTHING_TO_TRACE:
          state = StatusSnapshot.State.WAITING;
          break;
        case FAULT:
          state = StatusSnapshot.State.FAILED;
          break;
      }
      detail = String.valueOf(e.getMessage());
      return false;
    }
  }

  /** Forgets the session, which its owner has closed. */
  void detached(StatusSnapshot.State next, String why) {
    session = null;
    state = next;
    detail = why;
  }

  StatusSnapshot.TapsetSnapshot snapshot() {
    Session running = session;
    return new StatusSnapshot.TapsetSnapshot(
        tapset.name(), state, detail, running == null ? 0 : running.probes());
  }
}
