/**
 * The job's steps: intake (first batches from repeated ones, rows and partial windows out of them),
 * windows, hop counts. Thin around the pure rooms: what is here is state, timers and barriers.
 *
 * <p>May import Flink, {@code storage.row}, and all rooms of {@code stream} but job and standalone.
 */
@NullMarked
package io.tapline.stream.operator;

import org.jspecify.annotations.NullMarked;
