package io.tapline.agent.kernel.sys;

/**
 * What one bulk read of a map gave.
 *
 * @param entries how many keys and values were filled in
 * @param end why it stopped
 */
public record BatchResult(int entries, End end) {
  /** Why a bulk read stopped. */
  public enum End {
    /** The buffers are full; go on from the cursor. */
    MORE,
    /** Every entry was visited. */
    FINISHED,
    /** One hash bucket holds more entries than the buffers; nothing was read or deleted. */
    BUCKET_TOO_LARGE
  }
}
