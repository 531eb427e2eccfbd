/**
 * Rows into the store: encoded blocks gathered per table and inserted until acknowledged.
 *
 * <p>May import Flink, {@code storage} and {@code stream.type}.
 */
@NullMarked
package io.tapline.stream.sink;

import org.jspecify.annotations.NullMarked;
