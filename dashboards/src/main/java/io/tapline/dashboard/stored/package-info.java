/**
 * The questions' answers from the real store. The only room that knows {@code storage}; imports the
 * ground.
 */
@NullMarked
package io.tapline.dashboard.stored;

import org.jspecify.annotations.NullMarked;
