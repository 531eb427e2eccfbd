/**
 * Questions with names and parameters, and the audit's arithmetic. Imports {@code storage.engine}.
 */
@NullMarked
package io.tapline.storage.query;

import org.jspecify.annotations.NullMarked;
