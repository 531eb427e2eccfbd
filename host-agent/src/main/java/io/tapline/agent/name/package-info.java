/** Ground: finding the name that somebody meant, for hints. Imports nothing of ours. */
@NullMarked
package io.tapline.agent.name;

import org.jspecify.annotations.NullMarked;
