package io.tapline.agent.trace.output;

import java.nio.ByteBuffer;

/** Of min() and max(). */
final class ExtremeTally implements Tally {
  private final boolean greatest;
  private final boolean signed;
  private boolean any;
  private long extreme;

  ExtremeTally(boolean greatest, boolean signed) {
    this.greatest = greatest;
    this.signed = signed;
  }

  @Override
  public void add(int bucket, ByteBuffer value) {
    long number = value.getLong(0);
    if (value.getLong(Long.BYTES) == 0) {
      return;
    }
    int order = signed ? Long.compare(number, extreme) : Long.compareUnsigned(number, extreme);
    if (!any || (greatest ? order > 0 : order < 0)) {
      extreme = number;
      any = true;
    }
  }

  @Override
  public MapView.Cell cell(long divisor) {
    return new MapView.Plain(Quotient.of(signed, extreme, divisor));
  }

  @Override
  public long rank() {
    return extreme;
  }
}
