package io.tapline.agent.price;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.ProgramTooLongException;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts a tracepoint's hits for a moment, with the cheapest program there is. Probes in programs
 * are not sampled: that would be the very cost that is asked about.
 */
final class RateSampler {
  static final Duration MOMENT = Duration.ofMillis(250);
  private static final String MAP = "hits";

  private final HostKernel kernel;

  RateSampler(HostKernel kernel) {
    this.kernel = kernel;
  }

  /** Hits per second; empty where it is not sampled. */
  OptionalDouble rate(ProbePoint point) throws IOException {
    if (point instanceof ProbePoint.RawTracepoint) {
      return OptionalDouble.of(sample(point, ProgramType.RAW_TRACEPOINT));
    } else if (point instanceof ProbePoint.Tracepoint) {
      return OptionalDouble.of(sample(point, ProgramType.TRACEPOINT));
    } else if (point instanceof ProbePoint.Profile profile) {
      return OptionalDouble.of((double) profile.hertz() * kernel.cpus().online().size());
    } else if (point instanceof ProbePoint.Interval interval) {
      return OptionalDouble.of(1e9 / interval.period().toNanos());
    }
    return OptionalDouble.empty();
  }

  private double sample(ProbePoint point, ProgramType type) throws IOException {
    try (BpfMap map =
            kernel.loader().create(new MapSpec(MAP, MapType.ARRAY, 4, 8, 1, MapSpec.MMAPABLE));
        Program program = kernel.loader().load(counter(type), Map.of(MAP, map))) {
      long began = System.nanoTime();
      Attachment attachment = kernel.attacher().attach(program, point);
      try {
        LockSupport.parkNanos(MOMENT.toNanos());
        double seconds = (System.nanoTime() - began) / 1e9;
        ByteBuffer value = map.newValue();
        map.lookup(map.newKey(), value);
        return value.getLong(0) / seconds;
      } finally {
        attachment.close();
      }
    } catch (LoadException e) {
      throw new IOException("count the hits of " + point.name() + ": " + e.getMessage(), e);
    }
  }

  private static ProgramSpec counter(ProgramType type) {
    Assembler assembler = new Assembler();
    assembler.loadMapValue(Register.R1, MAP, 0);
    assembler.move(Register.R2, 1);
    assembler.atomicAdd(Register.R1, 0, Register.R2);
    assembler.move(Register.R0, 0);
    assembler.exit();
    try {
      return new ProgramSpec("count", type, assembler.finish());
    } catch (ProgramTooLongException e) {
      throw new IllegalStateException("a program of a few instructions", e);
    }
  }
}
