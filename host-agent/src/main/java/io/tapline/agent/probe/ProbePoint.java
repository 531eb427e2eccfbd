package io.tapline.agent.probe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One resolved site: a pattern's match on this host, complete enough to be attached to. */
public sealed interface ProbePoint {

  /** The family it belongs to. */
  Provider provider();

  /** The full name, as {@code probe} prints it: {@code tracepoint:sched:sched_switch}. */
  String name();

  /**
   * A kernel tracepoint with its format.
   *
   * @param category as in tracefs {@code events/CATEGORY/EVENT}
   * @param event likewise
   */
  record Tracepoint(String category, String event) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.TRACEPOINT;
    }

    @Override
    public String name() {
      return "tracepoint:" + category + ":" + event;
    }
  }

  /**
   * A kernel tracepoint's call site.
   *
   * @param event the tracepoint's name, without a category
   */
  record RawTracepoint(String event) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.RAWTRACEPOINT;
    }

    @Override
    public String name() {
      return "rawtracepoint:" + event;
    }
  }

  /**
   * One call site of a USDT probe. A probe that is inlined in several places has several sites,
   * each with its own arguments.
   *
   * @param binary the ELF file, absolute
   * @param namespace the provider in the note, for example {@code postgresql}
   * @param probe the probe's name, for example {@code query__start}
   * @param fileOffset of the site's nop, bytes from the start of the file
   * @param semaphoreOffset file offset of the 16-bit semaphore; 0 when the probe has none
   * @param arguments where each argument lies when the site is hit
   */
  record Usdt(
      Path binary,
      String namespace,
      String probe,
      long fileOffset,
      long semaphoreOffset,
      List<UsdtArgument> arguments)
      implements ProbePoint {
    public Usdt {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Provider provider() {
      return Provider.USDT;
    }

    @Override
    public String name() {
      return "usdt:" + binary + ":" + namespace + ":" + probe;
    }
  }

  /**
   * A timer on every CPU.
   *
   * @param hertz samples per second and CPU
   */
  record Profile(long hertz) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.PROFILE;
    }

    @Override
    public String name() {
      return "profile:hz:" + hertz;
    }
  }

  /**
   * A timer on one CPU.
   *
   * @param period between two hits
   */
  record Interval(Duration period) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.INTERVAL;
    }

    @Override
    public String name() {
      return "interval:us:" + period.toNanos() / 1000;
    }
  }

  /** Runs once before anything is attached. */
  record Begin() implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.BEGIN;
    }

    @Override
    public String name() {
      return "begin";
    }
  }

  /** Runs once after everything is detached. */
  record End() implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.END;
    }

    @Override
    public String name() {
      return "end";
    }
  }
}
