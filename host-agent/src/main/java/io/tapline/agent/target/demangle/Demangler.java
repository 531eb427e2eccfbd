package io.tapline.agent.target.demangle;

/**
 * Names of C++ as C++ writes them: the Itanium C++ ABI's mangling undone, with the text that {@code
 * abi::__cxa_demangle} of GNU's library gives. Whatever else it is given comes back as it is. Takes
 * bounded time and memory for any text.
 */
public final class Demangler {
  /** Longer names come back as they are. */
  private static final int MAX_LENGTH = 1 << 14;

  private Demangler() {}

  /** The name as C++ writes it, or the name itself. */
  public static String demangle(String name) {
    int start = name.startsWith("_Z") ? 2 : name.startsWith("___Z") ? 4 : -1;
    if (start < 0 || name.length() > MAX_LENGTH) {
      return name;
    }
    try {
      Cursor cursor = new Cursor(name, start);
      Node node = new Parsers(cursor).encodings().whole();
      Printer printer = new Printer();
      printer.append(start == 4 ? "invocation function for block in " : "");
      printer.print(node);
      return printer.toString();
    } catch (Unmangleable e) {
      return name;
    }
  }
}
