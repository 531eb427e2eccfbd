package io.tapline.agent.trace.output;

import io.tapline.agent.script.type.Type;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** A host on which everything is called by what it is. */
final class NoNames implements HostNames {
  @Override
  public String syscall(long number) {
    return "syscall" + number;
  }

  @Override
  public String device(long device) {
    return "device" + device;
  }

  @Override
  public String user(long id) {
    return "user" + id;
  }

  @Override
  public String error(long number) {
    return "error" + number;
  }

  @Override
  public String signal(long number) {
    return "signal" + number;
  }

  @Override
  public String libraryError(long number) {
    return number == 7 ? "Argument list too long" : number == 0 ? "Success" : "Error " + number;
  }

  @Override
  public String probe(long number) {
    return "probe" + number;
  }

  @Override
  public String kernelSymbol(long address) {
    return "ksym" + address;
  }

  @Override
  public String userSymbol(long address, int process) {
    return "usym" + address + "@" + process;
  }

  @Override
  public String stack(Type.Stack type, long id, int frames, int process) {
    return "\n        frame+" + id + "\n";
  }

  @Override
  public String cgroupPath(long id, String filter) {
    return "/cgroup" + id + filter;
  }

  @Override
  public ZonedDateTime moment(Type.Clock clock, long nanos) {
    return Instant.ofEpochSecond(0, nanos).atZone(ZoneOffset.UTC);
  }
}
