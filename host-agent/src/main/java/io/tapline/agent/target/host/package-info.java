/**
 * This host as a {@code ProbeCatalog}: all readers put together. Imports probe, name and the other
 * target rooms.
 */
@NullMarked
package io.tapline.agent.target.host;

import org.jspecify.annotations.NullMarked;
