/**
 * What a trace prints, byte for byte as bpftrace does, as text or as lines of JSON. Texts here are
 * byte strings ({@link io.tapline.agent.trace.output.ByteText}): what a traced program wrote need
 * not be UTF-8. Imports script.type, script.ir, script.config, script.source, compile and schemas.
 */
@NullMarked
package io.tapline.agent.trace.output;

import org.jspecify.annotations.NullMarked;
