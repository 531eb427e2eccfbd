package io.tapline.storage.query;

/**
 * One column of a named query's answer.
 *
 * @param doc what it means, with its unit
 */
public record Column(String name, String doc) {}
