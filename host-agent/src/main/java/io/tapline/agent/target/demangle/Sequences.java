package io.tapline.agent.target.demangle;

/** Numbers in base 36: {@code _} is 0, {@code n_} is n + 1. */
final class Sequences {
  private static final int BASE = 36;
  private static final int LIMIT = 1 << 20;

  private Sequences() {}

  static int read(Cursor in) {
    if (in.take('_')) {
      return 0;
    }
    int number = 0;
    do {
      char c = in.next();
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
      if (digit < 0 || number > LIMIT) {
        throw Unmangleable.INSTANCE;
      }
      number = number * BASE + digit;
    } while (!in.take('_'));
    return number + 1;
  }
}
