/**
 * What this host can and cannot trace, each line with a remedy. Imports kernel and target; prints
 * nothing.
 */
@NullMarked
package io.tapline.agent.runtime.doctor;

import org.jspecify.annotations.NullMarked;
