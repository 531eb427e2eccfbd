package io.tapline.agent.script.function;

import io.tapline.agent.compile.RecordedCatalog;
import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.target.ProbeCatalog;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.TracepointFormat.FormatField;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfBlob;
import io.tapline.agent.target.btf.BtfKind;
import io.tapline.agent.target.read.MalformedInputException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A host with one of everything: the recorded one's tracepoints, a tracepoint with fields of every
 * kind, probes of every provider, and a kernel of few types.
 */
final class SampleHost implements ProbeCatalog {
  private static final Path APP = Path.of("/bin/app");

  private final RecordedCatalog recorded = new RecordedCatalog();

  @Override
  public List<ProbePoint> match(ProbePattern pattern) throws ProbeUnavailableException {
    List<String> parts = pattern.parts();
    String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    if (last.startsWith("no_")) {
      return List.of();
    }
    return switch (pattern.provider()) {
      case UPROBE, URETPROBE ->
          List.of(new ProbePoint.Uprobe(APP, "", last, 0, 0x401000, 0x1000, isReturn(pattern)));
      case KPROBE, KRETPROBE -> List.of(new ProbePoint.Kprobe(last, 0, isReturn(pattern)));
      case FENTRY, FEXIT -> List.of(new ProbePoint.Fentry("vmlinux", last, 9, isReturn(pattern)));
      case ITER -> List.of(new ProbePoint.Iterator(parts.get(0), ""));
      case WATCHPOINT -> List.of(new ProbePoint.Watchpoint(0x1000, 8, "w"));
      case SOFTWARE -> List.of(new ProbePoint.Counted(false, last, 2, 100, false));
      case USDT -> List.of(usdt());
      case TRACEPOINT ->
          parts.get(0).equals("sample")
              ? List.of(new ProbePoint.Tracepoint("sample", last))
              : recorded.match(pattern);
      default -> recorded.match(pattern);
    };
  }

  private static boolean isReturn(ProbePattern pattern) {
    return switch (pattern.provider()) {
      case URETPROBE, KRETPROBE, FEXIT -> true;
      default -> false;
    };
  }

  private static ProbePoint usdt() {
    return new ProbePoint.Usdt(
        APP,
        "app",
        "start",
        0x2000,
        0,
        List.of(
            new UsdtArgument(8, false, UsdtArgument.Kind.REGISTER, "rdi", "", 1, 0),
            new UsdtArgument(4, true, UsdtArgument.Kind.MEMORY, "rbp", "", 1, -20)));
  }

  @Override
  public Optional<TracepointFormat> format(String category, String event) {
    return category.equals("sample")
        ? Optional.of(new TracepointFormat(1, sampleFields()))
        : recorded.format(category, event);
  }

  private static List<FormatField> sampleFields() {
    return List.of(
        new FormatField("small", "u8", 8, 1, false, 0, false),
        new FormatField("truth", "bool", 9, 1, false, 0, false),
        new FormatField("narrow", "short", 10, 2, true, 0, false),
        new FormatField("color", "enum color", 12, 4, false, 0, false),
        new FormatField("size", "size_t", 16, 8, false, 0, false),
        new FormatField("sock", "struct sock *", 24, 8, false, 0, false),
        new FormatField("text", "const char *", 32, 8, false, 0, false),
        new FormatField("argv", "const char *const *", 40, 8, false, 0, false),
        new FormatField("name", "char", 48, 16, false, 16, false),
        new FormatField("mac", "unsigned char", 64, 6, false, 6, false),
        new FormatField("split", "u32", 70, 4, false, 0, false),
        new FormatField("words", "unsigned long", 80, 24, false, 3, false),
        new FormatField("path", "__data_loc char", 104, 4, false, 0, true),
        new FormatField("bytes", "__data_loc u8", 108, 4, false, 0, true),
        new FormatField("near", "__rel_loc char[]", 112, 4, false, 0, false),
        new FormatField("unknown", "frob_t", 116, 4, true, 0, false),
        new FormatField("nothing", "struct frob *", 120, 8, false, 0, false));
  }

  @Override
  public List<String> similar(ProbePattern pattern) {
    return List.of();
  }

  @Override
  public OptionalInt systemCall(String name) {
    return recorded.systemCall(name);
  }

  @Override
  public OptionalLong kernelSymbol(String name) {
    return switch (name) {
      case "jiffies" -> OptionalLong.of(0xffffffff82000000L);
      case "runqueues" -> OptionalLong.of(0x2bc00);
      case "__per_cpu_offset" -> OptionalLong.of(0xffffffff82100000L);
      default -> OptionalLong.empty();
    };
  }

  @Override
  public Optional<BinarySymbol> symbol(Path binary, String name) {
    return name.equals("counter") ? Optional.of(new BinarySymbol(0x404010, 4)) : Optional.empty();
  }

  @Override
  public int cpus() {
    return 4;
  }

  @Override
  public OptionalLong cgroup(Path folder) {
    return folder.equals(Path.of("/sys/fs/cgroup/app"))
        ? OptionalLong.of(42)
        : OptionalLong.empty();
  }

  @Override
  public long monotonicNanos() {
    return 1_000_000;
  }

  @Override
  public Optional<Btf> btf() {
    try {
      return Optional.of(Btf.parse("sample", ByteBuffer.wrap(kernel())));
    } catch (MalformedInputException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * struct task_struct { int pid; char comm[16]; struct task_struct *parent; }, struct sock { u16
   * port; }, struct path { u64 dentry; }, struct file { struct path f_path; }, struct sk_buff { u64
   * len; u64 data; }, enum color, functions read and write, raw tracepoint switch.
   */
  private static byte[] kernel() {
    BtfBlob b = new BtfBlob();
    int letter = b.name("char");
    int integer = b.name("int");
    int word = b.name("unsigned long");
    int half = b.name("u16");
    int pid = b.name("pid");
    int comm = b.name("comm");
    int parent = b.name("parent");
    int data = b.name("__data");
    int file = b.name("file");
    int buf = b.name("buf");
    int task = b.name("task_struct");
    int meta = b.name("meta");
    return b.type(BtfKind.INT, letter, 0, 1, 8) // 1
        .type(BtfKind.INT, integer, 0, 4, 1 << 24 | 32) // 2
        .type(BtfKind.INT, word, 0, 8, 64) // 3
        .type(BtfKind.INT, half, 0, 2, 16) // 4
        .type(BtfKind.ARRAY, 0, 0, 0, 1, 2, 16) // 5
        .type(BtfKind.STRUCT, task, 3, 32, pid, 2, 0, comm, 5, 32, parent, 7, 192) // 6
        .type(BtfKind.PTR, 0, 0, 6) // 7
        .type(BtfKind.STRUCT, b.name("sock"), 1, 8, b.name("port"), 4, 0) // 8
        .type(BtfKind.PTR, 0, 0, 8) // 9
        .type(BtfKind.STRUCT, b.name("path"), 1, 16, b.name("dentry"), 3, 64) // 10
        .type(BtfKind.STRUCT, file, 1, 32, b.name("f_path"), 10, 64) // 11
        .type(BtfKind.PTR, 0, 0, 11) // 12
        .type(BtfKind.STRUCT, b.name("sk_buff"), 2, 16, b.name("len"), 3, 0, b.name("data"), 3, 64)
        .type(BtfKind.PTR, 0, 0, 13) // 14
        .type(BtfKind.ENUM, b.name("color"), 2, 4, b.name("RED"), 0, b.name("GREEN"), 5) // 15
        .type(BtfKind.PTR, 0, 0, 1) // 16
        .type(BtfKind.FUNC_PROTO, 0, 3, 2, file, 12, buf, 16, b.name("count"), 2) // 17
        .type(BtfKind.FUNC, b.name("read"), 0, 17) // 18
        .type(BtfKind.FUNC_PROTO, 0, 2, 0, b.name("sk"), 9, b.name("skb"), 14) // 19
        .type(BtfKind.FUNC, b.name("write"), 0, 19) // 20
        .type(BtfKind.PTR, 0, 0, 0) // 21
        .type(BtfKind.FUNC_PROTO, 0, 3, 0, data, 21, 0, 2, 0, 7) // 22
        .type(BtfKind.PTR, 0, 0, 22) // 23
        .type(BtfKind.TYPEDEF, b.name("btf_trace_switch"), 0, 23) // 24
        .type(BtfKind.FUNC_PROTO, 0, 3, 0, data, 21, b.name("cpu"), 2, b.name("next"), 7) // 25
        .type(BtfKind.FUNC, b.name("__traceiter_switch"), 0, 25) // 26
        .type(BtfKind.STRUCT, b.name("bpf_iter__task"), 2, 16, meta, 21, 0, b.name("task"), 7, 64)
        .bytes();
  }
}
