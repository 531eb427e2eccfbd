package io.tapline.agent.trace.output;

import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Of a map that keeps values. Of a map per CPU numbers are added; of other values one is shown. */
final class StateTally implements Tally {
  private final Type type;
  private final ValueDecoder decoder;
  private final ByteBuffer value;
  private boolean any;

  StateTally(Type type, ValueDecoder decoder) {
    this.type = type;
    this.decoder = decoder;
    this.value = ByteBuffer.allocate(Storage.storageBytes(type)).order(ByteOrder.nativeOrder());
  }

  @Override
  public void add(int bucket, ByteBuffer more) {
    if (!any) {
      value.put(0, more, 0, value.capacity());
    } else if (type instanceof Type.Int number) {
      put(ScalarReaders.number(number, value, 0) + ScalarReaders.number(number, more, 0));
    }
    any = true;
  }

  private void put(long number) {
    switch (value.capacity()) {
      case Byte.BYTES -> value.put(0, (byte) number);
      case Short.BYTES -> value.putShort(0, (short) number);
      case Integer.BYTES -> value.putInt(0, (int) number);
      default -> value.putLong(0, number);
    }
  }

  @Override
  public MapView.Cell cell(long divisor) {
    DecodedValue shown = decoder.decode(type, value, 0);
    if (shown instanceof DecodedValue.Signed || shown instanceof DecodedValue.Unsigned) {
      return new MapView.Plain(
          Quotient.of(shown instanceof DecodedValue.Signed, Numbers.of(shown), divisor));
    }
    return new MapView.Plain(shown);
  }

  @Override
  public long rank() {
    if (type instanceof Type.Int number) {
      return ScalarReaders.number(number, value, 0);
    }
    return type instanceof Type.Enumeration e ? ScalarReaders.number(e.number(), value, 0) : 0;
  }
}
