package io.tapline.agent.trace;

import io.tapline.agent.compile.MapLayout;
import io.tapline.agent.compile.MessageLayout;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.trace.output.ByteText;
import io.tapline.agent.trace.output.DecodedValue;
import io.tapline.agent.trace.output.MapSnapshot;
import io.tapline.agent.trace.output.Printf;
import io.tapline.agent.trace.output.TraceOutput;
import io.tapline.agent.trace.output.ValueDecoder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** What messages make the host do. Runs on the trace's own thread. */
final class MessageActions {
  private final TraceOutput output;
  private final ValueDecoder decoder;
  private final ScriptMaps maps;
  private final HostCommands commands;
  private final Speculations speculations;
  private final LongConsumer exit;
  private final LongConsumer unwatch;

  /**
   * @param exit told a script's exit code
   * @param unwatch told an address that is no longer watched
   */
  MessageActions(
      TraceOutput output,
      ValueDecoder decoder,
      ScriptMaps maps,
      HostCommands commands,
      Speculations speculations,
      LongConsumer exit,
      LongConsumer unwatch) {
    this.output = output;
    this.decoder = decoder;
    this.maps = maps;
    this.commands = commands;
    this.speculations = speculations;
    this.exit = exit;
    this.unwatch = unwatch;
  }

  /** The action for one kind of message; made once, so that formats are read once. */
  MessageAction of(MessageLayout layout) {
    Message message = layout.message();
    if (message instanceof Message.Formatted formatted) {
      return formatted(formatted);
    } else if (message instanceof Message.PrintValue) {
      return values -> output.value(values.get(0));
    } else if (message instanceof Message.PrintMap print) {
      return values -> show(print.map(), number(values, 0), number(values, 1));
    } else if (message instanceof Message.PrintMapValue print) {
      return values -> output.value(at(print.map(), values));
    } else if (message instanceof Message.Clear clear) {
      return values -> change(clear.map(), maps::clear);
    } else if (message instanceof Message.Zero zero) {
      return values -> change(zero.map(), maps::zero);
    } else if (message instanceof Message.Time time) {
      return values -> commands.now(time.format()).ifPresent(output::time);
    } else if (message instanceof Message.Join join) {
      return values -> output.join(join(join.separator(), values));
    } else if (message instanceof Message.Exit) {
      return values -> exit.accept(number(values, 0));
    } else if (message instanceof Message.Unwatch) {
      return values -> unwatch.accept(number(values, 0));
    } else if (message instanceof Message.Packet packet) {
      return values -> {
        throw HostCommands.notCaptured(packet.path(), values);
      };
    } else if (message instanceof Message.Row row) {
      return values -> output.row(row.names(), values);
    }
    return about(message);
  }

  /** Messages about the script's own running. */
  private MessageAction about(Message message) {
    if (message instanceof Message.HelperFailed failed) {
      return values ->
          output.helperFailed(failed.range(), failed.helper(), (int) number(values, 0));
    } else if (message instanceof Message.Fault fault) {
      return values -> output.fault(fault.range(), fault.words());
    } else if (message instanceof Message.Commit) {
      return values -> speculations.commit(number(values, 0));
    } else if (message instanceof Message.Discard) {
      return values -> speculations.discard(number(values, 0));
    }
    if (message instanceof Message.Speculate) {
      // Programs keep the id to themselves and mark what they send with it.
      return values -> {};
    }
    throw new IllegalStateException("message without an action: " + message);
  }

  private MessageAction formatted(Message.Formatted formatted) {
    Printf format = Printf.of(formatted.format());
    return switch (formatted.purpose()) {
      case PRINTF -> values -> output.printf(format.format(values));
      case WARNF -> values -> output.warning(formatted.range(), format.format(values));
      case ERRORF -> values -> output.error(formatted.range(), format.format(values));
      case SYSTEM ->
          values -> {
            output.flush();
            tell(commands.system(format.format(values)), output::system);
          };
      case CAT -> values -> tell(commands.cat(format.format(values)), output::cat);
    };
  }

  private void tell(HostCommands.Read read, Consumer<String> teller) {
    if (read.problem().isEmpty()) {
      teller.accept(read.text());
    } else {
      output.hostError(read.problem());
    }
  }

  /** Shows a map as it is now. */
  void show(ScriptMap map, long top, long divisor) {
    MapLayout layout = maps.layout(map);
    output.map(snapshot(layout).view(top, divisor));
  }

  /** Shows what there is at the end; the output leaves out what holds nothing. */
  void showAll() {
    for (MapLayout layout : maps.all()) {
      output.map(snapshot(layout).view());
    }
  }

  private MapSnapshot snapshot(MapLayout layout) {
    try {
      return MapSnapshot.read(layout, maps.entries(layout), decoder);
    } catch (SystemCallException e) {
      throw new TraceFailure("read map " + layout.map().name() + ": " + e.getMessage(), e);
    }
  }

  private DecodedValue at(ScriptMap map, List<DecodedValue> values) {
    MapLayout layout = maps.layout(map);
    return snapshot(layout).at(values.subList(0, map.keys().size()));
  }

  /** Changes a map. */
  private interface Change {
    void apply(MapLayout layout) throws SystemCallException;
  }

  private void change(ScriptMap map, Change change) {
    MapLayout layout = maps.layout(map);
    try {
      change.apply(layout);
    } catch (SystemCallException e) {
      throw new TraceFailure("change map " + map.name() + ": " + e.getMessage(), e);
    }
  }

  private static long number(List<DecodedValue> values, int index) {
    if (index >= values.size()) {
      return 0;
    }
    DecodedValue value = values.get(index);
    if (value instanceof DecodedValue.Signed signed) {
      return signed.value();
    } else if (value instanceof DecodedValue.Unsigned unsigned) {
      return unsigned.value();
    } else if (value instanceof DecodedValue.Bool bool) {
      return bool.value() ? 1 : 0;
    }
    return value instanceof DecodedValue.Named named ? named.number() : 0;
  }

  private static String join(String separator, List<DecodedValue> values) {
    int end = values.size();
    while (end > 0 && text(values.get(end - 1)).isEmpty()) {
      end--;
    }
    return String.join(
        ByteText.of(separator), values.subList(0, end).stream().map(MessageActions::text).toList());
  }

  private static String text(DecodedValue value) {
    return value instanceof DecodedValue.Text text ? text.value() : "";
  }
}
