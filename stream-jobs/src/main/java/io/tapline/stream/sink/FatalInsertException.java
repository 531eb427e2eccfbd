package io.tapline.stream.sink;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** The store refuses rows for good; restarting the job would only repeat it, so the job fails. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class FatalInsertException extends IOException {
  private static final long serialVersionUID = 1L;

  FatalInsertException(String message, Throwable cause) {
    super(message, cause);
  }
}
