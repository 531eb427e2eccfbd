/**
 * How our records travel between Flink's tasks and rest in its checkpoints: hand-written
 * serializers with an explicit version, so that saved state can be read by a later build.
 *
 * <p>May import Flink's type system; imports nothing of ours.
 */
@NullMarked
package io.tapline.stream.type;

import org.jspecify.annotations.NullMarked;
