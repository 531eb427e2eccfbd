package io.tapline.agent.kernel.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The kernel did not take a map or a program. The message says which, why and what to do. */
public class LoadException extends IOException {
  private static final long serialVersionUID = 1L;

  public LoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
