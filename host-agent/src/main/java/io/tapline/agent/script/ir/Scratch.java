package io.tapline.agent.script.ir;

import io.tapline.agent.script.type.Type;

/**
 * A scratch variable of one clause; zero or empty until it is set.
 *
 * @param name with its dollar sign
 * @param type of all it is set to
 */
public record Scratch(String name, Type type) {}
