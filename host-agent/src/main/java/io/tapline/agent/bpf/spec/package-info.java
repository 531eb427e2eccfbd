/** Blueprints of programs and maps: pure values, the same on every machine. */
@NullMarked
package io.tapline.agent.bpf.spec;

import org.jspecify.annotations.NullMarked;
