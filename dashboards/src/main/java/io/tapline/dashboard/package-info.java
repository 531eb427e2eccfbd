/**
 * Ground of the window: the questions the page asks, and the shape of their answers. Imports
 * nothing of ours; every other room of this module builds on it.
 */
@NullMarked
package io.tapline.dashboard;

import org.jspecify.annotations.NullMarked;
