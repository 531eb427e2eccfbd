/** What the tests of several rooms share: a store that remembers, batches, and the way to Kafka. */
@NullMarked
package io.tapline.stream.testing;

import org.jspecify.annotations.NullMarked;
