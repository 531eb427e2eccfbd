package io.tapline.dashboard.view;

/**
 * One line of the top table.
 *
 * @param name the host, or the key with its columns joined by {@link Filter#KEY_SEPARATOR}
 * @param records in the range
 * @param sum of the values
 * @param p50 median; 0 for tapsets without a distribution
 * @param p99 99th percentile; 0 likewise
 * @param greatest upper end of the highest bucket; 0 likewise
 */
public record TopRow(
    String name, long records, long sum, double p50, double p99, double greatest) {}
