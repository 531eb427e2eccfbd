package io.tapline.agent.script.config;

/**
 * A process id namespace.
 *
 * @param device of {@code /proc/self/ns/pid}, as the kernel numbers it
 * @param inode likewise
 */
public record PidNamespace(long device, long inode) {}
