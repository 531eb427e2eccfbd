package io.tapline.agent.compile;

import io.tapline.agent.script.type.Type;

/**
 * The map that keeps stacks of one kind: the key is the id of {@code Storage}'s Stack, the value as
 * many addresses, u64, as the stack has frames at most, zeros after them.
 *
 * @param bpfMap its name
 */
public record StackLayout(Type.Stack type, String bpfMap) {}
