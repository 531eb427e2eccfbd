package io.tapline.agent.price;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one hit costs on this host, in nanoseconds of the CPU that is traced, program and trap
 * together. Immutable.
 */
public final class HostPrices {
  private final Map<CostClass, Double> nanos;
  private final double mapCallNanos;
  private final double otherCallNanos;

  /**
   * @param nanos of a hit whose program does nothing
   * @param mapCallNanos what a program's call of a map helper adds
   * @param otherCallNanos what another helper adds
   */
  HostPrices(Map<CostClass, Double> nanos, double mapCallNanos, double otherCallNanos) {
    this.nanos = new EnumMap<>(nanos);
    this.mapCallNanos = mapCallNanos;
    this.otherCallNanos = otherCallNanos;
  }

  /**
   * A hit's price; empty where it could not be measured here.
   *
   * @param mapCalls how often the program calls map helpers
   * @param otherCalls how often it calls others
   */
  public OptionalDouble nanos(CostClass kind, int mapCalls, int otherCalls) {
    Double base = nanos.get(kind);
    return base == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(base + mapCalls * mapCallNanos + otherCalls * otherCallNanos);
  }
}
