package io.tapline.agent.event;

import java.util.List;

/**
 * The bytes of an aggregation map: one {@code @name[keys] = count()} and its kin in a script.
 *
 * <p>An aggregation has two BPF maps, one for even epochs and one for odd: programs write into the
 * one of the current epoch while the agent empties the other, so that taking counts out never races
 * with putting them in.
 *
 * <p>Values, native byte order:
 *
 * <pre>
 *   COUNT                 u64 count
 *   SUM                   i64 sum, u64 count
 *   EXPONENTIAL_HISTOGRAM u64 count; the bucket number is the last u32 of the key
 * </pre>
 *
 * @param name the map's name in the script, with its {@code @}
 * @param aggregation what is gathered
 * @param keys the key's fields, offsets from the start of the BPF key; empty without a key
 * @param bucketOffsetBytes where in the BPF key the bucket number stands; -1 when there is none
 * @param keyBytes length of the BPF key
 * @param valueBytes length of the BPF value
 * @param buffers names of the two BPF maps, by epoch parity
 */
public record AggregateLayout(
    String name,
    Aggregation aggregation,
    List<Field> keys,
    int bucketOffsetBytes,
    int keyBytes,
    int valueBytes,
    List<String> buffers) {

  /** What an aggregation map gathers. */
  public enum Aggregation {
    /** How often. */
    COUNT,
    /** Sum of values, and how many they were. */
    SUM,
    /** A histogram in the pipeline's one layout ({@code BucketLayout}). */
    EXPONENTIAL_HISTOGRAM
  }

  public AggregateLayout {
    keys = List.copyOf(keys);
    buffers = List.copyOf(buffers);
  }
}
