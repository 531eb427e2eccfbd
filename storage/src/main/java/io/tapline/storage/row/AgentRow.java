package io.tapline.storage.row;

/**
 * What an agent last said of itself.
 *
 * @param timeNanos wall nanoseconds since 1970
 * @param kernel release, as uname -r says it
 * @param cpus online CPUs
 * @param rssBytes resident memory of the agent process
 * @param cpuNanos CPU time used since its start
 * @param stopping true in its last status
 */
public record AgentRow(
    String agent,
    String host,
    long boot,
    long timeNanos,
    String kernel,
    int cpus,
    long rssBytes,
    long cpuNanos,
    boolean stopping) {}
