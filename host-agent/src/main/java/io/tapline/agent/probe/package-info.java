/** Ground: what a probe is called and where it sits. Imports nothing of ours. */
@NullMarked
package io.tapline.agent.probe;

import org.jspecify.annotations.NullMarked;
