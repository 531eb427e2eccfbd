package io.tapline.agent.price;

import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.NativeCode;
import java.io.IOException;

/** A loop of system calls in machine code, for measuring what tracing adds to them. */
public final class MeasuredLoop implements AutoCloseable {
  private final NativeCode code;

  private MeasuredLoop(NativeCode code) {
    this.code = code;
  }

  /** {@code getppid()} and nothing else. */
  public static MeasuredLoop systemCalls() throws IOException {
    return new MeasuredLoop(NativeCode.load(LibC.load(), MeasuredCode.SYSTEM_CALL.code()));
  }

  /** Makes so many calls. */
  public void run(int calls) {
    code.call(0, calls);
  }

  @Override
  public void close() throws IOException {
    code.close();
  }
}
