package io.tapline.cli.up;

import io.tapline.cli.process.ChildSpec;

/** How each part of the line is started; small stand-ins in tests. */
interface Parts {
  /** The Kafka broker, with its topics. */
  ChildSpec broker();

  /** The store's engine. */
  ChildSpec clickhouse();

  /** The job, reading from {@code kafka} and writing to {@code clickhouse}. */
  ChildSpec flink(String kafka, String clickhouse);

  /** The agent of this host, sending to {@code kafka}. */
  ChildSpec agent(String kafka);
}
