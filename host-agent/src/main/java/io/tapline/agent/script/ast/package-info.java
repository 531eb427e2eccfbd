/**
 * A script as it was written: a sealed tree of records, its visitors and its printer. Imports
 * script.source and probe.
 */
@NullMarked
package io.tapline.agent.script.ast;

import org.jspecify.annotations.NullMarked;
