package io.tapline.agent.kernel.attach;

import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;

/**
 * One of a program's points could not be attached; carries which, from an attacher to its caller.
 */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ProbePoint point;
  private final IOException reason;

  RefusedException(ProbePoint point, IOException reason) {
    super(reason);
    this.point = point;
    this.reason = reason;
  }

  ProbePoint point() {
    return point;
  }

  IOException reason() {
    return reason;
  }
}
