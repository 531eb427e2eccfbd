package io.tapline.stream.operator;

import io.tapline.stream.batch.Origin;
import io.tapline.stream.type.Strings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an origin is written in records and state. */
final class OriginFields {
  private OriginFields() {}

  static void write(Origin origin, DataOutput out) throws IOException {
    Strings.write(origin.agent(), out);
    Strings.write(origin.host(), out);
    out.writeLong(origin.boot());
    Strings.write(origin.tapset(), out);
  }

  static Origin read(DataInput in) throws IOException {
    return new Origin(Strings.read(in), Strings.read(in), in.readLong(), Strings.read(in));
  }
}
