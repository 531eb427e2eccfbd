/** Ground: orders that others leave things in, where output must be the same. Imports nothing. */
@NullMarked
package io.tapline.agent.order;

import org.jspecify.annotations.NullMarked;
