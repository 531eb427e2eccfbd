package io.tapline.cli.up;

/**
 * Where the parts answer, embedded or outside.
 *
 * @param kafka bootstrap servers
 * @param clickhouse HTTP address
 * @param flink REST and web address
 */
record Addresses(String kafka, String clickhouse, String flink) {
  static Addresses of(UpSettings settings, JvmParts.Ports ports) {
    return new Addresses(
        settings.kafka().orElse("127.0.0.1:" + ports.broker()),
        settings.clickhouse().orElse("http://127.0.0.1:" + ports.clickhouse()),
        settings.flink().orElse("http://127.0.0.1:" + ports.flink()));
  }
}
