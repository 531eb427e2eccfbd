/** Names of C++ as C++ writes them. Imports nothing of ours. */
@NullMarked
package io.tapline.agent.target.demangle;

import org.jspecify.annotations.NullMarked;
