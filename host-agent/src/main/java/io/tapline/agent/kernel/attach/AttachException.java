package io.tapline.agent.kernel.attach;

import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;

/** A program could not be attached. The message says where, why and what to do. */
public final class AttachException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient ProbePoint point;

  AttachException(ProbePoint point, String reason, Throwable cause) {
    super("attach " + point.name() + ": " + reason, cause);
    this.point = point;
  }

  /** Where: the first of a program's points that was refused. */
  public ProbePoint point() {
    return point;
  }
}
