package io.tapline.agent.kernel.attach;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * How programs are attached.
 *
 * @param process the process whose hits count, for providers of which the kernel can tell: uprobe,
 *     uretprobe, usdt, software, hardware, profile and watchpoint; 0 for everybody's. Where an
 *     event belongs to a thread, threads that start while they are being listed are missed, and
 *     those that start later count.
 * @param visits what iterators write, piece by piece, on the thread that attaches; each piece is
 *     read from its position to its limit, before this returns
 */
public record AttachOptions(int process, Consumer<ByteBuffer> visits) {
  /** Everybody's hits; what iterators write is dropped. */
  public static final AttachOptions ALL = new AttachOptions(0, piece -> {});

  /** One process's hits. */
  public static AttachOptions ofProcess(int process) {
    return new AttachOptions(process, piece -> {});
  }

  /** The same, with somebody to read what iterators write. */
  public AttachOptions withVisits(Consumer<ByteBuffer> reader) {
    return new AttachOptions(process, reader);
  }
}
