package io.tapline.agent.trace.output;

/** Divided numbers. */
final class Quotient {
  private Quotient() {}

  /** A number of 64 bits, divided as its sign wants it. */
  static DecodedValue of(boolean signed, long number, long divisor) {
    return signed
        ? new DecodedValue.Signed(number / divisor)
        : new DecodedValue.Unsigned(Long.divideUnsigned(number, divisor));
  }
}
