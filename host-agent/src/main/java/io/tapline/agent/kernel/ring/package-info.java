/**
 * Records out of a BPF ring buffer, without a copy and without an object per record.
 *
 * <p>Imports kernel.load and kernel.sys.
 */
@NullMarked
package io.tapline.agent.kernel.ring;

import org.jspecify.annotations.NullMarked;
