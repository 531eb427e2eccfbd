/**
 * The wire: topics, records and their encoding, and the histogram layout, shared by agent, jobs,
 * store and page. Imports Avro and nothing of ours.
 */
@NullMarked
package io.tapline.schemas;

import org.jspecify.annotations.NullMarked;
