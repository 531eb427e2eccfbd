package io.tapline.agent.trace.output;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Of stddev(): the standard deviation of all values, sqrt(n * sum(x^2) - sum(x)^2) / n, cut to a
 * whole number.
 */
final class DeviationTally implements Tally {
  private static final int SQUARES_OFFSET = 16;

  private BigInteger sum = BigInteger.ZERO;
  private BigInteger squares = BigInteger.ZERO;
  private long count;

  @Override
  public void add(int bucket, ByteBuffer value) {
    sum = sum.add(BigInteger.valueOf(value.getLong(0)));
    count += value.getLong(Long.BYTES);
    BigInteger low = unsigned(value.getLong(SQUARES_OFFSET));
    BigInteger high = unsigned(value.getLong(SQUARES_OFFSET + Long.BYTES));
    squares = squares.add(high.shiftLeft(Long.SIZE).add(low));
  }

  private static BigInteger unsigned(long number) {
    return new BigInteger(Long.toUnsignedString(number));
  }

  @Override
  public MapView.Cell cell(long divisor) {
    return new MapView.Plain(new DecodedValue.Unsigned(rank() / divisor));
  }

  @Override
  public long rank() {
    if (count == 0) {
      return 0;
    }
    BigInteger n = BigInteger.valueOf(count);
    BigInteger spread = n.multiply(squares).subtract(sum.multiply(sum)).max(BigInteger.ZERO);
    return spread.sqrt().divide(n).longValue();
  }
}
