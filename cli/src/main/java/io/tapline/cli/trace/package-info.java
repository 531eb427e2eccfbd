/** What {@code tapline trace} needs of the process: its signals, its script's text, its output. */
@NullMarked
package io.tapline.cli.trace;

import org.jspecify.annotations.NullMarked;
