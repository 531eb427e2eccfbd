package io.tapline.agent.target.demangle;

import java.util.Map;

/** Reads references to what was read before, and abbreviations of the standard library. */
final class SubstitutionParser {
  private static final Map<Character, Standard> STANDARD =
      Map.of(
          't', new Standard("std", "std", ""),
          'a', new Standard("std::allocator", "std::allocator", "allocator"),
          'b', new Standard("std::basic_string", "std::basic_string", "basic_string"),
          's',
              new Standard(
                  "std::string",
                  "std::basic_string<char, std::char_traits<char>, std::allocator<char> >",
                  "basic_string"),
          'i',
              new Standard(
                  "std::istream",
                  "std::basic_istream<char, std::char_traits<char> >",
                  "basic_istream"),
          'o',
              new Standard(
                  "std::ostream",
                  "std::basic_ostream<char, std::char_traits<char> >",
                  "basic_ostream"),
          'd',
              new Standard(
                  "std::iostream",
                  "std::basic_iostream<char, std::char_traits<char> >",
                  "basic_iostream"));

  private final Cursor in;
  private final Parsers parsers;

  /**
   * An abbreviation.
   *
   * @param full what it stands for, which is written before constructors and destructors
   * @param last what these are called
   */
  private record Standard(String name, String full, String last) {}

  SubstitutionParser(Cursor in, Parsers parsers) {
    this.in = in;
    this.parsers = parsers;
  }

  /**
   * What is referred to.
   *
   * @param prefix whether a name within it follows
   */
  Node read(boolean prefix) {
    in.expect('S');
    char c = in.peek();
    if (c == '_' || in.digit() || (c >= 'A' && c <= 'Z')) {
      int index = Sequences.read(in);
      if (index >= in.substitutions.size()) {
        throw Unmangleable.INSTANCE;
      }
      return in.substitutions.get(index);
    }
    Standard standard = STANDARD.get(in.next());
    if (standard == null) {
      throw Unmangleable.INSTANCE;
    }
    if (!standard.last().isEmpty()) {
      in.lastName = new Names.Word(standard.last());
    }
    boolean full = prefix && (in.peek() == 'C' || in.peek() == 'D');
    Node name = new Names.Standard(full ? standard.full() : standard.name(), standard.last());
    return parsers.unqualified().tagged(name);
  }
}
