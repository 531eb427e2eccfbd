package io.tapline.agent.script.function;

import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.FunctionTable;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All functions of the language, by name. */
public final class Functions implements FunctionTable {
  /** The one there is. */
  public static final FunctionTable ALL = new Functions();

  private final Map<String, Function> functions = new HashMap<>();

  private Functions() {
    addOutput();
    addTexts();
    addMaps();
    addPlaces();
    addBuiltins();
    addCompileTime();
    addActions();
    addAggregations();
  }

  private void put(String name, Function function) {
    functions.put(name, function);
  }

  private void addOutput() {
    put("printf", new FormatFunction(Message.Purpose.PRINTF, false));
    put("warnf", new FormatFunction(Message.Purpose.WARNF, false));
    put("errorf", new FormatFunction(Message.Purpose.ERRORF, false));
    put("cat", new FormatFunction(Message.Purpose.CAT, false));
    put("system", new FormatFunction(Message.Purpose.SYSTEM, true));
    put("print", new PrintFunction());
    put("clear", new ClearFunction(false));
    put("zero", new ClearFunction(true));
    put("time", new TimeFunction());
    put("join", new JoinFunction());
    put("exit", new ExitFunction());
    put("unwatch", new UnwatchFunction());
    put("skboutput", new SkboutputFunction());
    put("speculation", new SpeculationFunction());
    put("speculate", new HeldOutputFunction(new Message.Speculate()));
    put("commit", new HeldOutputFunction(new Message.Commit()));
    put("discard", new HeldOutputFunction(new Message.Discard()));
  }

  private void addTexts() {
    put("str", new StrFunction());
    put("buf", new BufFunction());
    put("strlen", new StrlenFunction());
    put("strcap", new StrcapFunction());
    put("strncmp", new StrncmpFunction());
    put("strstr", new StrstrFunction());
    put("str_concat", new ConcatFunction());
    put("globmatch", new GlobmatchFunction());
    put("memcmp", new MemcmpFunction());
    put("bswap", new BswapFunction());
    put("ntop", new NtopFunction());
    put("pton", new PtonFunction());
    put("macaddr", new MacaddrFunction());
    put("path", new PathFunction());
    put("strftime", new StrftimeFunction());
    put("syscall_name", new RenderingFunction(4, true, Type.Rendering.SYSCALL));
    put("devname", new RenderingFunction(4, false, Type.Rendering.DEVICE));
    put("strerror", new RenderingFunction(4, true, Type.Rendering.ERROR));
    put("signal_name", new RenderingFunction(4, true, Type.Rendering.SIGNAL));
  }

  private void addMaps() {
    put("delete", new DeleteFunction());
    put("find", new FindFunction());
    put("has_key", new HasKeyFunction());
    put("len", new LenFunction());
  }

  private void addPlaces() {
    put("kstack", new StackFunction(false));
    put("ustack", new StackFunction(true));
    put("ksym", new SymbolFunction(false));
    put("usym", new SymbolFunction(true));
    put("func", new FuncFunction());
    put("reg", new RegFunction());
    put("kaddr", new KaddrFunction());
    put("uaddr", new UaddrFunction());
    put("percpu_kaddr", new PercpuKaddrFunction());
    put("kptr", new SpaceFunction(Type.AddressSpace.KERNEL));
    put("uptr", new SpaceFunction(Type.AddressSpace.USER));
    put("probetype", new ProbeTypeFunction());
    put("usermode", new UsermodeFunction());
    put("socket_cookie", new SocketCookieFunction());
  }

  private void addBuiltins() {
    put("nsecs", new ClockFunction());
    put("elapsed", new ElapsedFunction());
    put("pid", new ProcessIdFunction(Builtin.NAMESPACE_PID, Builtin.PID));
    put("tid", new ProcessIdFunction(Builtin.NAMESPACE_TID, Builtin.TID));
    put("uid", new BuiltinFunction(Builtin.UID, Type.UINT64));
    put("gid", new BuiltinFunction(Builtin.GID, Type.UINT64));
    put("cpu", new BuiltinFunction(Builtin.CPU, Type.UINT64));
    put("numaid", new BuiltinFunction(Builtin.NUMAID, Type.UINT64));
    put("cgroup", new BuiltinFunction(Builtin.CGROUP, Type.UINT64));
    put("jiffies", new BuiltinFunction(Builtin.JIFFIES, Type.UINT64));
    put("comm", new CommFunction());
    put("username", new UsernameFunction());
    put("curtask", new CurtaskFunction());
    put("rand", new RandomFunction());
    put("cgroup_path", new CgroupPathFunction());
  }

  private void addCompileTime() {
    put("fail", new FailFunction());
    put("getopt", new GetoptFunction());
    put("ncpus", new NcpusFunction());
    put("cpid", new ChildFunction(false));
    put("has_cpid", new ChildFunction(true));
    put("cgroupid", new CgroupIdFunction());
    put("kfunc_exist", new KfuncFunction(false));
    put("kfunc_allowed", new KfuncFunction(true));
    put("default_str_length", new DefaultLengthFunction());
    put("is_array", new TypeTestFunction(TypeTestFunction::isArray));
    put("is_integer", new TypeTestFunction(TypeTestFunction::isInteger));
    put("is_literal", new TypeTestFunction(TypeTestFunction::isLiteral));
    put("is_ptr", new TypeTestFunction(TypeTestFunction::isPointer));
    put("is_str", new TypeTestFunction(TypeTestFunction::isText));
    put("is_unsigned_integer", new TypeTestFunction(TypeTestFunction::isUnsigned));
  }

  private void addActions() {
    put("signal", new SignalFunction(Intrinsic.SIGNAL_PROCESS));
    put("signal_thread", new SignalFunction(Intrinsic.SIGNAL_THREAD));
    put("override", new OverrideFunction());
    put("write_user", new WriteUserFunction());
  }

  private void addAggregations() {
    put("count", new Aggregation(new Gathering.Count(), 0));
    put("sum", new SignedAggregation(Gathering.Sum::new));
    put("min", new SignedAggregation(Gathering.Minimum::new));
    put("max", new SignedAggregation(Gathering.Maximum::new));
    put("avg", new SignedAggregation(Gathering.Average::new));
    put("stats", new SignedAggregation(Gathering.Stats::new));
    put("hist", new HistFunction());
    put("lhist", new LhistFunction());
    put("tseries", new TseriesFunction());
    put("exphist", new Aggregation(new Gathering.ExponentialHistogram(), 1));
    put("quantize", new Aggregation(new Gathering.SignedPowerHistogram(), 1));
    put("lquantize", new LhistFunction());
    put("llquantize", new LlquantizeFunction());
    put("stddev", new Aggregation(new Gathering.Deviation(), 1));
  }

  @Override
  public Optional<Function> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  @Override
  public List<String> names() {
    return functions.keySet().stream().sorted().toList();
  }
}
