package io.tapline.agent.trace;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.process.UserSymbols;
import io.tapline.agent.target.symbol.CgroupPaths;
import io.tapline.agent.target.symbol.DeviceNames;
import io.tapline.agent.target.symbol.ErrorNames;
import io.tapline.agent.target.symbol.KernelSymbols;
import io.tapline.agent.target.symbol.SignalNames;
import io.tapline.agent.target.symbol.Symbol;
import io.tapline.agent.target.symbol.SyscallNames;
import io.tapline.agent.target.symbol.UserNames;
import io.tapline.agent.trace.output.HostNames;
import io.tapline.agent.trace.output.StackText;
import io.tapline.agent.trace.output.StackText.Frame;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * What numbers mean in one script on this host. What that takes is read when something is first
 * shown that needs it. Runs on the trace's own thread.
 */
final class ScriptNames implements HostNames {
  private final Lazy<SyscallNames> syscalls = new Lazy<>(SyscallNames::load);
  private final Lazy<DeviceNames> devices = new Lazy<>(DeviceNames::new);
  private final Lazy<UserNames> users = new Lazy<>(UserNames::read);
  private final Lazy<ErrorNames> errors = new Lazy<>(ErrorNames::new);
  private final Lazy<SignalNames> signals = new Lazy<>(SignalNames::new);
  private final Lazy<CgroupPaths> cgroups = new Lazy<>(CgroupPaths::new);
  private final Lazy<Optional<KernelSymbols>> kernel = new Lazy<>(ScriptNames::readKernel);
  private final Lazy<UserSymbols> programs;
  private final ScriptStacks stacks;
  private final Map<Integer, String> probes;
  private final Moments moments;

  ScriptNames(
      CompiledScript script, KernelObjects objects, ScriptConfig config, Moments moments) {
    this.probes = script.probeNames();
    this.stacks = new ScriptStacks(script.stacks(), objects);
    this.programs = new Lazy<>(() -> new UserSymbols(keep(config.cacheUserSymbols())));
    this.moments = moments;
  }

  private static UserSymbols.Keep keep(ScriptConfig.SymbolCache cache) {
    return switch (cache) {
      case PER_PID -> UserSymbols.Keep.PROCESSES;
      case PER_PROGRAM -> UserSymbols.Keep.PROGRAMS;
      case NONE -> UserSymbols.Keep.NOTHING;
    };
  }

  /** Without them addresses are shown as such. */
  private static Optional<KernelSymbols> readKernel() {
    try {
      return Optional.of(KernelSymbols.read());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String syscall(long number) {
    return syscalls.get().name(number);
  }

  @Override
  public String device(long device) {
    return devices.get().name(device);
  }

  @Override
  public String user(long id) {
    return users.get().name(id);
  }

  @Override
  public String error(long number) {
    return errors.get().script(number);
  }

  @Override
  public String signal(long number) {
    return signals.get().name(number);
  }

  @Override
  public String libraryError(long number) {
    return errors.get().library(number);
  }

  @Override
  public String probe(long number) {
    return probes.getOrDefault((int) number, "");
  }

  @Override
  public String kernelSymbol(long address) {
    return StackText.symbol(address, kernelFrame(address));
  }

  @Override
  public String userSymbol(long address, int process) {
    return StackText.symbol(address, userFrame(address, process));
  }

  @Override
  public String stack(Type.Stack type, long id, int frames, int process) {
    return StackText.of(
        type,
        stacks.addresses(type, id, frames),
        address -> type.user() ? userFrame(address, process) : kernelFrame(address));
  }

  private Optional<Frame> kernelFrame(long address) {
    return kernel.get().flatMap(symbols -> symbols.at(address)).map(ScriptNames::frame);
  }

  private Optional<Frame> userFrame(long address, int process) {
    return programs.get().at(process, address).map(ScriptNames::frame);
  }

  private static Frame frame(Symbol symbol) {
    return new Frame(symbol.name(), symbol.offset(), symbol.file());
  }

  @Override
  public String cgroupPath(long id, String filter) {
    return cgroups.get().paths(id, filter);
  }

  @Override
  public ZonedDateTime moment(Type.Clock clock, long nanos) {
    return Instant.ofEpochSecond(0, moments.wallNanos(clock, nanos))
        .atZone(ZoneId.systemDefault());
  }
}
