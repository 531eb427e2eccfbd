/**
 * Sparse histograms over {@link io.tapline.schemas.BucketLayout}: counts that only ever add.
 *
 * <p>Pure: imports the wire's bucket layout and the JDK, never Flink.
 */
@NullMarked
package io.tapline.stream.histogram;

import org.jspecify.annotations.NullMarked;
