package io.tapline.agent.trace;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.compile.StackLayout;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.symbol.DeviceNames;
import io.tapline.agent.target.symbol.SyscallNames;
import io.tapline.agent.trace.output.HostNames;
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
  private SyscallNames syscalls;
  private DeviceNames devices;

  ScriptNames(CompiledScript script, KernelObjects objects, Moments moments) {
    this.script = script;
    this.objects = objects;
    this.moments = moments;
    script.stacks().forEach(layout -> stacks.put(layout.type(), layout));
  }

  @Override
  public String syscall(long number) {
    if (syscalls == null) {
      syscalls = SyscallNames.load();
    }
    return syscalls.name(number);
  }

  @Override
  public String device(long device) {
    if (devices == null) {
      devices = new DeviceNames();
    }
    return devices.name(device);
  }

  @Override
  public String user(long id) {
    return Long.toString(id);
  }

  @Override
  public String error(long number) {
    return Long.toString(number);
  }

  @Override
  public String signal(long number) {
    return Long.toString(number);
  }

  @Override
  public String libraryError(long number) {
    return Long.toString(number);
  }

  @Override
  public String probe(long number) {
    return script.probeNames().getOrDefault((int) number, "");
  }

  @Override
  public String kernelSymbol(long address) {
    return "0x" + Long.toHexString(address);
  }

  @Override
  public String userSymbol(long address, int process) {
    return "0x" + Long.toHexString(address);
  }

  @Override
  public String stack(Type.Stack type, long id, int frames, int process) {
    StringBuilder text = new StringBuilder("\n");
    for (long address : addresses(type, id, frames)) {
      text.append("        0x").append(Long.toHexString(address)).append('\n');
    }
    return text.toString();
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
    return Long.toString(id);
  }

  @Override
  public ZonedDateTime moment(Type.Clock clock, long nanos) {
    long wall = moments.wallNanos(clock, nanos);
    return Instant.ofEpochSecond(0, wall).atZone(ZoneId.systemDefault());
  }
}
