/**
 * The page's questions over HTTP: parameters in, JSON out, every error a {@link
 * io.tapline.dashboard.api.Problem}. Imports the ground and the views; Jetty for requests.
 */
@NullMarked
package io.tapline.dashboard.api;

import org.jspecify.annotations.NullMarked;
