package io.tapline.agent.trace;

import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.target.demangle.Demangler;
import io.tapline.agent.target.process.UserSymbols;
import io.tapline.agent.target.symbol.KernelSymbols;
import io.tapline.agent.target.symbol.Symbol;
import io.tapline.agent.trace.output.StackText.Frame;
import java.io.IOException;
import java.util.Optional;

/** What is at addresses of the kernel and of programs; read when it is first asked for. */
final class HostSymbols {
  private final UserSymbols programs;
  private final boolean demangles;
  private final Once<KernelSymbols> kernel = new Once<>(HostSymbols::read);

  HostSymbols(ScriptConfig config) {
    this.programs =
        new UserSymbols(
            switch (config.cacheUserSymbols()) {
              case PER_PID -> UserSymbols.Keep.PROCESSES;
              case PER_PROGRAM -> UserSymbols.Keep.PROGRAMS;
              case NONE -> UserSymbols.Keep.NOTHING;
            });
    this.demangles = config.cppDemangle();
  }

  Optional<Frame> kernel(long address) {
    return kernel.get().at(address).map(symbol -> new Frame(symbol.name(), symbol.offset(), ""));
  }

  private static KernelSymbols read() {
    try {
      return KernelSymbols.read();
    } catch (IOException e) {
      // Without the right to read them addresses are shown as they are.
      return KernelSymbols.NONE;
    }
  }

  Optional<Frame> program(int process, long address) {
    return programs.at(process, address).map(this::frame);
  }

  private Frame frame(Symbol symbol) {
    String name = demangles ? Demangler.demangle(symbol.name()) : symbol.name();
    return new Frame(name, symbol.offset(), symbol.file());
  }
}
