package io.tapline.storage.row;

import java.util.List;

/**
 * What is known so far of one window of one series. Rows are cumulative: of several rows with the
 * same (resolution, tapset, host, start, key) the one with the greatest count stands.
 *
 * @param resolution length of the window in seconds: 1, 10 or 60
 * @param startSeconds start of the window, seconds since 1970, a multiple of resolution
 * @param key the KEY columns' values as text, in column order
 * @param unit ns, bytes, count or empty
 * @param count records
 * @param sum of the values, in unit
 * @param buckets histogram of the values; none for count() and sum() tapsets
 */
public record WindowRow(
    int resolution,
    long startSeconds,
    String tapset,
    String host,
    List<String> key,
    String unit,
    long count,
    long sum,
    BucketCounts buckets) {}
