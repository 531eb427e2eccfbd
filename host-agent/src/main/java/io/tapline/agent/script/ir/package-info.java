/**
 * A checked script: small, typed, all that code generation sees. Imports script.type,
 * script.source, event and probe.
 */
@NullMarked
package io.tapline.agent.script.ir;

import org.jspecify.annotations.NullMarked;
