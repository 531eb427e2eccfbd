package io.tapline.agent.price;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.insn.ProgramTooLongException;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.kernel.attach.AttachException;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.NativeCode;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Measures what a hit costs on this host, on code of this process's own that nobody else runs.
 * BPF's own run time statistics would not do: they leave out the trap, which is nearly all of a
 * uprobe's price. Takes about half a second; while it runs, every system call of the host pays for
 * a raw tracepoint.
 */
public final class Calibration {
  private static final int SLICES = 9;
  private static final int CHEAP_CALLS = 20_000;
  private static final int DEAR_CALLS = 1_000;
  private static final String MAP = "price";
  private static final String TIMES = "calls";

  private final HostKernel kernel;
  private final Map<CostClass, Double> nanos = new EnumMap<>(CostClass.class);

  private Calibration(HostKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Measures.
   *
   * @throws IOException when the kernel refuses what every price rests on
   */
  public static HostPrices measure(HostKernel kernel) throws IOException {
    return new Calibration(kernel).measure();
  }

  private HostPrices measure() throws IOException {
    nanos.put(CostClass.TIMER, 0.0);
    uprobe(CostClass.UPROBE_NOP5, MeasuredCode.NOP5, false, CHEAP_CALLS);
    uprobe(CostClass.USDT, MeasuredCode.NOP, false, CHEAP_CALLS);
    uprobe(CostClass.UPROBE_EMULATED, MeasuredCode.PUSH, false, CHEAP_CALLS);
    uprobe(CostClass.URETPROBE_EMULATED, MeasuredCode.CALL_PUSH, true, CHEAP_CALLS);
    uprobe(CostClass.UPROBE_STEPPED, MeasuredCode.LEA, false, DEAR_CALLS);
    uprobe(CostClass.URETPROBE_STEPPED, MeasuredCode.CALL_LEA, true, DEAR_CALLS);
    try (NativeCode code = NativeCode.load(kernel.libc(), MeasuredCode.SYSTEM_CALL.code());
        BpfMap map = kernel.loader().create(new MapSpec(MAP, MapType.HASH, 8, 8, 16, 0))) {
      Map<String, BpfMap> maps = Map.of(MAP, map);
      ProbePoint raw = new ProbePoint.RawTracepoint("sys_enter");
      double empty = systemCalls(code, raw, empty(ProgramType.RAW_TRACEPOINT), maps);
      nanos.put(CostClass.RAW_TRACEPOINT, empty);
      ProbePoint perf = new ProbePoint.Tracepoint("raw_syscalls", "sys_enter");
      double copied = systemCalls(code, perf, empty(ProgramType.TRACEPOINT), maps);
      nanos.put(CostClass.TRACEPOINT, copied);
      nanos.put(CostClass.COUNTED, copied);
      double mapCall = Math.max(1, systemCalls(code, raw, update(), maps) - empty);
      double otherCall = Math.max(1, systemCalls(code, raw, clock(), maps) - empty);
      return new HostPrices(nanos, mapCall, otherCall);
    }
  }

  /** What a uprobe there adds to one round; left out where the kernel has no uprobes. */
  private void uprobe(CostClass kind, MeasuredCode measured, boolean returns, int calls)
      throws IOException {
    try (NativeCode code = NativeCode.load(kernel.libc(), measured.code())) {
      ProbePoint point = new ProbePoint.Uprobe(code.file(), "", 0, measured.probed(), returns);
      nanos.put(kind, added(code, point, empty(ProgramType.UPROBE), Map.of(), calls));
    } catch (AttachException e) {
      nanos.remove(kind);
    }
  }

  private double systemCalls(
      NativeCode code, ProbePoint point, ProgramSpec program, Map<String, BpfMap> maps)
      throws IOException {
    return added(code, point, program, maps, CHEAP_CALLS);
  }

  private double added(
      NativeCode code, ProbePoint point, ProgramSpec spec, Map<String, BpfMap> maps, int calls)
      throws IOException {
    double without = nanosOfRound(code, calls);
    try (Program program = kernel.loader().load(spec, maps)) {
      Attachment attachment = kernel.attacher().attach(program, point);
      try {
        return Math.max(0, nanosOfRound(code, calls) - without);
      } finally {
        attachment.close();
        awaitDetached(attachment);
      }
    } catch (LoadException e) {
      throw new IOException("measure the price of " + point.name() + ": " + e.getMessage(), e);
    }
  }

  /** The lower quartile of several slices: what disturbs only ever adds. */
  private static double nanosOfRound(NativeCode code, int calls) {
    double[] slices = new double[SLICES];
    code.call(0, calls / 10 + 1);
    for (int i = 0; i < SLICES; i++) {
      long before = System.nanoTime();
      code.call(0, calls);
      slices[i] = (System.nanoTime() - before) / (double) calls;
    }
    Arrays.sort(slices);
    return slices[SLICES / 4];
  }

  /** The file and the next measurement must not be there while the probe is. */
  private static void awaitDetached(Attachment attachment) throws IOException {
    try {
      attachment.detached().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("detach " + attachment.point().name() + ": " + e, e);
    }
  }

  private static ProgramSpec empty(ProgramType type) {
    Assembler assembler = new Assembler();
    return spec(type, assembler);
  }

  /** Updates one entry of a hash map. */
  private static ProgramSpec update() {
    Assembler assembler = new Assembler();
    assembler.store(Width.DOUBLE, Register.R10, -8, 1);
    assembler.loadMap(Register.R1, MAP);
    assembler.move(Register.R2, Register.R10);
    assembler.alu(Alu.ADD, Register.R2, -8);
    assembler.move(Register.R3, Register.R2);
    assembler.move(Register.R4, 0);
    assembler.call(Helper.MAP_UPDATE_ELEM);
    return spec(ProgramType.RAW_TRACEPOINT, assembler);
  }

  private static ProgramSpec clock() {
    Assembler assembler = new Assembler();
    assembler.call(Helper.KTIME_GET_NS);
    return spec(ProgramType.RAW_TRACEPOINT, assembler);
  }

  private static ProgramSpec spec(ProgramType type, Assembler assembler) {
    assembler.move(Register.R0, 0);
    assembler.exit();
    try {
      List<Instruction> instructions = assembler.finish();
      return new ProgramSpec(TIMES, type, instructions);
    } catch (ProgramTooLongException e) {
      throw new IllegalStateException("a program of a few instructions", e);
    }
  }
}
