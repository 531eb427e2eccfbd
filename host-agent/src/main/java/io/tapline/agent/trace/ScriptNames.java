package io.tapline.agent.trace;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.compile.StackLayout;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.symbol.CgroupPaths;
import io.tapline.agent.target.symbol.DeviceNames;
import io.tapline.agent.target.symbol.ErrorNames;
import io.tapline.agent.target.symbol.SignalNames;
import io.tapline.agent.target.symbol.SyscallNames;
import io.tapline.agent.target.symbol.UserNames;
import io.tapline.agent.trace.output.ByteText;
import io.tapline.agent.trace.output.HostNames;
import io.tapline.agent.trace.output.StackText;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

/** What numbers mean in one script on this host; looked up when they are first shown. */
final class ScriptNames implements HostNames {
  private final CompiledScript script;
  private final KernelObjects objects;
  private final Moments moments;
  private final Map<Type.Stack, StackLayout> stacks = new HashMap<>();
  private final HostSymbols symbols;
  private final Once<SyscallNames> syscalls = new Once<>(SyscallNames::load);
  private final Once<DeviceNames> devices = new Once<>(DeviceNames::new);
  private final Once<UserNames> users = new Once<>(UserNames::read);
  private final Once<ErrorNames> errors = new Once<>(ErrorNames::new);
  private final Once<SignalNames> signals = new Once<>(SignalNames::new);
  private final Once<CgroupPaths> cgroups = new Once<>(CgroupPaths::new);

  ScriptNames(CompiledScript script, KernelObjects objects, Moments moments, HostSymbols symbols) {
    this.script = script;
    this.objects = objects;
    this.moments = moments;
    this.symbols = symbols;
    script.stacks().forEach(layout -> stacks.put(layout.type(), layout));
  }

  @Override
  public String syscall(long number) {
    return syscalls.get().find(number).orElse("Unknown syscall");
  }

  @Override
  public String device(long device) {
    return ByteText.of(devices.get().name(device));
  }

  @Override
  public String user(long id) {
    return ByteText.of(users.get().name(id));
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
    return ByteText.of(script.probeNames().getOrDefault((int) number, ""));
  }

  @Override
  public String kernelSymbol(long address) {
    return StackText.symbol(address, symbols.kernel(address));
  }

  @Override
  public String userSymbol(long address, int process) {
    return StackText.symbol(address, symbols.program(process, address));
  }

  @Override
  public String stack(Type.Stack type, long id, int frames, int process) {
    return StackText.of(
        type,
        addresses(type, id, frames),
        address -> type.user() ? symbols.program(process, address) : symbols.kernel(address));
  }

  private long[] addresses(Type.Stack type, long id, int frames) {
    StackLayout layout = stacks.get(type);
    if (layout == null) {
      return new long[0];
    }
    BpfMap map = objects.map(layout.bpfMap());
    ByteBuffer key = map.newKey().putLong(0, id);
    ByteBuffer value = map.newValue();
    try {
      if (!map.lookup(key, value)) {
        return new long[0];
      }
    } catch (SystemCallException e) {
      throw new TraceFailure("read a stack: " + e.getMessage(), e);
    }
    long[] addresses = new long[Math.min(frames, value.capacity() / Long.BYTES)];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = value.getLong(i * Long.BYTES);
    }
    return addresses;
  }

  @Override
  public String cgroupPath(long id, String filter) {
    return ByteText.of(cgroups.get().paths(id, filter));
  }

  @Override
  public ZonedDateTime moment(Type.Clock clock, long nanos) {
    long wall = moments.wallNanos(clock, nanos);
    return Instant.ofEpochSecond(0, wall).atZone(ZoneId.systemDefault());
  }
}
