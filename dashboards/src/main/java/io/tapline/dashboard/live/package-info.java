/**
 * The live stream: one poller per distinct view, one bounded queue per browser tab. Imports the
 * ground, the views and {@code api} (JSON, parameters, problems); Jetty for the writing.
 */
@NullMarked
package io.tapline.dashboard.live;

import org.jspecify.annotations.NullMarked;
