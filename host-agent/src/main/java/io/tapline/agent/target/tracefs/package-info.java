/**
 * What tracefs says about tracepoints: which there are, and what their records look like. Imports
 * target.
 */
@NullMarked
package io.tapline.agent.target.tracefs;

import org.jspecify.annotations.NullMarked;
