/**
 * From Kafka to decoded records with event time and watermarks.
 *
 * <p>May import Flink, Kafka, Avro, the wire and {@code stream.type}.
 */
@NullMarked
package io.tapline.stream.source;

import org.jspecify.annotations.NullMarked;
