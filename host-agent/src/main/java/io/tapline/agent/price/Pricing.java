package io.tapline.agent.price;

import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.x86.InstructionLength;
import io.tapline.agent.target.x86.ProbedInstruction;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Price tags for a script that is compiled and not attached. Runs none of it. */
public final class Pricing {
  private static final Set<Integer> MAP_HELPERS =
      Set.of(
          Helper.MAP_LOOKUP_ELEM.number(),
          Helper.MAP_UPDATE_ELEM.number(),
          Helper.MAP_DELETE_ELEM.number());

  private final HostPrices prices;
  private final RateSampler rates;

  private Pricing(HostKernel kernel, HostPrices prices) {
    this.prices = prices;
    this.rates = new RateSampler(kernel);
  }

  /**
   * Every probe point's price, in the order of the script. A program's helpers are counted as if
   * all of them were called at each hit, so that a price is rather too high.
   *
   * @throws IOException when the kernel refuses what the measurement needs
   */
  public static List<PriceTag> of(HostKernel kernel, CompiledScript script) throws IOException {
    return new Pricing(kernel, Calibration.measure(kernel)).tags(script);
  }

  private List<PriceTag> tags(CompiledScript script) throws IOException {
    List<PriceTag> tags = new ArrayList<>();
    for (CompiledScript.ProbeProgram program : script.programs()) {
      int maps = calls(program.spec(), true);
      int others = calls(program.spec(), false);
      for (ProbePoint point : program.points()) {
        CostClass kind = kind(point);
        tags.add(
            new PriceTag(point.name(), kind, prices.nanos(kind, maps, others), rates.rate(point)));
      }
    }
    return tags;
  }

  private static int calls(ProgramSpec program, boolean maps) {
    int calls = 0;
    for (Instruction instruction : program.instructions()) {
      boolean helper = instruction.callsHelper();
      if (helper && MAP_HELPERS.contains((int) instruction.immediate()) == maps) {
        calls++;
      }
    }
    return calls;
  }

  /** How a point is hit; of a uprobe that depends on the instruction it lies on. */
  static CostClass kind(ProbePoint point) throws IOException {
    return switch (point.provider()) {
      case BEGIN, END, SELF, BENCH, TEST, ITER, INTERVAL -> CostClass.TIMER;
      case RAWTRACEPOINT -> CostClass.RAW_TRACEPOINT;
      case TRACEPOINT -> CostClass.TRACEPOINT;
      case USDT -> CostClass.USDT;
      case PROFILE, SOFTWARE, HARDWARE, WATCHPOINT, ASYNCWATCHPOINT -> CostClass.COUNTED;
      case KPROBE, KRETPROBE, FENTRY, FEXIT -> CostClass.KERNEL_FUNCTION;
      case UPROBE, URETPROBE -> kind((ProbePoint.Uprobe) point);
    };
  }

  private static CostClass kind(ProbePoint.Uprobe point) throws IOException {
    byte[] code = new byte[InstructionLength.LONGEST];
    int read;
    try (RandomAccessFile file = new RandomAccessFile(point.binary().toFile(), "r")) {
      file.seek(point.fileOffset());
      read = Math.max(0, file.read(code));
    }
    int length = InstructionLength.of(code, 0, read);
    ProbedInstruction instruction =
        length < 0 ? ProbedInstruction.STEPPED : ProbedInstruction.at(code, 0, length);
    return switch (instruction) {
      case NOP5 -> point.returns() ? CostClass.URETPROBE_EMULATED : CostClass.UPROBE_NOP5;
      case EMULATED -> point.returns() ? CostClass.URETPROBE_EMULATED : CostClass.UPROBE_EMULATED;
      case STEPPED -> point.returns() ? CostClass.URETPROBE_STEPPED : CostClass.UPROBE_STEPPED;
    };
  }
}
