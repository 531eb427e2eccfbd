package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.Set;

/** {@code watchpoint:ADDRESS:LENGTH:MODE}; since bpftrace 0.26 there is no other form. */
final class WatchpointCatalog implements ProviderCatalog {
  private static final Set<Long> LENGTHS = Set.of(1L, 2L, 4L, 8L);

  /** What x86's debug registers can tell apart. */
  private static final Set<String> MODES = Set.of("w", "rw", "x");

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 3) {
      throw new ProbeUnavailableException(
          "watchpoint probe type requires 3 arguments, found " + parts.size(),
          "write watchpoint:ADDRESS:LENGTH:MODE, for example watchpoint:0x7ffd1000:8:w");
    }
    long address = number(parts.get(0), "function/address");
    long length = number(parts.get(1), "length");
    if (address == 0) {
      throw new ProbeUnavailableException("watchpoint must be attached to a non-zero address");
    }
    if (!LENGTHS.contains(length)) {
      throw new ProbeUnavailableException("watchpoint length must be one of (1,2,4,8)");
    }
    return List.of(new ProbePoint.Watchpoint(address, (int) length, mode(parts.get(2))));
  }

  private static String mode(String written) throws ProbeUnavailableException {
    if (written.isEmpty() || !written.chars().allMatch(c -> "rwx".indexOf(c) >= 0)) {
      throw new ProbeUnavailableException("watchpoint mode must be combination of (r,w,x)");
    }
    String sorted =
        written
            .chars()
            .sorted()
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    if (sorted.chars().distinct().count() != sorted.length()) {
      throw new ProbeUnavailableException("watchpoint modes may not be duplicated");
    }
    if (!MODES.contains(sorted)) {
      throw new ProbeUnavailableException(
          "invalid watchpoint mode: " + sorted, "supported modes: x,w,rw");
    }
    return sorted;
  }

  private static long number(String text, String what) throws ProbeUnavailableException {
    try {
      return Numbers.parse(text);
    } catch (Numbers.NoNumberException e) {
      throw new ProbeUnavailableException("Invalid " + what + " argument: " + e.getMessage());
    }
  }

  @Override
  public List<String> names(List<String> parts) {
    return List.of();
  }
}
