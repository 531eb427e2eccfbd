package io.tapline.agent.target.symbol;

/**
 * What an address is called.
 *
 * @param name of the function
 * @param offset bytes from its begin
 * @param file the program, library or map that told; empty for the kernel's
 */
public record Symbol(String name, long offset, String file) {}
