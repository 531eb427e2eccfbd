package io.tapline.agent.target.host;

import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.tracefs.Tracefs;

/** Finds tracefs when it is first needed. */
@FunctionalInterface
public interface TracefsSource {
  /** Tracefs, or why there is none. */
  Tracefs get() throws ProbeUnavailableException;
}
