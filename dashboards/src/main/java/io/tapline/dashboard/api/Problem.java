package io.tapline.dashboard.api;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An error as the page gets it.
 *
 * @param status of HTTP
 * @param what happened
 * @param where it happened: a parameter, a path, a question
 * @param remedy what to do
 */
public record Problem(@JsonIgnore int status, String what, String where, String remedy) {}
