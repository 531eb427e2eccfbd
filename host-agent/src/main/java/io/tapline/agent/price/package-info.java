/**
 * What a script will cost before it is attached: which way each of its probe points is traced, and
 * what a hit that way takes on this host. Imports kernel, bpf, probe, compile and target.
 */
@NullMarked
package io.tapline.agent.price;

import org.jspecify.annotations.NullMarked;
