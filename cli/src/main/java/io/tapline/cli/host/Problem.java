package io.tapline.cli.host;

/**
 * Something this host lacks.
 *
 * @param what what is wrong, where
 * @param remedy what to do about it
 */
public record Problem(String what, String remedy) {}
