package io.tapline.agent.target.symbol;

import java.util.ArrayList;
import java.util.List;

/** Words for error numbers, in two tongues. Immutable. */
public final class ErrorNames {
  private final List<String> library = new ArrayList<>();
  private final List<String> script = new ArrayList<>();

  /** The tables that come with the program. */
  public ErrorNames() {
    for (String line : ResourceLines.of("errors.txt")) {
      String[] fields = line.split("\\|", 3);
      while (library.size() < Integer.parseInt(fields[0])) {
        library.add("Unknown error " + library.size());
        script.add("Unknown error");
      }
      library.add(fields[1]);
      script.add(fields[2]);
    }
  }

  /** As the GNU C library has it: {@code Input/output error}. */
  public String library(long number) {
    return known(number) ? library.get((int) number) : "Unknown error " + number;
  }

  /** As bpftrace's {@code strerror()} has it, whatever the sign: {@code I/O error}. */
  public String script(long number) {
    long positive = Math.abs(number);
    return known(positive) ? script.get((int) positive) : "Unknown error";
  }

  private boolean known(long number) {
    return number >= 0 && number < library.size();
  }
}
