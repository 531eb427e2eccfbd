/**
 * A blueprint becomes an object of the kernel: {@code MapSpec} to {@link
 * io.tapline.agent.kernel.load.BpfMap}, {@code ProgramSpec} to {@link
 * io.tapline.agent.kernel.load.Program}. Imports bpf and kernel.sys.
 */
@NullMarked
package io.tapline.agent.kernel.load;

import org.jspecify.annotations.NullMarked;
