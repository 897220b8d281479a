namespace Decant.Runs;

/// <summary>Answers of a teacher that were stored, and what that cost and saved.</summary>
internal sealed record StoreFacts
{
    /// <summary>Where they lie, as the run's folder or the recipe names it.</summary>
    public required string Folder { get; init; }

    /// <summary>How they are written, in words, such as <c>f16</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>Answers that are stored.</summary>
    public required long Answers { get; init; }

    /// <summary>Views of each sample.</summary>
    public required int Views { get; init; }

    /// <summary>Seconds that the teacher took for them.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds of the teacher that every epoch saves that reads them.</summary>
    public double SecondsSavedPerEpoch => Seconds / Views;

    /// <summary>Bytes of all files, in proportion to the answers.</summary>
    public required double BytesPerAnswer { get; init; }

    /// <summary>Share of the labels that the answers agree with, 0 to 1; null where nothing could be compared.</summary>
    public double? Agreement { get; init; }
}
