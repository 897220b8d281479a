using Decant.Data.Batches;

namespace Decant.SoftTargets;

/// <summary>Any teacher that a program can call: it answers a batch.</summary>
/// <param name="batch">The samples, field by field; <see cref="Batch.Indices"/> says which they are.</param>
/// <param name="logits">To be written: [N, C], a row of logits for each sample in the order of the batch. Probabilities become logits by
/// their logarithm.</param>
public delegate void TeacherFunction(Batch batch, Span<float> logits);
