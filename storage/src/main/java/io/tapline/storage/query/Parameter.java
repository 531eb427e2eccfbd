package io.tapline.storage.query;

import org.jspecify.annotations.Nullable;

/**
 * One parameter of a named query.
 *
 * @param name as in the SQL's {@code {name:Type}}
 * @param defaultText what stands when it is not given; null: it must be given
 * @param doc what it means, with its unit
 */
public record Parameter(
    String name, ParameterType type, @Nullable String defaultText, String doc) {}
