package io.tapline.agent.trace.output;

import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;

/** Reads values of one kind of type. */
interface ValueReader<T extends Type> {
  DecodedValue read(T type, ByteBuffer bytes, int offset);
}
