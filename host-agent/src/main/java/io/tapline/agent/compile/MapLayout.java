package io.tapline.agent.compile;

import io.tapline.agent.script.ir.ScriptMap;
import java.util.List;

/**
 * The bytes of a script's map, for whoever reads it: {@code Storage} says how a key or value lies,
 * {@code Gathering} how what is gathered does.
 *
 * @param map what the script says
 * @param bpfMap the name of the map behind it
 * @param perCpu whether it has a value for each CPU
 * @param keyBytes of a key; a map without keys has an array behind it, whose index this is, a u32:
 *     0, or the bucket's number
 * @param keyOffsets one per part of the key
 * @param bucketOffset where in the key the bucket's number is, a u32; -1 when there is none
 * @param valueBytes of a value on one CPU
 * @param setOffset where behind the value a u64 is that is other than zero, on one CPU at least,
 *     once the entry was set: arrays have all entries from the start; -1 where every entry was set
 */
public record MapLayout(
    ScriptMap map,
    String bpfMap,
    boolean perCpu,
    int keyBytes,
    List<Integer> keyOffsets,
    int bucketOffset,
    int valueBytes,
    int setOffset) {
  public MapLayout {
    keyOffsets = List.copyOf(keyOffsets);
  }
}
