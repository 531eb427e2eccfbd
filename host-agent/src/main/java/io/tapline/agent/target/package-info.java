/** Which probe points a host offers, and readers of what it says about them. Imports probe. */
@NullMarked
package io.tapline.agent.target;

import org.jspecify.annotations.NullMarked;
