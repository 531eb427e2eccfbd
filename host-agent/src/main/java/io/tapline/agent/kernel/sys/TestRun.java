package io.tapline.agent.kernel.sys;

/**
 * What came of running a program by BPF_PROG_TEST_RUN.
 *
 * @param result what the program returned
 * @param nanos how long one run took on average; 0 where the kernel does not measure it
 */
public record TestRun(int result, int nanos) {}
