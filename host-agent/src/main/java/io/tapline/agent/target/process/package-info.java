/** What processes have open and mapped. Imports nothing of ours. */
@NullMarked
package io.tapline.agent.target.process;

import org.jspecify.annotations.NullMarked;
