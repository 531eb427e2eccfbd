package io.tapline.agent.target.btf;

/**
 * An array.
 *
 * @param elementId type of its elements
 * @param length 0 where C leaves it open
 */
public record BtfArray(int elementId, int length) {}
