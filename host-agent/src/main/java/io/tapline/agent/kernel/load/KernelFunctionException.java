package io.tapline.agent.kernel.load;

import org.jspecify.annotations.Nullable;

/**
 * The kernel does not take programs for its functions, whatever they do. The message says which
 * option or right is missing, and what can be traced instead.
 */
public final class KernelFunctionException extends LoadException {
  private static final long serialVersionUID = 1L;

  KernelFunctionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
