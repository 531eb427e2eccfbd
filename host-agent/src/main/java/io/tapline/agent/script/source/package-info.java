/** A script's text, places in it, and what there is to say about them. Imports name. */
@NullMarked
package io.tapline.agent.script.source;

import org.jspecify.annotations.NullMarked;
