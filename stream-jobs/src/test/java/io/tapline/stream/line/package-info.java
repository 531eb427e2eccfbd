/** The streaming line as a whole, onto the real embedded engine: its contract and its figures. */
@NullMarked
package io.tapline.stream.line;

import org.jspecify.annotations.NullMarked;
