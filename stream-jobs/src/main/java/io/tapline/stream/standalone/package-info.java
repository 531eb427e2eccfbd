/**
 * The streaming parts of the line as they run on one machine: a real Kafka broker and a real Flink
 * cluster, each in a JVM of its own that {@code tapline up} starts, watches and stops, or inside a
 * test.
 *
 * <p>May import Kafka's server and Flink, {@code stream.job} and the wire. The two mains are the
 * only classes here that print or exit.
 */
@NullMarked
package io.tapline.stream.standalone;

import org.jspecify.annotations.NullMarked;
