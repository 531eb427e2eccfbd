package io.tapline.stream.standalone;

import java.util.List;
import java.util.stream.Stream;

/** The JVM flags that the two child processes need, for whoever starts them. */
public final class JvmFlags {
  private static final List<String> SMALL =
      List.of(
          // One collector thread and none of G1's tables: tens of MB less.
          "-XX:+UseSerialGC",
          "-XX:ReservedCodeCacheSize=64m",
          "-Xss512k",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS");

  /** For {@link BrokerMain}. */
  public static final List<String> BROKER =
      concat(
          List.of(
              "-Xmx256m",
              "-Dorg.slf4j.simpleLogger.log.kafka=warn",
              "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn",
              "-Dorg.slf4j.simpleLogger.log.state.change.logger=warn"),
          SMALL);

  private JvmFlags() {}

  @SafeVarargs
  private static List<String> concat(List<String>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }
}
