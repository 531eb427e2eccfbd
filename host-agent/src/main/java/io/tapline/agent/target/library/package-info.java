/** Which file the dynamic linker means by a library's name. Imports target.read. */
@NullMarked
package io.tapline.agent.target.library;

import org.jspecify.annotations.NullMarked;
