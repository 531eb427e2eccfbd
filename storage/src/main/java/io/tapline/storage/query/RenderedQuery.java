package io.tapline.storage.query;

import java.util.Map;

/**
 * A named query with its values, ready for the engine.
 *
 * @param sql with {@code {name:Type}} in it
 * @param params a value for each
 */
public record RenderedQuery(String sql, Map<String, Object> params) {}
