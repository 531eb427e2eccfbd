/**
 * Ground: what comes out of the kernel, as layouts, and how it becomes batches of events. Imports
 * nothing of ours.
 */
@NullMarked
package io.tapline.agent.event;

import org.jspecify.annotations.NullMarked;
