package io.tapline.agent.trace.output;

import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;

/** Readers of what is shown as text, and of bytes. */
final class TextReaders {
  private static final int IPV4 = 2;
  private static final int IPV6 = 10;

  private TextReaders() {}

  static void register(ValueDecoder decoder, HostNames names, ScriptConfig config) {
    decoder.register(Type.Text.class, (type, bytes, at) -> text(config, type, bytes, at));
    decoder.register(
        Type.Bytes.class,
        (type, bytes, at) -> new DecodedValue.Buffer(ByteText.of(bytes, at, type.sizeBytes())));
    decoder.register(Type.Buffer.class, TextReaders::buffer);
    decoder.register(
        Type.Address.class,
        (type, bytes, at) ->
            new DecodedValue.Text(InternetAddress.text(bytes, at, type.sizeBytes())));
    decoder.register(Type.Inet.class, TextReaders::inet);
    decoder.register(Type.Mac.class, TextReaders::mac);
    decoder.register(
        Type.UserSymbol.class,
        (type, bytes, at) ->
            new DecodedValue.Text(
                names.userSymbol(
                    bytes.getLong(at), bytes.getInt(at + Storage.SYMBOL_PROCESS_OFFSET))));
    decoder.register(
        Type.Stack.class,
        (type, bytes, at) ->
            new DecodedValue.Text(
                names.stack(
                    type,
                    bytes.getLong(at),
                    bytes.getInt(at + Storage.STACK_FRAMES_OFFSET),
                    bytes.getInt(at + Storage.STACK_PROCESS_OFFSET))));
    decoder.register(
        Type.Timestamp.class,
        (type, bytes, at) -> {
          ZonedDateTime moment = names.moment(type.clock(), bytes.getLong(at));
          return new DecodedValue.Text(Strftime.stamp(type.format(), moment));
        });
  }

  /**
   * Text. One that fills a buffer of the greatest length was cut, as far as anybody can tell, and
   * is followed by what the settings say; shorter buffers are as long as the script wants them.
   */
  private static DecodedValue text(
      ScriptConfig config, Type.Text type, ByteBuffer bytes, int offset) {
    String text = ByteText.upToNul(bytes, offset, type.sizeBytes());
    boolean cut = text.length() == type.sizeBytes() && text.length() >= config.maxStrlen();
    return new DecodedValue.Text(cut ? text + ByteText.of(config.strTruncTrailer()) : text);
  }

  private static DecodedValue buffer(Type.Buffer type, ByteBuffer bytes, int offset) {
    int length = Math.max(0, Math.min(bytes.getInt(offset), type.maxBytes()));
    return new DecodedValue.Buffer(
        ByteText.of(bytes, offset + Storage.BUFFER_BYTES_OFFSET, length));
  }

  private static DecodedValue inet(Type.Inet type, ByteBuffer bytes, int offset) {
    int address = offset + Storage.INET_ADDRESS_OFFSET;
    return switch (bytes.getInt(offset)) {
      case IPV4 -> new DecodedValue.Text(InternetAddress.text(bytes, address, 4));
      case IPV6 -> new DecodedValue.Text(InternetAddress.text(bytes, address, 16));
      default -> new DecodedValue.Text("");
    };
  }

  private static DecodedValue mac(Type.Mac type, ByteBuffer bytes, int offset) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Storage.valueBytes(type); i++) {
      text.append(String.format(i == 0 ? "%02X" : ":%02X", bytes.get(offset + i)));
    }
    return new DecodedValue.Text(text.toString());
  }
}
