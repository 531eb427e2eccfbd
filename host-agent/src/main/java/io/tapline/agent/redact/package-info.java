/** Takes user data out of texts before they leave the host. Imports event. */
@NullMarked
package io.tapline.agent.redact;

import org.jspecify.annotations.NullMarked;
