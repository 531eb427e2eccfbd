package io.tapline.storage.row;

/**
 * What the stream job counted at one hop, cumulative per (agent, boot, tapset).
 *
 * @param hop received, duplicate, missing, late, windowed or malformed
 * @param timeMillis wall milliseconds since 1970
 */
public record HopRow(
    String agent,
    String host,
    long boot,
    String tapset,
    String hop,
    long records,
    long timeMillis) {}
