package io.tapline.agent.kernel.attach;

import io.tapline.agent.probe.ProbePoint;

/**
 * A point of a program that may have several.
 *
 * @param point where
 * @param cookie its index among the program's points: what bpf_get_attach_cookie() returns there
 */
record Placed<P extends ProbePoint>(P point, long cookie) {}
