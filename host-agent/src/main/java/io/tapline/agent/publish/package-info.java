/** Batches to Avro, Avro to Kafka. The only room of the agent that imports Avro and Kafka. */
@NullMarked
package io.tapline.agent.publish;

import org.jspecify.annotations.NullMarked;
