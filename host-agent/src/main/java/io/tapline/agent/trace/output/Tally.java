package io.tapline.agent.trace.output;

import java.nio.ByteBuffer;

/** What a map has gathered under one key, added up over CPUs and buckets. */
interface Tally {
  /**
   * Adds what one entry holds on one CPU.
   *
   * @param bucket the bucket's number, where the gathering has any
   * @param value as {@code Gathering} or {@code Storage} lays it out
   */
  void add(int bucket, ByteBuffer value);

  /**
   * What is shown.
   *
   * @param divisor what numbers are divided by, at least 1
   */
  MapView.Cell cell(long divisor);

  /** What a map's entries are ordered by. */
  long rank();
}
