package io.tapline.agent.trace.output;

import java.nio.ByteBuffer;

/** Of count() and sum(). */
final class SumTally implements Tally {
  private final boolean signed;
  private long sum;

  SumTally(boolean signed) {
    this.signed = signed;
  }

  @Override
  public void add(int bucket, ByteBuffer value) {
    sum += value.getLong(0);
  }

  @Override
  public MapView.Cell cell(long divisor) {
    return new MapView.Plain(Quotient.of(signed, sum, divisor));
  }

  @Override
  public long rank() {
    return sum;
  }
}
