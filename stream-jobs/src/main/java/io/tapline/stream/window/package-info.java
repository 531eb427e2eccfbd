/**
 * Window arithmetic and what a window holds: series by key, bounded in number, cumulative.
 *
 * <p>Pure: imports {@code stream.histogram} and the JDK, never Flink.
 */
@NullMarked
package io.tapline.stream.window;

import org.jspecify.annotations.NullMarked;
