package io.tapline.cli.bench.trace;

import io.tapline.agent.price.MeasuredLoop;
import java.io.IOException;

/**
 * What a getppid() costs the thread that calls it, in nanoseconds; in machine code, on this CPU.
 */
final class SystemCallLoop implements AutoCloseable {
  private static final int SLICES = 25;
  private static final int CALLS = 40_000;

  private final MeasuredLoop loop;

  SystemCallLoop(MeasuredLoop loop) {
    this.loop = loop;
  }

  double nanosPerCall() {
    double[] slices = new double[SLICES];
    loop.run(CALLS / 10);
    for (int i = 0; i < SLICES; i++) {
      long before = System.nanoTime();
      loop.run(CALLS);
      slices[i] = (System.nanoTime() - before) / (double) CALLS;
    }
    return Figures.lowerQuartile(slices);
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
