/**
 * Text to tree: lexer and parser, one method per production. Imports script.source, script.ast and
 * probe.
 */
@NullMarked
package io.tapline.agent.script.parse;

import org.jspecify.annotations.NullMarked;
