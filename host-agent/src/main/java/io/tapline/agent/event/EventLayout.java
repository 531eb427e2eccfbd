package io.tapline.agent.event;

import java.util.List;

/**
 * The bytes that one {@code emit} statement puts into the ring buffer. Native byte order.
 *
 * <pre>
 *   0                               8               12      14      16
 *   +-------------------------------+---------------+-------+-------+------------ - - -
 *   | bpf_ktime_get_ns(), u64       | layout id u32 |cpu u16|epoch  | fields, each aligned
 *   +-------------------------------+---------------+-------+-------+------------ - - -
 * </pre>
 *
 * {@code epoch} is the parity (0 or 1) that the program read from the globals map when it started:
 * it says which epoch's hit counters stand for this record.
 *
 * @param id which emit statement of the script
 * @param fields in the order written, offsets counted from the record's start
 * @param sizeBytes of the whole record, a multiple of 8
 */
public record EventLayout(int id, List<Field> fields, int sizeBytes) {
  /** u64: CLOCK_MONOTONIC nanoseconds at the hit. */
  public static final int TIME_OFFSET = 0;

  /** u32: {@link #id}. */
  public static final int ID_OFFSET = TIME_OFFSET + Long.BYTES;

  /** u16: the CPU the hit happened on. */
  public static final int CPU_OFFSET = ID_OFFSET + Integer.BYTES;

  /** u16: parity of the epoch. */
  public static final int EPOCH_OFFSET = CPU_OFFSET + Short.BYTES;

  /** Where fields begin. */
  public static final int FIELDS_OFFSET = EPOCH_OFFSET + Short.BYTES;

  public EventLayout {
    fields = List.copyOf(fields);
  }
}
