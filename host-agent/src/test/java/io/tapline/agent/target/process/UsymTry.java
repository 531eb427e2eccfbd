package io.tapline.agent.target.process;
import java.nio.file.*;
public class UsymTry {
  public static void main(String[] a) throws Exception {
    int pid = Integer.parseInt(a[0]);
    UserSymbols u = new UserSymbols(UserSymbols.Keep.PROCESSES);
    long t = System.nanoTime();
    u.at(pid, Long.parseUnsignedLong(a[2], 16));
    System.err.println("first ms " + (System.nanoTime()-t)/1e6);
    t = System.nanoTime();
    StringBuilder s = new StringBuilder();
    int n = 0;
    for (String l : Files.readAllLines(Path.of(a[1]))) {
      String[] p = l.split(" ", 2);
      if (p.length < 2) continue;
      long addr = Long.parseUnsignedLong(p[0], 16);
      String got = u.at(pid, addr).map(x -> x.name()).orElse("0x" + Long.toHexString(addr));
      n++;
      if (!got.equals(p[1])) s.append(l).append(" ours ").append(got).append("\n");
    }
    System.err.println("all ms " + (System.nanoTime()-t)/1e6 + " n=" + n);
    System.out.print(s);
  }
}
