/**
 * Programs at their sites: one attacher per provider. Imports probe, kernel.load and kernel.sys.
 */
@NullMarked
package io.tapline.agent.kernel.attach;

import org.jspecify.annotations.NullMarked;
