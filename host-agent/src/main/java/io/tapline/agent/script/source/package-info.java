/** A script's text, places in it, and what there is to say about them. Imports nothing of ours. */
@NullMarked
package io.tapline.agent.script.source;

import org.jspecify.annotations.NullMarked;
