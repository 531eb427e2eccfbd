/** This host's kernel, opened once for whoever runs scripts on it. */
@NullMarked
package io.tapline.agent.host;

import org.jspecify.annotations.NullMarked;
