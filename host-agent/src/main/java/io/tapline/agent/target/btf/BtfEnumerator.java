package io.tapline.agent.target.btf;

/**
 * A name of an enumeration.
 *
 * @param value of 64 bits; of an unsigned enumeration its bits
 * @param enumerationId whose it is
 */
public record BtfEnumerator(String name, long value, int enumerationId) {}
