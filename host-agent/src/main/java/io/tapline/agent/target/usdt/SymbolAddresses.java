package io.tapline.agent.target.usdt;

import java.io.IOException;
import java.util.OptionalLong;

/** Where the symbols of a binary are, as linked. */
@FunctionalInterface
interface SymbolAddresses {
  /** A symbol's address; empty when the binary does not tell. */
  OptionalLong address(String symbol) throws IOException;
}
