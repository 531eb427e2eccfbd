/**
 * The page's server: puts the other rooms together behind the guard. The only room that binds a
 * port. Imports every other room of this module, and Jetty.
 */
@NullMarked
package io.tapline.dashboard.server;

import org.jspecify.annotations.NullMarked;
