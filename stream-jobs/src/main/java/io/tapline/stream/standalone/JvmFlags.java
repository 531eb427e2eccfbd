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

  /** For {@link FlinkMain}. */
  public static final List<String> FLINK =
      concat(
          List.of(
              "-Xmx256m",
              // Avro makes no class by name that it was not told to trust.
              "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.tapline.schemas.avro",
              "-Dorg.slf4j.simpleLogger.log.org.apache.flink=warn",
              "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn",
              "-Dorg.slf4j.simpleLogger.log.org.apache.pekko=warn"),
          opens(),
          SMALL);

  private JvmFlags() {}

  /** Packages that Flink reaches into by reflection; the list of its own config.yaml. */
  private static List<String> opens() {
    return Stream.of(
            "java.lang",
            "java.net",
            "java.io",
            "java.nio",
            "java.lang.reflect",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks")
        .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
        .toList();
  }

  @SafeVarargs
  private static List<String> concat(List<String>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }
}
