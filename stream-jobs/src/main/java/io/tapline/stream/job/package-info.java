/**
 * The topology, and the main that a Flink cluster runs.
 *
 * <p>May import Flink and all rooms of {@code stream} but standalone.
 */
@NullMarked
package io.tapline.stream.job;

import org.jspecify.annotations.NullMarked;
