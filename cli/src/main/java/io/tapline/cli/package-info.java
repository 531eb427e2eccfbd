/**
 * The {@code tapline} command's entry: parses, runs, turns failures into lines and exit codes. The
 * only room that exits. Imports all of {@code cli}.
 */
@NullMarked
package io.tapline.cli;

import org.jspecify.annotations.NullMarked;
