package io.tapline.storage.row;

/**
 * Where one script is in its life on one agent.
 *
 * @param state ATTACHED, UNSUPPORTED, FAILED, WAITING or DETACHED
 * @param detail in words: what is missing and what to do
 * @param probes attached probe points
 * @param timeNanos wall nanoseconds since 1970
 */
public record TapsetStatusRow(
    String agent,
    String host,
    long boot,
    String tapset,
    String state,
    String detail,
    int probes,
    long timeNanos) {}
