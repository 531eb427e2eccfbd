/**
 * Child processes: start, readiness, bounded logs, restarts with a bound, clean stop. Imports
 * {@code outcome} only.
 */
@NullMarked
package io.tapline.cli.process;

import org.jspecify.annotations.NullMarked;
