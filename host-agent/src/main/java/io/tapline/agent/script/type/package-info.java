/** What a value can be, and how types meet. Imports event. */
@NullMarked
package io.tapline.agent.script.type;

import org.jspecify.annotations.NullMarked;
