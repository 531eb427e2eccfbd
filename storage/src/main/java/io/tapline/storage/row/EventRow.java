package io.tapline.storage.row;

import java.util.List;
import java.util.Map;

/**
 * One raw event. Its identity is (agent, boot, tapset, sequence, row): a replay of the same batch
 * gives the same rows.
 *
 * @param timeNanos wall nanoseconds since 1970
 * @param key the KEY columns' values as text, in column order
 * @param value the VALUE column, in {@code unit}; 0 when there is none
 * @param unit ns, bytes, count or empty
 * @param numbers ATTRIBUTE columns with numbers
 * @param texts ATTRIBUTE columns with text
 * @param sequence of the batch
 * @param row position in the batch, from 0
 */
public record EventRow(
    long timeNanos,
    String host,
    String tapset,
    List<String> key,
    long value,
    String unit,
    String comm,
    long pid,
    long tid,
    int cpu,
    NumberAttributes numbers,
    Map<String, String> texts,
    String agent,
    long boot,
    long sequence,
    long row) {}
