/** Ground of the readers of foreign bytes: how they say that the bytes make no sense. */
@NullMarked
package io.tapline.agent.target.read;

import org.jspecify.annotations.NullMarked;
