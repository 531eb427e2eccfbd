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
   * @param module {@code vmlinux} or a module's name; empty where nobody asked for it
   * @param event the tracepoint's name, without a category
   */
  record RawTracepoint(String module, String event) implements ProbePoint {
    /** Without its module. */
    public RawTracepoint(String event) {
      this("", event);
    }

    @Override
    public Provider provider() {
      return Provider.RAWTRACEPOINT;
    }

    @Override
    public String name() {
      return "rawtracepoint:" + (module.isEmpty() ? "" : module + ":") + event;
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
   * @param unit of the count
   * @param count as written, at least 1
   */
  record Profile(TimerUnit unit, long count) implements ProbePoint {
    /** So many samples per second and CPU. */
    public Profile(long hertz) {
      this(TimerUnit.HZ, hertz);
    }

    /** Samples per second and CPU; rounded where the script wrote a period. */
    public long hertz() {
      return unit.hertz(count);
    }

    /** Time between two samples. */
    public Duration period() {
      return unit.period(count);
    }

    @Override
    public Provider provider() {
      return Provider.PROFILE;
    }

    @Override
    public String name() {
      return "profile:" + unit.keyword() + ":" + count;
    }
  }

  /**
   * A timer on one CPU.
   *
   * @param unit of the count
   * @param count as written, at least 1
   */
  record Interval(TimerUnit unit, long count) implements ProbePoint {
    /** As long a period, in whole microseconds. */
    public Interval(Duration period) {
      this(TimerUnit.US, period.toNanos() / 1000);
    }

    /** Time between two hits. */
    public Duration period() {
      return unit.period(count);
    }

    @Override
    public Provider provider() {
      return Provider.INTERVAL;
    }

    @Override
    public String name() {
      return "interval:" + unit.keyword() + ":" + count;
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

  /**
   * A place in a program or library.
   *
   * @param binary the ELF file, as it is to be named; relative to the working directory when it was
   *     written so
   * @param language {@code cpp} when the script's name was compared with the demangled one; empty
   *     otherwise
   * @param symbol the function as the file calls it, empty when the place is an address
   * @param offset from the function's start
   * @param address of the place as the file has it, before it is moved to where it is loaded
   * @param fileOffset of the instruction, bytes from the start of the file
   * @param returns whether it is hit when the function returns
   */
  record Uprobe(
      Path binary,
      String language,
      String symbol,
      long offset,
      long address,
      long fileOffset,
      boolean returns)
      implements ProbePoint {
    /** A place in code that is loaded where the file has it. */
    public Uprobe(Path binary, String symbol, long offset, long fileOffset, boolean returns) {
      this(binary, "", symbol, offset, fileOffset, fileOffset, returns);
    }

    @Override
    public Provider provider() {
      return returns ? Provider.URETPROBE : Provider.UPROBE;
    }

    /** Addresses and offsets are decimal here, as in bpftrace. */
    @Override
    public String name() {
      return provider().keyword()
          + ":"
          + binary
          + ":"
          + (language.isEmpty() ? "" : language + ":")
          + (symbol.isEmpty() ? Long.toUnsignedString(address) : symbol)
          + (offset == 0 ? "" : "+" + offset);
    }
  }

  /**
   * A place in the kernel.
   *
   * @param module {@code vmlinux} or a module's name; empty where nobody asked for it
   * @param function the kernel's name of it
   * @param offset from its start
   * @param returns whether it is hit when the function returns
   */
  record Kprobe(String module, String function, long offset, boolean returns)
      implements ProbePoint {
    /** Without its module. */
    public Kprobe(String function, long offset, boolean returns) {
      this("", function, offset, returns);
    }

    @Override
    public Provider provider() {
      return returns ? Provider.KRETPROBE : Provider.KPROBE;
    }

    @Override
    public String name() {
      return provider().keyword()
          + ":"
          + (module.isEmpty() ? "" : module + ":")
          + function
          + (offset == 0 ? "" : "+" + offset);
    }
  }

  /**
   * A function of the kernel by its BTF.
   *
   * @param module {@code vmlinux} or a module's name
   * @param btfId of the function
   * @param exit whether it is hit when the function returns
   */
  record Fentry(String module, String function, int btfId, boolean exit) implements ProbePoint {
    @Override
    public Provider provider() {
      return exit ? Provider.FEXIT : Provider.FENTRY;
    }

    @Override
    public String name() {
      return provider().keyword() + ":" + module + ":" + function;
    }
  }

  /**
   * An event that is counted, and a hit each so many of them.
   *
   * @param hardware whether the processor counts it
   * @param event the name as written
   * @param config {@code enum perf_sw_ids} or {@code enum perf_hw_id}
   * @param period events for each hit
   * @param written whether the script says the period; otherwise it is the event's usual one
   */
  record Counted(boolean hardware, String event, int config, long period, boolean written)
      implements ProbePoint {
    @Override
    public Provider provider() {
      return hardware ? Provider.HARDWARE : Provider.SOFTWARE;
    }

    @Override
    public String name() {
      return provider().keyword() + ":" + event + (written ? ":" + period : "");
    }
  }

  /**
   * A place in memory.
   *
   * @param address of a process where one is traced, else of the kernel
   * @param lengthBytes 1, 2, 4 or 8
   * @param mode letters of {@code rwx}
   */
  record Watchpoint(long address, int lengthBytes, String mode) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.WATCHPOINT;
    }

    @Override
    public String name() {
      return "watchpoint:0x" + Long.toHexString(address) + ":" + lengthBytes + ":" + mode;
    }
  }

  /**
   * Every object of a kind.
   *
   * @param kind {@code task}, {@code task_file}, {@code task_vma}
   * @param pin where in the BPF file system it is left; empty when it is read at once
   */
  record Iterator(String kind, String pin) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.ITER;
    }

    @Override
    public String name() {
      return "iter:" + kind + (pin.isEmpty() ? "" : ":" + pin);
    }
  }

  /** A signal that the tracer gets: {@code SIGUSR1}. */
  record SelfSignal(String signal) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.SELF;
    }

    @Override
    public String name() {
      return "self:signal:" + signal;
    }
  }

  /** Run again and again by {@code --bench}. */
  record Bench(String label) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.BENCH;
    }

    @Override
    public String name() {
      return "bench:" + label;
    }
  }

  /** Run once by {@code --test}. */
  record Test(String label) implements ProbePoint {
    @Override
    public Provider provider() {
      return Provider.TEST;
    }

    @Override
    public String name() {
      return "test:" + label;
    }
  }
}
