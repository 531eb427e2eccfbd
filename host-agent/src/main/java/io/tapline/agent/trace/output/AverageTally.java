package io.tapline.agent.trace.output;

import java.nio.ByteBuffer;
import java.util.List;

/** Of avg() and stats(). */
final class AverageTally implements Tally {
  private final boolean signed;
  private final boolean all;
  private long sum;
  private long count;

  /**
   * @param all whether count and total are shown beside the average
   */
  AverageTally(boolean signed, boolean all) {
    this.signed = signed;
    this.all = all;
  }

  @Override
  public void add(int bucket, ByteBuffer value) {
    sum += value.getLong(0);
    count += value.getLong(Long.BYTES);
  }

  @Override
  public MapView.Cell cell(long divisor) {
    DecodedValue average = Quotient.of(signed, rank(), divisor);
    if (!all) {
      return new MapView.Plain(average);
    }
    return new MapView.Plain(
        new DecodedValue.Fields(
            List.of(
                new DecodedValue.Field("count", Quotient.of(signed, count, 1)),
                new DecodedValue.Field("average", average),
                new DecodedValue.Field("total", Quotient.of(signed, sum, 1)))));
  }

  @Override
  public long rank() {
    if (count == 0) {
      return 0;
    }
    return signed ? sum / count : Long.divideUnsigned(sum, count);
  }
}
