using Decant.Notices;

namespace Decant.Data;

/// <summary>The parts that a source has by itself; null where it leaves the choice to <see cref="DataSplits"/>.</summary>
/// <param name="Train">Samples to learn from, or all samples.</param>
/// <param name="Validation">Samples to decide on, where the source sets some aside.</param>
/// <param name="Test">Samples to measure on, where the source sets some aside.</param>
/// <param name="Notes">What a reader of the result must know about the source, a sentence each.</param>
public sealed record SourceParts(Dataset Train, Dataset? Validation, Dataset? Test, IReadOnlyList<Notice> Notes);
