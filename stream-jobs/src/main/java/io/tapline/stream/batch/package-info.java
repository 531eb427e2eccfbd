/**
 * The wire's columnar batches as arrays, checked, and what they add up to per second.
 *
 * <p>Pure: imports the wire, {@code stream.window}, {@code stream.histogram}; never Flink.
 */
@NullMarked
package io.tapline.stream.batch;

import org.jspecify.annotations.NullMarked;
